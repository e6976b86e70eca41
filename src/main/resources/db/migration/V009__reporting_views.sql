-- What BI tools and our own pages read: docs/reporting.md describes every column. Nothing here identifies a person.

create view v_conversion as
select c.id as conversion_id, c.lead_id, l.source, l.country, c.deal_id, c.stage, c.kind, c.destination, c.action, c.role,
    c.type, c.state, c.reason, c.occurred_at, c.created_at,
    case when c.state = 'ACCEPTED' then c.settled_at end as accepted_at,
    c.amount, c.currency, c.value_rule, c.attempts, c.not_before, c.send_before,
    k.kind as click_kind, k.clicked_at,
    case when c.click_id is not null then 'CLICK' when c.state = 'REFUSED' then 'NONE' else 'CONTACT' end as matched_by,
    coalesce((select a.outcome = 'DUPLICATE' from conversion_attempt a
        where a.conversion_id = c.id and a.number = c.attempts), false) as was_there_already,
    s.rank as stage_rank
from conversion c
join lead l on l.id = c.lead_id
left join click_id k on k.id = c.click_id
left join stage s on s.id = c.stage;

comment on view v_conversion is 'Each row of the ledger with its lead''s source and its click';

create view v_lead as
select l.id as lead_id, l.source, l.country, l.stage, l.stage_at, l.captured_at, l.created_at,
    coalesce(p.platform, 'none') as platform, p.clicked_at,
    date_trunc('week', coalesce(p.clicked_at, l.captured_at, l.created_at))::date as click_week,
    r.first_qualified_at, r.first_deep_at, r.won_at, r.won_amount, r.won_currency
from lead l
left join lateral (
    select case
            when kind in ('GCLID', 'GBRAID', 'WBRAID') then 'google-ads'
            when kind in ('FBCLID', 'FBC', 'META_LEAD_ID') then 'meta'
            when kind in ('TTCLID', 'TIKTOK_LEAD_ID') then 'tiktok'
            when kind = 'OPPREF' then 'openai-ads'
            when kind = 'MSCLKID' then 'microsoft-ads'
            when kind = 'LI_FAT_ID' then 'linkedin'
            when kind = 'RDT_CID' then 'reddit'
            when kind = 'EPIK' then 'pinterest'
            when kind = 'SC_CLICK_ID' then 'snapchat'
            when kind = 'TWCLID' then 'x' end as platform, clicked_at
    from click_id where lead_id = l.id and kind not in ('FBP', 'TTP')
    order by clicked_at desc nulls last limit 1) p on true
left join lateral (
    select min(h.occurred_at) filter (where s.kind = 'QUALIFIED') as first_qualified_at,
        min(h.occurred_at) filter (where s.kind = 'QUALIFIED' and s.rank = (
            select max(rank) from stage where kind = 'QUALIFIED')) as first_deep_at,
        min(h.occurred_at) filter (where s.kind = 'REVENUE') as won_at,
        (array_agg(h.amount order by h.occurred_at desc) filter (where s.kind = 'REVENUE'))[1] as won_amount,
        (array_agg(h.currency order by h.occurred_at desc) filter (where s.kind = 'REVENUE'))[1] as won_currency
    from stage_change h join stage s on s.id = h.stage where h.lead_id = l.id) r on true
where l.merged_into is null;

comment on view v_lead is 'Each lead with the platform of its newest click and when it reached what';
comment on column v_lead.first_deep_at is 'When the deepest qualified stage (as shipped: SQL) was reached';

-- What platforms say themselves, imported from their reports.
create table platform_report (
    destination text        not null,
    action      text        not null,
    day         date        not null,
    basis       text        not null,
    conversions numeric(19, 4) not null,
    amount      numeric(19, 4),
    currency    char(3),
    imported_at timestamptz not null,
    primary key (destination, action, day, basis),
    constraint ck_platform_report__basis check (basis in ('CLICK', 'CONVERSION')),
    constraint ck_platform_report__money check ((amount is null) = (currency is null))
);

comment on column platform_report.basis is 'Whether the platform counts by the day of the click or of the conversion';

-- What the ads cost, imported.
create table ad_cost (
    platform    text           not null,
    campaign    text           not null default '',
    day         date           not null,
    amount      numeric(19, 4) not null,
    currency    char(3)        not null,
    imported_at timestamptz    not null,
    primary key (platform, campaign, day, currency)
);

-- Findings that somebody looked at and wants to hear no more of.
create table silenced_finding (
    finding     text primary key,
    reason      text        not null,
    silenced_by text        not null,
    silenced_at timestamptz not null
);
