-- Messages whose source has to ask its CRM first wait in the state LOOKUP.
alter table inbox_message drop constraint ck_inbox_message__state;
alter table inbox_message add constraint ck_inbox_message__state
    check (state in ('LOOKUP', 'WAITING', 'UNMATCHED', 'UNMAPPED', 'PARKED', 'PROCESSED'));
drop index ix_inbox_message__order;
create index ix_inbox_message__order on inbox_message (ordering_key, id) where state in ('WAITING', 'LOOKUP');
create index ix_inbox_message__lookup on inbox_message (due_at, id) where state = 'LOOKUP';
create index ix_inbox_message__received on inbox_message (source, received_at);
create index ix_inbox_message__lead_id on inbox_message (lead_id) where lead_id is not null;

alter table lead add column merged_into uuid references lead deferrable initially deferred;
create index ix_lead__email on lead (email_sha256) where email_sha256 is not null;
create index ix_lead__phone on lead (phone_e164_sha256) where phone_e164_sha256 is not null;

comment on column lead.merged_into is 'The lead that this one became part of in the CRM; null for a lead of its own';

-- Records that must not come back: a keyed hash of source, type and id, nothing else.
create table erased_record (
    fingerprint text primary key,
    erased_at   timestamptz not null
);

-- What an erasure removed, as evidence; without anything of the person.
create table erasure (
    id           uuid primary key,
    asked_by     text        not null,
    reason       text        not null,
    erased_at    timestamptz not null,
    leads        integer     not null,
    clicks       integer     not null,
    conversions  integer     not null,
    waiting      integer     not null,
    events       integer     not null,
    processes    integer     not null,
    records      integer     not null
);

comment on column erasure.waiting is 'Uploads that were cancelled before they were sent';

-- How far the sweeps of CRMs came.
create table crm_sweep (
    source      text        not null,
    record      text        not null,
    mark_at     timestamptz not null,
    mark_id     text        not null default '',
    swept_at    timestamptz not null,
    found       bigint      not null default 0,
    lost        bigint      not null default 0,
    failure     text,
    primary key (source, record)
);

comment on column crm_sweep.lost is 'Changes that only the sweep brought: webhooks that were lost';

-- What CRMs were told of conversions.
create table crm_write_back (
    conversion_id uuid primary key references conversion on delete cascade,
    state         text        not null,
    written_at    timestamptz,
    failure       text
);
