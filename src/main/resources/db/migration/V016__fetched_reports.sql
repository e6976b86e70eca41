-- When a platform's report was last asked for by its API, and what came of it.
create table platform_report_fetch (
    destination text        primary key,
    fetched_at  timestamptz not null,
    lines       int         not null,
    problem     text
);

comment on column platform_report_fetch.problem is 'Why nothing came, in words; null when it came';
