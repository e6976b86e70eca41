-- Every event that a CRM sent, once. The payload is encrypted and goes when the event is processed; the key stays, so
-- that a late repetition is still recognised.
create table inbox_message (
    id            bigint generated always as identity primary key,
    source        text        not null,
    delivery_key  text        not null,
    ordering_key  text        not null,
    state         text        not null,
    payload       bytea,
    attempts      integer     not null default 0,
    due_at        timestamptz not null,
    reason        text,
    crm_status    text,
    waiting_for   text[],
    lead_id       uuid,
    received_at   timestamptz not null,
    processed_at  timestamptz,
    constraint uq_inbox_message__source_delivery_key unique (source, delivery_key),
    constraint ck_inbox_message__state
        check (state in ('WAITING', 'UNMATCHED', 'UNMAPPED', 'PARKED', 'PROCESSED')),
    constraint ck_inbox_message__payload check ((state = 'PROCESSED') = (payload is null))
) with (fillfactor = 85);

create index ix_inbox_message__waiting on inbox_message (id) where state = 'WAITING';
create index ix_inbox_message__order on inbox_message (ordering_key, id) where state = 'WAITING';
create index ix_inbox_message__attention on inbox_message (state, id) where state in ('UNMATCHED', 'UNMAPPED', 'PARKED');
-- The queue turns over all the time: look after it early, not when a fifth of it is dead.
alter table inbox_message set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

comment on column inbox_message.ordering_key is 'Messages of one CRM record share it and are applied in order';
comment on column inbox_message.waiting_for is 'CRM records (source:type:id), any of which would tell whose event it is';
