-- The pipeline's stages in their order. The ids are what decision tables, models and rows speak of.
create table stage (
    id                text primary key,
    name              text    not null,
    kind              text    not null,
    rank              integer not null,
    allowed_days      integer,
    constraint uq_stage__rank unique (rank),
    constraint ck_stage__kind check (kind in ('MICRO', 'PRIMARY', 'QUALIFIED', 'REVENUE', 'LOST'))
);

comment on column stage.allowed_days is 'Days after which a lead that still stands here counts as stuck; null for never';

insert into stage (id, name, kind, rank, allowed_days) values
    ('CAPTURED', 'Captured', 'PRIMARY', 0, 14),
    ('MQL', 'MQL', 'QUALIFIED', 10, 30),
    ('SQL', 'SQL', 'QUALIFIED', 20, 60),
    ('WON', 'Closed won', 'REVENUE', 30, null),
    ('LOST', 'Lost', 'LOST', 90, null);
