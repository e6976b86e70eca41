-- What operators see and do: leads that stand too long, verbs on many conversions, who did what, alerts.

-- Leads over the allowed time of their stage, with the incident that shows them in Cockpit. A row is true only while the
-- lead still stands where it stood.
create table stuck_lead (
    lead_id      uuid primary key references lead on delete cascade,
    stage        text        not null,
    stage_at     timestamptz not null,
    allowed_days integer     not null,
    incident_id  text,
    raised_at    timestamptz not null
);

comment on column stuck_lead.incident_id is 'Null where the lead has no running process that could carry an incident';

-- One verb on many conversions. The rows are chosen when it is asked for, so that its end is known.
create table bulk_job (
    id           uuid primary key,
    verb         text        not null,
    destination  text        not null,
    state        text        not null,
    reason       text,
    comment      text        not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    finished_at  timestamptz,
    constraint ck_bulk_job__verb check (verb in ('RETRY', 'DROP'))
);

create index ix_bulk_job__running on bulk_job (requested_at) where finished_at is null;

create table bulk_item (
    job_id        uuid    not null references bulk_job on delete cascade,
    conversion_id uuid    not null references conversion on delete cascade,
    outcome       text,
    message       text,
    primary key (job_id, conversion_id),
    constraint ck_bulk_item__outcome check (outcome in ('DONE', 'SKIPPED', 'FAILED'))
);

create index ix_bulk_item__open on bulk_item (job_id, conversion_id) where outcome is null;

comment on column bulk_item.outcome is 'Null while it waits for its turn; SKIPPED where the conversion had changed meanwhile';

create index ix_conversion__failing on conversion (destination, state, reason)
    where state = 'REJECTED' or (state = 'PLANNED' and reason is not null);

-- Who did what. Only ever added to; no personal data but the user's own name.
create table audit_entry (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    actor      text        not null,
    verb       text        not null,
    subject    text        not null,
    subject_id text        not null,
    lead_id    uuid,
    detail     text        not null default '',
    comment    text        not null default ''
);

create index ix_audit_entry__lead_id on audit_entry (lead_id) where lead_id is not null;
create index ix_audit_entry__subject on audit_entry (subject, subject_id);

-- When each source was last heard, to the minute.
create table source_pulse (
    source   text primary key,
    since    timestamptz not null,
    heard_at timestamptz
);

comment on column source_pulse.since is 'When LeadLoop first started with this source';

-- What somebody should be told, once for each cause while it lasts.
create table alert (
    id           uuid primary key,
    kind         text        not null,
    subject      text        not null,
    message      text        not null,
    raised_at    timestamptz not null,
    cleared_at   timestamptz,
    told_at      timestamptz,
    told_cleared boolean     not null default false,
    attempts     integer     not null default 0,
    retry_at     timestamptz,
    constraint ck_alert__kind
        check (kind in ('destinationBlocked', 'uploadsFailed', 'stuckLeads', 'sourceSilent', 'inboxParked'))
);

create unique index uq_alert__open on alert (kind, subject) where cleared_at is null;
create index ix_alert__untold on alert (raised_at) where cleared_at is null or not told_cleared;

create index ix_lead__finished on lead (updated_at) where process_instance_id is null;
