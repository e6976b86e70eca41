-- How facts are worked out, here alone: Flyway runs this file again when it has changed. Before V049 each change was a copy of
-- the whole function (V015, V019, V020, V033).
create or replace function work_out_facts(ids uuid[]) returns void language plpgsql as $$
begin
-- Leads that the CRM made one are worked out together.
if exists (select from leadloop.lead where merged_into is not null and (id = any(ids) or merged_into = any(ids))) then
    with recursive family (id) as (
        select unnest(ids)
        union
        select other.id from family f
        join leadloop.lead mine on mine.id = f.id
        join leadloop.lead other on other.merged_into = f.id or other.id = mine.merged_into)
    select array_agg(id) into ids from family;
end if;

delete from leadloop.lead_fact where lead_id = any(ids);
delete from leadloop.deal_fact where lead_id = any(ids);
delete from leadloop.step_fact where lead_id = any(ids);
delete from leadloop.conversion_fact where lead_id = any(ids);
delete from leadloop.standing_fact where lead_id = any(ids);
delete from leadloop.passage_fact where lead_id = any(ids);

-- Each won deal with the CRM's last amount; a lead that is won without a deal has the empty deal_id.
insert into leadloop.deal_fact
select w.lead_id, w.deal_id, w.won_at, (w.won_at at time zone 'UTC')::date,
    case when k.amount is null then w.amount else k.amount end,
    case when k.amount is null then w.currency else k.currency end,
    case when k.lead_id is not null then case when z.kind <> 'REVENUE' then k.stage_at end
        when w.deal_id = '' then (
            select min(x.occurred_at) from leadloop.stage_change x
            join leadloop.stage s on s.id = x.stage and s.kind <> 'REVENUE'
            where x.lead_id = w.lead_id and x.deal_id = '' and x.occurred_at > w.last_at) end
from (
    select h.lead_id, h.deal_id, min(h.occurred_at) as won_at, max(h.occurred_at) as last_at,
        (array_agg(h.amount order by h.recorded_at desc) filter (where h.amount is not null))[1] as amount,
        (array_agg(h.currency order by h.recorded_at desc) filter (where h.amount is not null))[1] as currency
    from leadloop.stage_change h join leadloop.stage s on s.id = h.stage and s.kind = 'REVENUE'
    where h.lead_id = any(ids) group by h.lead_id, h.deal_id) w
join leadloop.lead l on l.id = w.lead_id and l.merged_into is null
left join leadloop.deal k on k.lead_id = w.lead_id and k.id = w.deal_id
left join leadloop.stage z on z.id = k.stage;

insert into leadloop.lead_fact
select l.id, l.source, l.country, l.stage, l.stage_at, l.captured_at,
    coalesce(p.platform, 'none'),
    coalesce(p.platform, a.assistant || ' (organic)', b.assistant || ' (organic)', 'no ad click'),
    o.utm_source, o.utm_medium, o.utm_campaign, o.landing_page, o.referrer, p.clicked_at,
    t.came_at, date_trunc('week', t.came_at at time zone 'UTC')::date,
    r.deepest_rank, r.first_qualified_at, r.first_deep_at,
    (select min(d.won_at) from leadloop.deal_fact d where d.lead_id = l.id and d.taken_back_at is null)
from leadloop.lead l
left join leadloop.lead_origin o on o.lead_id = l.id
left join leadloop.v_ai_assistant a on a.label = o.utm_source
left join leadloop.v_ai_assistant b on b.label = o.referrer
left join lateral (
    select m.platform, k.clicked_at from leadloop.click_id k join leadloop.v_click_kind m on m.kind = k.kind
    where k.lead_id = l.id order by k.clicked_at desc nulls last, k.id desc limit 1) p on true
left join lateral (
    select max(s.rank) as deepest_rank, min(h.occurred_at) as first_qualified_at,
        min(h.occurred_at) filter (where s.rank >= (select max(rank) from leadloop.stage where kind = 'QUALIFIED'))
            as first_deep_at
    from leadloop.stage_change h join leadloop.stage s on s.id = h.stage and s.kind in ('QUALIFIED', 'REVENUE')
    where h.lead_id = l.id) r on true
cross join lateral (
    select least(l.captured_at,
        (select min(k.clicked_at) from leadloop.click_id k where k.lead_id = l.id),
        (select min(h.occurred_at) from leadloop.stage_change h where h.lead_id = l.id)) as came_at) t
where l.id = any(ids) and l.merged_into is null;

-- Each business step once: a lead at a stage, for revenue each deal; by its first time.
insert into leadloop.step_fact
select distinct on (h.lead_id, h.stage, case when s.kind = 'REVENUE' then h.deal_id else '' end)
    h.lead_id, l.source, h.stage, s.rank, case when s.kind = 'REVENUE' then h.deal_id else '' end,
    h.occurred_at, (h.occurred_at at time zone 'UTC')::date, h.recorded_at, h.crm_status
from leadloop.stage_change h
join leadloop.stage s on s.id = h.stage and s.kind <> 'LOST'
join leadloop.lead l on l.id = h.lead_id and l.merged_into is null
where h.lead_id = any(ids)
order by h.lead_id, h.stage, case when s.kind = 'REVENUE' then h.deal_id else '' end, h.occurred_at, h.id;

