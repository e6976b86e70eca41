-- Corrections: a row that changes or takes back what a platform has. What was sent is never rewritten.
alter table conversion
    add column type text not null default 'CONVERSION',
    add column corrects uuid references conversion,
    add column crm_amount numeric(19, 4),
    add column crm_currency char(3),
    add column fx_rate numeric(19, 9),
    add column fx_day date,
    add column fx_source text,
    add constraint ck_conversion__type check (type in ('CONVERSION', 'RESTATEMENT', 'RETRACTION')),
    add constraint ck_conversion__corrects check ((type = 'CONVERSION') = (corrects is null)),
    add constraint ck_conversion__fx check (
        (fx_rate is null) = (crm_amount is null) and (fx_rate is null) = (crm_currency is null)
        and (fx_rate is null) = (fx_day is null) and (fx_rate is null) = (fx_source is null));

create index ix_conversion__corrects on conversion (corrects) where corrects is not null;

comment on column conversion.crm_amount is 'The value before it was changed into the account''s currency; null where it stayed';

alter table stage
    add column hold_hours integer not null default 0,
    add column correction text not null default 'LEAVE',
    add constraint ck_stage__hold_hours check (hold_hours between 0 and 2160),
    add constraint ck_stage__correction check (correction in ('RETRACT', 'RESTATE', 'LEAVE'));

update stage set correction = 'RETRACT' where kind = 'REVENUE';

comment on column stage.hold_hours is 'Conversions of this stage are sent this long after it was reached at the earliest';
comment on column stage.correction is 'What platforms are told when the amount changes or the stage is taken back';

alter table stage_change add column margin numeric(19, 4);

comment on column stage_change.margin is 'What the deal earns, in the currency of its amount';

-- Rates of exchange, imported. One unit of base is worth rate units of quote.
create table fx_rate (
    base        char(3)        not null,
    quote       char(3)        not null,
    day         date           not null,
    rate        numeric(19, 9) not null,
    source      text           not null,
    imported_at timestamptz    not null,
    primary key (base, quote, day),
    constraint ck_fx_rate__rate check (rate > 0)
);

-- Requests of which the platform tells later what it counted.
alter table conversion_attempt add column receipt text;
create index ix_conversion_attempt__receipt on conversion_attempt (receipt) where receipt is not null;

create table platform_request (
    destination text        not null,
    receipt     text        not null,
    conversions integer     not null,
    sent_at     timestamptz not null,
    poll_at     timestamptz,
    polls       integer     not null default 0,
    state       text        not null,
    counted     bigint,
    reasons     jsonb       not null default '{}',
    checked_at  timestamptz,
    primary key (destination, receipt),
    constraint ck_platform_request__state
        check (state in ('WAITING', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'UNKNOWN'))
);

create index ix_platform_request__poll_at on platform_request (poll_at) where poll_at is not null;

comment on column platform_request.reasons is 'Why the platform did not count rows, with how many; it does not say which';

-- Refresh tokens that a platform replaced, sealed with the house's key.
create table refresh_token (
    destination       text primary key,
    configured_sha256 text        not null,
    sealed            bytea       not null,
    updated_at        timestamptz not null
);

alter table destination_pause drop constraint ck_destination_pause__cause;
alter table destination_pause
    add constraint ck_destination_pause__cause check (cause in ('BLOCKED', 'OPERATOR', 'RATE_LIMIT'));
