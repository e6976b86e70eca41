-- Tells a node with another encryption key from one with the right key before it takes anything in.
create table encryption_check (
    id         boolean     primary key default true,
    sealed     bytea       not null,
    sealed_at  timestamptz not null,
    constraint ck_encryption_check__one_row check (id)
);

comment on table encryption_check is 'One row: a fixed text, sealed with leadloop.inbox.encryption-key at the first start';
