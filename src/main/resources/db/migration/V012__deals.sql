-- What the CRM said last about each deal: a lead stands at one stage, its deals each at their own.
create table deal (
    lead_id  uuid        not null references lead deferrable initially deferred,
    id       text        not null,
    stage    text        not null,
    stage_at timestamptz not null,
    amount   numeric(19, 4),
    margin   numeric(19, 4),
    currency char(3),
    worth_at timestamptz,
    primary key (lead_id, id),
    constraint ck_deal__worth check (
        (worth_at is null) = (amount is null and margin is null) and (worth_at is null) = (currency is null))
);

comment on column deal.stage_at is 'When the deal came to its stage, by the CRM''s clock';
comment on column deal.worth_at is 'The CRM''s time of the news that told its money; null where none did';
