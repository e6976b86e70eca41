-- What sales ops published and what they work on. A version holds everything, so that it can be looked at, compared and
-- brought back as a whole; the decision tables are the DMN files themselves.
create table pipeline_version (
    id                 uuid primary key,
    number             integer,
    state              text        not null,
    based_on           integer     not null,
    revision           integer     not null default 1,
    stages             jsonb       not null,
    removed            jsonb       not null default '{}',
    stage_mapping      text        not null,
    conversion_plan    text        not null,
    author             text        not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    comment            text,
    published_by       text,
    published_at       timestamptz,
    mapping_definition text,
    plan_definition    text,
    constraint uq_pipeline_version__number unique (number),
    constraint ck_pipeline_version__state check (state in ('DRAFT', 'PUBLISHED')),
    constraint ck_pipeline_version__published check (
        (state = 'PUBLISHED') = (number is not null) and (state = 'PUBLISHED') = (published_at is not null)
        and (state = 'PUBLISHED') = (published_by is not null) and (state = 'PUBLISHED') = (comment is not null))
);

-- One open draft for each person.
create unique index uq_pipeline_version__draft_author on pipeline_version (author) where state = 'DRAFT';

comment on column pipeline_version.based_on is 'The version that was live when the draft began; publishing on another is refused';
comment on column pipeline_version.revision is 'Grows with each save; a save or publication of an older one is refused';
comment on column pipeline_version.removed is 'Stages that this version takes away, with the stage to which their leads go';
comment on column pipeline_version.mapping_definition is 'The decision definition in the engine, by which a version deployed past us is noticed';

-- Who did what to the pipeline. Only ever added to.
create table pipeline_audit (
    id     bigint generated always as identity primary key,
    at     timestamptz not null,
    who    text        not null,
    what   text        not null,
    detail text        not null
);

-- A rehearsal of a draft over the past, so that every node can show how far it is.
create table pipeline_dry_run (
    draft_id   uuid primary key references pipeline_version on delete cascade,
    revision   integer     not null,
    started_at timestamptz not null,
    beat_at    timestamptz not null,
    done       bigint      not null default 0,
    total      bigint      not null,
    result     jsonb
);

comment on column pipeline_dry_run.result is 'Null while it runs';

-- Read by time for the dry run and for how long leads need to a stage.
create index ix_stage_change__occurred_at on stage_change (occurred_at);
-- A migration of running processes finds their leads by it.
create index ix_lead__process_instance_id on lead (process_instance_id) where process_instance_id is not null;
