-- The reporting views again, so that they add up: refunds are no revenue, every step has a rung, a loss has its rows. They
-- are made of whole sets, not of one look-up for each lead, so that a year of leads is read in a moment.

drop view v_lead;
drop view v_conversion;

create view v_click_kind as
select * from (values
    ('GCLID', 'google-ads'), ('GBRAID', 'google-ads'), ('WBRAID', 'google-ads'),
    ('FBCLID', 'meta'), ('FBC', 'meta'), ('META_LEAD_ID', 'meta'),
    ('TTCLID', 'tiktok'), ('TIKTOK_LEAD_ID', 'tiktok'),
    ('OPPREF', 'openai-ads'), ('MSCLKID', 'microsoft-ads'), ('LI_FAT_ID', 'linkedin'), ('RDT_CID', 'reddit'),
    ('EPIK', 'pinterest'), ('SC_CLICK_ID', 'snapchat'), ('TWCLID', 'x')) as k (kind, platform);

comment on view v_click_kind is 'Whose click a kind of click id is; browser ids such as fbp are nobody''s click';

-- One unit of base in quote on that day, or the last rate of the week before; null without one.
create function in_currency(amount numeric, base char(3), quote char(3), day date) returns numeric
language sql stable parallel safe as $$
    select case when base = quote then amount else round(amount * (
        select numerator / denominator from (
            select r.day, r.rate as numerator, 1::numeric as denominator, 1 as preference
            from leadloop.fx_rate r where r.base = in_currency.base and r.quote = in_currency.quote
            union all
            select r.day, 1, r.rate, 2 from leadloop.fx_rate r
            where r.base = in_currency.quote and r.quote = in_currency.base
            union all
            select b.day, b.rate, a.rate, 3 from leadloop.fx_rate a
            join leadloop.fx_rate b on b.base = a.base and b.day = a.day
            where a.quote = in_currency.base and b.quote = in_currency.quote) rates
        where rates.day between in_currency.day - 7 and in_currency.day
        order by rates.day desc, preference limit 1), 4) end
$$;

create view v_conversion as
select c.id as conversion_id, c.lead_id, l.source, l.country, c.deal_id, c.stage, s.rank as stage_rank, c.kind,
    c.destination, c.action, c.role, c.type, c.sequence, c.state, c.reason, c.occurred_at, c.created_at,
    (c.occurred_at at time zone 'UTC')::date as day,
    case when c.state = 'ACCEPTED' then c.settled_at end as accepted_at,
    c.amount, c.currency, c.value_rule, c.attempts, c.not_before, c.send_before,
    k.kind as click_kind, k.clicked_at, (k.clicked_at at time zone 'UTC')::date as click_day,
    case when c.click_id is not null then 'CLICK' when c.state = 'REFUSED' then 'NONE' else 'CONTACT' end as matched_by,
    case when c.state <> 'PLANNED' then c.state when c.attempts = 0 then 'WAITING' else 'SENT' end as rung,
    exists (select from conversion_attempt a where a.conversion_id = c.id and a.number = c.attempts
        and a.outcome = 'DUPLICATE') as was_there_already,
    exists (select from conversion x where x.corrects = c.id and x.type = 'RETRACTION' and x.state = 'ACCEPTED')
        as was_retracted,
    coalesce((select x.amount from conversion x where x.corrects = c.id and x.type = 'RESTATEMENT'
        and x.state = 'ACCEPTED' order by x.sequence desc limit 1), c.amount) as amount_now
from conversion c
join lead l on l.id = c.lead_id
left join click_id k on k.id = c.click_id
left join stage s on s.id = c.stage;

comment on view v_conversion is 'Each row of the ledger with its lead''s source and its click';
comment on column v_conversion.rung is 'How far it came; SENT is told but not answered for good, WAITING was never told';
comment on column v_conversion.was_there_already is 'The platform had it already under the same key and counted it once';
comment on column v_conversion.was_retracted is 'The platform took a retraction of it';
comment on column v_conversion.amount_now is 'What the platform holds: the last restatement that it took, else the amount';

create view v_verdict as
select a.conversion_id, r.destination, r.sent_at,
    case when r.state = 'WAITING' then 'PENDING'
        when r.state = 'SUCCESS' or r.counted = r.conversions then 'COUNTED'
        when r.state = 'FAILED' or r.counted = 0 then 'NOT_COUNTED'
        else 'UNCLEAR' end as verdict
from platform_request r
join conversion_attempt a on a.receipt = r.receipt and a.outcome in ('ACCEPTED', 'DUPLICATE')
join conversion c on c.id = a.conversion_id and c.destination = r.destination;

comment on view v_verdict is 'What a platform said later of what it took. It tells counts for a request, never rows: UNCLEAR where it counted a part';

create view v_step as
select h.id as stage_change_id, h.lead_id, l.source, h.stage, s.rank as stage_rank,
    case when s.kind = 'REVENUE' then h.deal_id else '' end as deal_id,
    h.occurred_at, (h.occurred_at at time zone 'UTC')::date as day, h.recorded_at, h.crm_status
