-- Accounts of ad platforms and sources that people made in the browser or by REST. Secrets rest sealed with the application's key.
create table connection (
    kind text not null check (kind in ('ACCOUNT', 'SOURCE')),
    name text not null,
    type text not null,
    label text,
    state text not null check (state in ('DRAFT', 'ON', 'OFF', 'REMOVED')),
    keys jsonb not null,
    secrets bytea,
    version integer not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (kind, name)
);

-- Which keys changed in which version, by whom; never a value.
create table connection_version (
    kind text not null,
    name text not null,
    version integer not null,
    state text not null,
    changed_keys text[] not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (kind, name, version)
);