insert into leadloop.action_fact (source, stage, destination, action, role, kind)
select distinct l.source, c.stage, c.destination, c.action, c.role, c.kind
from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id
where c.lead_id = any(ids) and not exists (
    select from leadloop.action_fact a where a.source = l.source and a.stage = c.stage and a.destination = c.destination
      and a.action = c.action and a.role = c.role and a.kind = c.kind)
on conflict do nothing;

-- What the platform has of a lead that became part of another counts for that one, its other rows are told no more.
insert into leadloop.conversion_fact
select c.id, n.id, coalesce(w.stays, c.lead_id), l.source, l.country, c.deal_id, c.stage, s.rank, c.kind, c.destination, c.action, c.role, c.type,
    c.sequence, c.state, case when c.state = 'REFUSED' and c.reason = 'NO_CLICK_ID' then 'NOT_THEIRS' when c.state <> 'PLANNED' then c.state when c.attempts = 0 then 'WAITING' else 'SENT' end,
    c.reason, c.occurred_at, (c.occurred_at at time zone 'UTC')::date, case when c.state = 'ACCEPTED' then c.settled_at end,
    c.amount, c.currency,
    coalesce((select x.amount from leadloop.conversion x where x.adjusts = c.id and x.type = 'RESTATEMENT'
        and x.state = 'ACCEPTED' order by x.sequence desc limit 1), c.amount),
    c.value_rule, c.attempts, c.not_before, c.send_before, k.kind, k.clicked_at,
    (k.clicked_at at time zone 'UTC')::date,
    case when c.click_id is not null then 'CLICK' when c.state = 'REFUSED' then 'NONE' else 'CONTACT' end,
    coalesce(a.outcome = 'DUPLICATE', false),
    exists (select from leadloop.conversion x where x.adjusts = c.id and x.type = 'RETRACTION' and x.state = 'ACCEPTED'),
    case when a.outcome in ('ACCEPTED', 'DUPLICATE') then a.receipt end,
    case when c.state = 'ACCEPTED' then extract(epoch from c.settled_at - c.occurred_at)::bigint end,
    extract(epoch from c.occurred_at - k.clicked_at)::bigint,
    coalesce(f.first_deep_at is not null, false), coalesce(f.won_at is not null, false), l.merged_into is not null
from leadloop.conversion c
join leadloop.lead l on l.id = c.lead_id and (l.merged_into is null or c.state = 'ACCEPTED')
left join lateral (
    select leadloop.lead_that_stays(l.id) as stays where l.merged_into is not null) w on true
join leadloop.action_fact n on n.source = l.source and n.stage = c.stage and n.destination = c.destination
    and n.action = c.action and n.role = c.role and n.kind = c.kind
left join leadloop.lead_fact f on f.lead_id = coalesce(w.stays, c.lead_id)
left join leadloop.click_id k on k.id = c.click_id
left join leadloop.stage s on s.id = c.stage
left join leadloop.conversion_attempt a on a.conversion_id = c.id and a.number = c.attempts
where c.lead_id = any(ids);

insert into leadloop.reported_stage
select stage, destination, max(action) from leadloop.conversion_fact
where lead_id = any(ids) and type = 'CONVERSION' group by stage, destination order by stage, destination
on conflict (stage, destination) do nothing;

insert into leadloop.standing_fact
select distinct on (t.lead_id, t.stage, t.deal_id, c.destination) t.lead_id, t.source, t.stage, t.stage_rank, t.deal_id,
    c.destination, c.action, t.occurred_at, t.day, c.conversion_id, c.delivery_status, c.reason, c.not_before, c.amount, c.currency,
    c.receipt
from leadloop.step_fact t
join leadloop.conversion_fact c on c.lead_id = t.lead_id and c.stage = t.stage and c.deal_id in (t.deal_id, '')
    and c.type = 'CONVERSION'
where t.lead_id = any(ids)
order by t.lead_id, t.stage, t.deal_id, c.destination, c.is_of_merged, c.sequence desc, c.conversion_id;

insert into leadloop.standing_fact
select distinct t.lead_id, t.source, t.stage, t.stage_rank, t.deal_id, r.destination, r.action, t.occurred_at, t.day,
    null::uuid, 'NO_ROW', null, null::timestamptz, null::numeric, null::char(3), null
from leadloop.step_fact t
join leadloop.reported_stage r on r.stage = t.stage
join leadloop.click_id k on k.lead_id = t.lead_id and k.created_at <= t.recorded_at
join leadloop.v_click_kind m on m.kind = k.kind
join leadloop.destination_account a on a.name = r.destination and a.type in (m.platform, m.platform || '-legacy')
where t.lead_id = any(ids)
on conflict do nothing;

-- Each move from one stage to another, with the time at the first.
insert into leadloop.passage_fact
select lead_id, from_stage, stage, occurred_at, extract(epoch from occurred_at - from_at)::bigint
from (
    select h.lead_id, h.move, h.stage, h.occurred_at, lag(h.stage) over each as from_stage,
        lag(h.occurred_at) over each as from_at
    from leadloop.stage_change h join leadloop.lead l on l.id = h.lead_id and l.merged_into is null
    where h.lead_id = any(ids)
    window each as (partition by h.lead_id order by h.occurred_at, h.id)) h
where move = 'MOVES' and from_stage <> stage;
end $$;

-- By another rule than that of before, every lead is worked out again.
insert into fact_queue (lead_id) select id from lead where merged_into is null;