from stage_change h
join stage s on s.id = h.stage and s.kind <> 'LOST'
join lead l on l.id = h.lead_id
where not exists (
    select from stage_change e where e.lead_id = h.lead_id and e.stage = h.stage
      and (s.kind <> 'REVENUE' or e.deal_id = h.deal_id) and (e.occurred_at, e.id) < (h.occurred_at, h.id));

comment on view v_step is 'Each business step that a CRM told of, once: a lead at a stage, for revenue each deal; by its first time';

create view v_reconciliation as
select t.day, t.occurred_at, t.lead_id, t.source, t.stage, t.stage_rank, t.deal_id, a.destination,
    coalesce(c.action, a.action) as action, c.id as conversion_id,
    case when c.id is not null then
            case when c.state <> 'PLANNED' then c.state when c.attempts = 0 then 'WAITING' else 'SENT' end
        when exists (select from click_id k join v_click_kind m on m.kind = k.kind
            where k.lead_id = t.lead_id and k.created_at <= t.recorded_at
              and m.platform = regexp_replace(a.destination, '-legacy$', '')) then 'NO_ROW'
        else 'NOT_THEIRS' end as rung,
    c.reason, c.not_before
from v_step t
join (select stage, destination, max(action) as action from conversion where type = 'CONVERSION' group by 1, 2) a
    on a.stage = t.stage
left join lateral (
    select * from conversion o
    where o.lead_id = t.lead_id and o.stage = t.stage and o.destination = a.destination
      and o.deal_id in (t.deal_id, '') and o.type = 'CONVERSION'
    order by o.sequence desc limit 1) c on true;

comment on view v_reconciliation is 'Each step at each destination that its stage is reported to, with the one rung where it stands';
comment on column v_reconciliation.rung is 'NOT_THEIRS: another platform''s lead. NO_ROW: the platform''s own click was known, and no row was made';

create view v_deal as
select w.lead_id, w.deal_id, w.won_at, (w.won_at at time zone 'UTC')::date as won_day, w.amount, w.currency,
    (select min(x.occurred_at) from stage_change x join stage s on s.id = x.stage
        where x.lead_id = w.lead_id and s.kind <> 'REVENUE' and (x.deal_id in ('', w.deal_id) or w.deal_id = '')
          and (x.occurred_at, x.recorded_at) > (w.last_at, w.last_recorded)) as taken_back_at
from (
    select h.lead_id, h.deal_id, min(h.occurred_at) as won_at, max(h.occurred_at) as last_at,
        (array_agg(h.recorded_at order by h.occurred_at desc, h.recorded_at desc))[1] as last_recorded,
        (array_agg(h.amount order by h.recorded_at desc) filter (where h.amount is not null))[1] as amount,
        (array_agg(h.currency order by h.recorded_at desc) filter (where h.amount is not null))[1] as currency
    from stage_change h join stage s on s.id = h.stage and s.kind = 'REVENUE'
    group by h.lead_id, h.deal_id) w;

comment on view v_deal is 'Each won deal with the CRM''s last amount; a lead that is won without a deal has the empty deal_id';
comment on column v_deal.taken_back_at is 'When the CRM took the win back (lost, refunded, reopened); null while it is true';

create view v_lead as
select l.id as lead_id, l.source, l.country, l.stage, l.stage_at, l.captured_at, l.created_at,
    coalesce(p.platform, 'none') as platform, p.clicked_at,
    coalesce(p.clicked_at, l.captured_at, l.created_at) as came_at,
    date_trunc('week', coalesce(p.clicked_at, l.captured_at, l.created_at) at time zone 'UTC')::date as click_week,
    r.deepest_rank, r.first_qualified_at, r.first_deep_at, w.won_at
from lead l
left join (
    select distinct on (k.lead_id) k.lead_id, m.platform, k.clicked_at
    from click_id k join v_click_kind m on m.kind = k.kind
    order by k.lead_id, k.clicked_at desc nulls last, k.id desc) p on p.lead_id = l.id
left join (
    select h.lead_id, max(s.rank) as deepest_rank, min(h.occurred_at) as first_qualified_at,
        min(h.occurred_at) filter (where s.rank >= (select max(rank) from stage where kind = 'QUALIFIED')) as first_deep_at
    from stage_change h join stage s on s.id = h.stage and s.kind in ('QUALIFIED', 'REVENUE')
    group by h.lead_id) r on r.lead_id = l.id
left join (
    select lead_id, min(won_at) as won_at from v_deal where taken_back_at is null group by lead_id) w on w.lead_id = l.id
where l.merged_into is null;

comment on view v_lead is 'Each lead with the platform of its newest click and how far it came';
comment on column v_lead.came_at is 'Its newest click, else its capture, else when we heard of it';
comment on column v_lead.deepest_rank is 'Rank of the deepest qualified or won stage that it ever reached; null for none';
comment on column v_lead.first_deep_at is 'When it first came to the deepest qualified stage (as shipped: SQL) or beyond';
comment on column v_lead.won_at is 'When it was first won; null when every win was taken back';

-- Somebody may be told before clicks die.
alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in
    ('destinationBlocked', 'uploadsFailed', 'stuckLeads', 'sourceSilent', 'inboxParked', 'clicksDying'));
