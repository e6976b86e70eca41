-- Files of events that people import. The file itself is encrypted, chunk by chunk, and goes when the import ends.
create table file_import (
    id          uuid primary key,
    name        text        not null,
    state       text        not null,
    answers     jsonb       not null,
    meanings    text[]      not null default '{}',
    bytes       bigint      not null default 0,
    lines       bigint      not null default 0,
    position    bigint      not null default 0,
    line        bigint      not null default 0,
    good        bigint      not null default 0,
    known       bigint      not null default 0,
    bad         bigint      not null default 0,
    failure     text,
    uploaded_by text        not null,
    uploaded_at timestamptz not null,
    checked_at  timestamptz,
    started_by  text,
    started_at  timestamptz,
    finished_at timestamptz,
    node        text,
    lease_until timestamptz,
    constraint ck_file_import__state
        check (state in ('UPLOADING', 'UPLOADED', 'CHECKING', 'IMPORTING', 'DONE', 'CANCELLED', 'FAILED', 'EXPIRED'))
);

create index ix_file_import__running on file_import (started_at) where state in ('CHECKING', 'IMPORTING');
create index ix_file_import__uploaded_at on file_import (uploaded_at);

comment on column file_import.answers is 'What the file does not say: source, consent, zone, currency and the like';
comment on column file_import.meanings is 'What each column means, in the order of the file; empty where it is not used';
comment on column file_import.position is 'Records of the file that are done, its head left out; committed with their events';
comment on column file_import.line is 'The line that they reach; lines is how many the file has';
comment on column file_import.checked_at is 'When the last dry run ended; good, known and bad are its figures until the import starts';
comment on column file_import.lease_until is 'Until then the node works on it; later another may take over';

create table file_import_chunk (
    import_id uuid    not null references file_import on delete cascade,
    number    integer not null,
    sealed    bytea   not null,
    primary key (import_id, number)
);
-- Ciphertext does not shrink: do not try.
alter table file_import_chunk alter column sealed set storage external;

create table file_import_bad_row (
    import_id uuid   not null references file_import on delete cascade,
    line      bigint not null,
    reason    text   not null,
    primary key (import_id, line)
);

comment on column file_import_bad_row.reason is 'In words, without a value of the row';
