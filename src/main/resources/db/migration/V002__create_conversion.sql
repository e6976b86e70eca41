-- What we owe which platform. A refusal is a row too, with its reason.
create table conversion (
    id           uuid primary key,
    lead_id      uuid        not null references lead deferrable initially deferred,
    deal_id      text        not null default '',
    stage        text        not null,
    sequence     integer     not null default 1,
    destination  text        not null,
    action       text        not null,
    kind         text        not null,
    role         text        not null,
    dedupe_key   text        not null,
    occurred_at  timestamptz not null,
    amount       numeric(19, 4),
    currency     char(3),
    value_rule   text        not null,
    click_id     uuid references click_id deferrable initially deferred,
    state        text        not null,
    reason       text,
    detail       text,
    not_before   timestamptz,
    send_before  timestamptz,
    attempts     integer     not null default 0,
    settled_at   timestamptz,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    constraint uq_conversion__lead_deal_stage_sequence_destination
        unique (lead_id, deal_id, stage, sequence, destination),
    constraint uq_conversion__dedupe_key unique (dedupe_key),
    constraint ck_conversion__state
        check (state in ('PLANNED', 'ACCEPTED', 'REJECTED', 'REFUSED', 'EXPIRED', 'DROPPED')),
    constraint ck_conversion__kind check (kind in ('MICRO', 'PRIMARY', 'QUALIFIED', 'REVENUE')),
    constraint ck_conversion__role check (role in ('PRIMARY', 'SECONDARY')),
    constraint ck_conversion__money check ((amount is null) = (currency is null)),
    constraint ck_conversion__reason check (state in ('PLANNED', 'ACCEPTED') or reason is not null)
) with (fillfactor = 85);

create index ix_conversion__state on conversion (state, destination);
create index ix_conversion__created_at on conversion (created_at);

comment on column conversion.occurred_at is 'When the stage was reached, by the CRM''s clock; what the platform is told';
comment on column conversion.send_before is 'When the platform stops taking it: the click''s or the event''s age limit';
comment on column conversion.not_before is 'The platform takes it only from this time on';

-- The ledger: every try to tell a platform. outcome is null while nobody knows how it ended.
create table conversion_attempt (
    conversion_id uuid        not null references conversion,
    number        integer     not null,
    started_at    timestamptz not null,
    ended_at      timestamptz,
    outcome       text,
    code          text,
    message       text,
    request       text,
    answer        text,
    primary key (conversion_id, number),
    constraint ck_conversion_attempt__outcome
        check (outcome in ('ACCEPTED', 'DUPLICATE', 'REJECTED', 'RETRY', 'BLOCKED'))
);

comment on column conversion_attempt.request is 'What was sent for this conversion; hashes and click ids masked';
comment on column conversion_attempt.answer is 'What the platform said; tokens masked';

-- A destination that takes nothing for now, by a person's will or because the platform refuses us as a whole.
create table destination_pause (
    destination text primary key,
    cause       text        not null,
    message     text        not null,
    since       timestamptz not null,
    probe_at    timestamptz,
    incident_id text,
    constraint ck_destination_pause__cause check (cause in ('BLOCKED', 'OPERATOR'))
);
