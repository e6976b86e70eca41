-- The demo year of a house with a sandbox: how far it is, and which of the figures from outside are its own, so that it can
-- be taken out again whole.
create table demo_year (
    the_one     boolean primary key default true,
    run         text        not null,
    state       text        not null,
    made_until  timestamptz not null,
    leads       integer     not null,
    events      integer     not null default 0,
    stored      integer     not null default 0,
    has_costs   boolean     not null default false,
    started_by  text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    constraint ck_demo_year__the_one check (the_one),
    constraint ck_demo_year__state check (state in ('LOADING', 'READY', 'REMOVING'))
);

comment on table demo_year is 'At most one made-up year of leads; no row where there is none';
comment on column demo_year.run is 'Eight hexadecimal digits in the ids of its leads, deals and clicks, and the seed from which it is made';
comment on column demo_year.made_until is 'The moment up to which it was made up';
comment on column demo_year.stored is 'Events that went into the inbox so far';

create table demo_report (
    destination text        not null,
    action      text        not null,
    day         date        not null,
    basis       text        not null,
    imported_at timestamptz not null,
    primary key (destination, action, day, basis)
);

comment on table demo_report is 'Numbers of platform_report that the demo year brought; one that was imported again since is nobody''s demo';
