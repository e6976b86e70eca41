-- What a lead of a segment is expected to bring once it reached a stage. Written by ops.pipeline.ExpectedValueRenewal only, all
-- rows at once; read by planning where the plan says so, and by the pages.
create table expected_value (
    stage       text          not null,
    source      text          not null,
    deal_size   text          not null,
    platform    text          not null,
    country     text          not null,
    campaign    text          not null,
    is_told     boolean       not null,
    leads       bigint        not null,
    won         bigint        not null,
    share       numeric(7, 2) not null,
    lowest      numeric(7, 2) not null,
    highest     numeric(7, 2) not null,
    mean        numeric(19, 2),
    mean_reach  numeric(19, 2),
    priced      bigint        not null,
    own         integer       not null,
    half        bigint,
    half_life   bigint        not null,
    followed    bigint        not null,
    currency    char(3),
    value       numeric(19, 2),
    words       text          not null,
    computed_at timestamptz   not null,
    constraint pk_expected_value primary key (stage, source, deal_size, platform, country, campaign)
);
comment on table expected_value is 'What leads of a segment are expected to bring, by stage; * is any, an empty text unknown';
comment on column expected_value.is_told is 'Whether conversions may be told by it; the narrowest such row that holds a lead counts';
comment on column expected_value.share is 'Of the leads, won in the end, in percent; lowest and highest are its 95 % interval';
comment on column expected_value.mean is 'What a won one brings on average; mean_reach is half its 95 % interval, priced over how many wins';
comment on column expected_value.own is 'How much the segment''s own leads say, in percent; the rest is the wider segment''s';
comment on column expected_value.half is 'Seconds within which half of the wins come; half_life: seconds after which half of a change is in the estimate';
comment on column expected_value.followed is 'Seconds for which at least a tenth of the stage''s leads are known; four halves of the wins are needed';
comment on column expected_value.value is 'What is told: share times mean, moved by no more than the bound; null where nothing is told';
