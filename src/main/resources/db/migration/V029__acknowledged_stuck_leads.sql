-- A person looked at a stuck lead: alerts leave it out until the day is over or the lead moves.
create table stuck_acknowledgement (
    lead_id         uuid primary key references lead on delete cascade,
    stage_at        timestamptz not null,
    until           date        not null,
    reason          text        not null,
    acknowledged_by text        not null,
    acknowledged_at timestamptz not null
);

comment on column stuck_acknowledgement.stage_at is 'Since when the lead stood at its stage: it holds for no later stage';
comment on column stuck_acknowledgement.until is 'The last day (UTC) on which it holds';
