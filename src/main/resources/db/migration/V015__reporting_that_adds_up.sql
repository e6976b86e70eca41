-- Reporting that adds up and answers at once: the facts of each lead are worked out after it changed, not when they are
-- read (docs/adr/0013). Whoever changes a lead puts it into the queue (triggers below); quality.Facts takes it out. What BI
-- tools read are the views at the end; docs/reporting.md describes them.

drop view v_lead;
drop view v_conversion;

create table lead_origin (
    lead_id      uuid primary key references lead on delete cascade deferrable initially deferred,
    utm_source   text,
    utm_medium   text,
    utm_campaign text,
    landing_page text,
    referrer     text,
    told_at      timestamptz not null
);

comment on table lead_origin is 'The visit that brought the lead, as the CRM told it last';
comment on column lead_origin.landing_page is 'Host and path; a query may hold personal data and is not kept';
comment on column lead_origin.referrer is 'The host only';

create index ix_click_id__clicked_at on click_id (kind, clicked_at);

create view v_click_kind as
select * from (values
    ('GCLID', 'google-ads'), ('GBRAID', 'google-ads'), ('WBRAID', 'google-ads'),
    ('FBCLID', 'meta'), ('FBC', 'meta'), ('META_LEAD_ID', 'meta'),
    ('TTCLID', 'tiktok'), ('TIKTOK_LEAD_ID', 'tiktok'),
    ('OPPREF', 'openai-ads'), ('MSCLKID', 'microsoft-ads'), ('LI_FAT_ID', 'linkedin'), ('RDT_CID', 'reddit'),
    ('EPIK', 'pinterest'), ('SC_CLICK_ID', 'snapchat'), ('TWCLID', 'x')) as k (kind, platform);

comment on view v_click_kind is 'Whose click a kind of click id is; browser ids such as fbp are nobody''s click';

create view v_ai_assistant as
select * from (values
    ('chatgpt.com', 'chatgpt'), ('chat.openai.com', 'chatgpt'), ('chatgpt', 'chatgpt'), ('openai', 'chatgpt'),
    ('perplexity.ai', 'perplexity'), ('perplexity', 'perplexity'),
    ('gemini.google.com', 'gemini'), ('gemini', 'gemini'),
    ('copilot.microsoft.com', 'copilot'), ('copilot', 'copilot'), ('copilot.com', 'copilot'),
    ('claude.ai', 'claude'), ('claude', 'claude'), ('grok.com', 'grok'), ('x.ai', 'grok'),
    ('chat.deepseek.com', 'deepseek'), ('chat.mistral.ai', 'mistral'), ('meta.ai', 'meta-ai'), ('you.com', 'you'))
    as a (label, assistant);

comment on view v_ai_assistant is 'By which utm_source or referrer a lead is known to come from an AI assistant or AI search';

-- What one unit of base is worth in quote by the rate of that day, or the last one of the week before; null without one.
create function rate_of(base char(3), quote char(3), day date) returns numeric
language sql stable strict parallel safe as $$
    select case when base = quote then 1 else coalesce((
        select known.rate from (
            select r.day, r.rate from leadloop.fx_rate r
            where r.base = rate_of.base and r.quote = rate_of.quote
              and r.day between rate_of.day - 7 and rate_of.day
            union all
            select r.day, 1 / r.rate from leadloop.fx_rate r
            where r.base = rate_of.quote and r.quote = rate_of.base
              and r.day between rate_of.day - 7 and rate_of.day) known
        order by known.day desc limit 1), (
        select b.rate / a.rate from leadloop.fx_rate a
        join leadloop.fx_rate b on b.base = a.base and b.day = a.day and b.quote = rate_of.quote
        where a.quote = rate_of.base and a.day between rate_of.day - 7 and rate_of.day
        order by a.day desc limit 1)) end
$$;

-- The amount in quote; for many amounts of the same days it is faster to ask rate_of once for each day.
create function in_currency(amount numeric, base char(3), quote char(3), day date) returns numeric
language sql stable strict parallel safe as $$
    select case when base = quote then amount else round(amount * leadloop.rate_of(base, quote, day), 4) end
$$;

-- The queue of leads that changed. Whoever changes a lead only ever adds a row to it, by one statement for all leads of his
-- own one (triggers below): no lock that another waits for, nothing that can fail. Only quality.Facts takes rows out, one
-- node at a time; a row that it sees was committed, so that what it works out afterwards holds that change.
create table fact_queue (
    id      bigint generated always as identity primary key,
    lead_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

create function queue_changed_leads() returns trigger language plpgsql as $$
begin
    insert into leadloop.fact_queue (lead_id) select distinct lead_id from changed;
    return null;
end $$;

create function queue_leads() returns trigger language plpgsql as $$
begin
    insert into leadloop.fact_queue (lead_id) select id from changed;
    return null;
end $$;

create trigger tr_lead__update after update on lead
    referencing new table as changed for each statement execute function queue_leads();
create trigger tr_lead__insert after insert on lead
    referencing new table as changed for each statement execute function queue_leads();
create trigger tr_lead_origin__insert after insert on lead_origin
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_lead_origin__update after update on lead_origin
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_click_id__insert after insert on click_id
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_click_id__update after update on click_id
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_stage_change__insert after insert on stage_change
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_deal__insert after insert on deal
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_deal__update after update on deal
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_conversion__insert after insert on conversion
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_conversion__update after update on conversion
    referencing new table as changed for each statement execute function queue_changed_leads();
create trigger tr_conversion__delete after delete on conversion
    referencing old table as changed for each statement execute function queue_changed_leads();

create trigger tr_lead__delete after delete on lead
    referencing old table as changed for each statement execute function queue_leads();

insert into fact_queue (lead_id) select id from lead;

-- The stages by which the facts were worked out; other ones make every lead stale.
create table fact_stage (
    id   text primary key,
    kind text    not null,
    rank integer not null
);

-- No foreign keys: they would lock leads against the CRMs' news. What an erasure deletes goes by the queue: working out the
-- facts of a lead that is not there any more leaves none.
create table lead_fact (
    lead_id            uuid primary key,
    source             text        not null,
    country            char(2),
    stage              text        not null,
    stage_at           timestamptz not null,
    captured_at        timestamptz,
    platform           text        not null,
    channel            text        not null,
    utm_source         text,
    utm_medium         text,
    campaign           text,
    landing_page       text,
    referrer           text,
    clicked_at         timestamptz,
    came_at            timestamptz not null,
    click_week         date        not null,
    deepest_rank       integer,
    first_qualified_at timestamptz,
    first_deep_at      timestamptz,
    won_at             timestamptz
);

create index ix_lead_fact__came_at on lead_fact (came_at);

create table deal_fact (
    lead_id       uuid        not null,
    deal_id       text        not null,
    won_at        timestamptz not null,
    won_day       date        not null,
    amount        numeric(19, 4),
    currency      char(3),
    taken_back_at timestamptz,
    primary key (lead_id, deal_id)
);

create table step_fact (
    lead_id     uuid        not null,
    source      text        not null,
    stage       text        not null,
    stage_rank  integer     not null,
    deal_id     text        not null,
    occurred_at timestamptz not null,
    day         date        not null,
    recorded_at timestamptz not null,
    crm_status  text        not null,
    primary key (lead_id, stage, deal_id)
);

create index ix_step_fact__stage on step_fact (stage, source, occurred_at);
create index ix_step_fact__occurred_at on step_fact (occurred_at) include (day, stage, stage_rank);

-- A conversion action of one source: what a scorecard is about.
create table action_fact (
    id          integer generated always as identity primary key,
    source      text not null,
    stage       text not null,
    destination text not null,
    action      text not null,
    role        text not null,
    kind        text not null,
    constraint uq_action_fact unique (source, stage, destination, action, role, kind)
);

create table conversion_fact (
    conversion_id     uuid primary key,
    action_id         integer     not null,
    lead_id           uuid        not null,
    source            text        not null,
    country           char(2),
    deal_id           text        not null,
    stage             text        not null,
    stage_rank        integer,
    kind              text        not null,
    destination       text        not null,
    action            text        not null,
    role              text        not null,
    type              text        not null,
    sequence          integer     not null,
    state             text        not null,
    rung              text        not null,
    reason            text,
    occurred_at       timestamptz not null,
    day               date        not null,
    accepted_at       timestamptz,
    amount            numeric(19, 4),
    currency          char(3),
    amount_now        numeric(19, 4),
    value_rule        text        not null,
    attempts          integer     not null,
    not_before        timestamptz,
    send_before       timestamptz,
    click_kind        text,
    clicked_at        timestamptz,
    click_day         date,
    matched_by        text        not null,
    was_there_already boolean     not null,
    was_retracted     boolean     not null,
    receipt           text,
    until_accepted    bigint,
    since_click       bigint,
    lead_is_deep      boolean     not null,
    lead_is_won       boolean     not null
);

create index ix_conversion_fact__lead_id on conversion_fact (lead_id);
create index ix_conversion_fact__occurred_at on conversion_fact (occurred_at);
create index ix_conversion_fact__clicked_at on conversion_fact (clicked_at);

-- A stage that a destination was ever told of.
create table reported_stage (
    stage       text not null,
    destination text not null,
    action      text not null,
    primary key (stage, destination)
);

-- Each step at each destination where it has a row, or the destination's own click and no row.
create table standing_fact (
    lead_id       uuid        not null,
    source        text        not null,
    stage         text        not null,
    stage_rank    integer     not null,
    deal_id       text        not null,
    destination   text        not null,
    action        text        not null,
    occurred_at   timestamptz not null,
    day           date        not null,
    conversion_id uuid,
    rung          text        not null,
    reason        text,
    not_before    timestamptz,
    amount        numeric(19, 4),
    currency      char(3),
    receipt       text,
    primary key (lead_id, stage, deal_id, destination)
);

create index ix_standing_fact__occurred_at on standing_fact (occurred_at)
    include (day, stage, destination, action, rung, receipt);

create table passage_fact (
    lead_id     uuid        not null,
    from_stage  text        not null,
    to_stage    text        not null,
    occurred_at timestamptz not null,
    seconds     bigint      not null
);

create index ix_passage_fact__lead_id on passage_fact (lead_id);

create function work_out_facts(ids uuid[]) returns void language plpgsql as $$
begin
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
    coalesce(p.clicked_at, l.captured_at, l.created_at),
    date_trunc('week', coalesce(p.clicked_at, l.captured_at, l.created_at) at time zone 'UTC')::date,
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
where l.id = any(ids) and l.merged_into is null;

-- Each business step once: a lead at a stage, for revenue each deal; by its first time.
insert into leadloop.step_fact
select distinct on (h.lead_id, h.stage, case when s.kind = 'REVENUE' then h.deal_id else '' end)
    h.lead_id, l.source, h.stage, s.rank, case when s.kind = 'REVENUE' then h.deal_id else '' end,
    h.occurred_at, (h.occurred_at at time zone 'UTC')::date, h.recorded_at, h.crm_status
from leadloop.stage_change h
join leadloop.stage s on s.id = h.stage and s.kind <> 'LOST'
join leadloop.lead l on l.id = h.lead_id
where h.lead_id = any(ids)
order by h.lead_id, h.stage, case when s.kind = 'REVENUE' then h.deal_id else '' end, h.occurred_at, h.id;

insert into leadloop.action_fact (source, stage, destination, action, role, kind)
select distinct l.source, c.stage, c.destination, c.action, c.role, c.kind
from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id
where c.lead_id = any(ids) and not exists (
    select from leadloop.action_fact a where a.source = l.source and a.stage = c.stage and a.destination = c.destination
      and a.action = c.action and a.role = c.role and a.kind = c.kind)
on conflict do nothing;

insert into leadloop.conversion_fact
select c.id, n.id, c.lead_id, l.source, l.country, c.deal_id, c.stage, s.rank, c.kind, c.destination, c.action, c.role, c.type,
    c.sequence, c.state, case when c.state <> 'PLANNED' then c.state when c.attempts = 0 then 'WAITING' else 'SENT' end,
    c.reason, c.occurred_at, (c.occurred_at at time zone 'UTC')::date, case when c.state = 'ACCEPTED' then c.settled_at end,
    c.amount, c.currency,
    coalesce((select x.amount from leadloop.conversion x where x.corrects = c.id and x.type = 'RESTATEMENT'
        and x.state = 'ACCEPTED' order by x.sequence desc limit 1), c.amount),
    c.value_rule, c.attempts, c.not_before, c.send_before, k.kind, k.clicked_at,
    (k.clicked_at at time zone 'UTC')::date,
    case when c.click_id is not null then 'CLICK' when c.state = 'REFUSED' then 'NONE' else 'CONTACT' end,
    coalesce(a.outcome = 'DUPLICATE', false),
    exists (select from leadloop.conversion x where x.corrects = c.id and x.type = 'RETRACTION' and x.state = 'ACCEPTED'),
    case when a.outcome in ('ACCEPTED', 'DUPLICATE') then a.receipt end,
    case when c.state = 'ACCEPTED' then extract(epoch from c.settled_at - c.occurred_at)::bigint end,
    extract(epoch from c.occurred_at - k.clicked_at)::bigint,
    coalesce(f.first_deep_at is not null, false), coalesce(f.won_at is not null, false)
from leadloop.conversion c
join leadloop.lead l on l.id = c.lead_id
join leadloop.action_fact n on n.source = l.source and n.stage = c.stage and n.destination = c.destination
    and n.action = c.action and n.role = c.role and n.kind = c.kind
left join leadloop.lead_fact f on f.lead_id = c.lead_id
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
    c.destination, c.action, t.occurred_at, t.day, c.conversion_id, c.rung, c.reason, c.not_before, c.amount, c.currency,
    c.receipt
from leadloop.step_fact t
join leadloop.conversion_fact c on c.lead_id = t.lead_id and c.stage = t.stage and c.deal_id in (t.deal_id, '')
    and c.type = 'CONVERSION'
where t.lead_id = any(ids)
order by t.lead_id, t.stage, t.deal_id, c.destination, c.sequence desc, c.conversion_id;

insert into leadloop.standing_fact
select distinct t.lead_id, t.source, t.stage, t.stage_rank, t.deal_id, r.destination, r.action, t.occurred_at, t.day,
    null::uuid, 'NO_ROW', null, null::timestamptz, null::numeric, null::char(3), null
from leadloop.step_fact t
join leadloop.reported_stage r on r.stage = t.stage
join leadloop.click_id k on k.lead_id = t.lead_id and k.created_at <= t.recorded_at
join leadloop.v_click_kind m on m.kind = k.kind and r.destination in (m.platform, m.platform || '-legacy')
where t.lead_id = any(ids)
on conflict do nothing;

-- Each move from one stage to another, with the time at the first.
insert into leadloop.passage_fact
select lead_id, from_stage, stage, occurred_at, extract(epoch from occurred_at - from_at)::bigint
from (
    select h.lead_id, h.move, h.stage, h.occurred_at, lag(h.stage) over each as from_stage,
        lag(h.occurred_at) over each as from_at
    from leadloop.stage_change h where h.lead_id = any(ids)
    window each as (partition by h.lead_id order by h.occurred_at, h.id)) h
where move = 'MOVES' and from_stage <> stage;
end $$;

create view v_lead as select * from lead_fact;

comment on view v_lead is 'Each lead with the platform of its newest click and how far it came; merged ones are left out';
comment on column v_lead.channel is 'The platform of a click that was paid for, else the AI assistant that sent the lead, else no ad click';
comment on column v_lead.came_at is 'Its newest click, else its capture, else when we heard of it';
comment on column v_lead.deepest_rank is 'Rank of the deepest qualified or won stage that it ever reached; null for none';
comment on column v_lead.first_deep_at is 'When it first came to the deepest qualified stage (as shipped: SQL) or beyond';
comment on column v_lead.won_at is 'When it was first won; null when every win was taken back';

create view v_deal as select * from deal_fact;

comment on view v_deal is 'Each won deal with the CRM''s last amount; a lead that is won without a deal has the empty deal_id';
comment on column v_deal.taken_back_at is 'When the CRM took the win back (lost, refunded, reopened); null while it is true';

create view v_step as select * from step_fact;

comment on view v_step is 'Each business step that a CRM told of, once: a lead at a stage, for revenue each deal; by its first time';

create view v_passage as select * from passage_fact;

comment on view v_passage is 'Each move of a lead from one stage to another; seconds is the time at the first';

create view v_conversion as select * from conversion_fact;

comment on view v_conversion is 'Each row of the ledger with its lead''s source and its click';
comment on column v_conversion.until_accepted is 'Seconds from the step to the platform''s yes';
comment on column v_conversion.since_click is 'Seconds from the click to the step';
comment on column v_conversion.rung is 'How far it came; SENT is told but not answered for good, WAITING was never told';
comment on column v_conversion.was_there_already is 'The platform had it already under the same key and counted it once';
comment on column v_conversion.was_retracted is 'The platform took a retraction of it';
comment on column v_conversion.amount_now is 'What the platform holds: the last restatement that it took, else the amount';

create view v_verdict as
select r.destination, r.receipt, r.sent_at,
    case when r.state = 'WAITING' then 'PENDING'
        when r.state = 'SUCCESS' or r.counted = r.conversions then 'COUNTED'
        when r.state = 'FAILED' or r.counted = 0 then 'NOT_COUNTED'
        else 'UNCLEAR' end as verdict
from platform_request r;

comment on view v_verdict is 'What a platform said later of a request; joined to v_conversion by destination and receipt. It tells counts, never rows: UNCLEAR where it counted a part';

create view v_reconciliation as
select day, occurred_at, lead_id, source, stage, stage_rank, deal_id, destination, action, conversion_id, rung, reason,
    not_before, amount, currency
from standing_fact
union all
select t.day, t.occurred_at, t.lead_id, t.source, t.stage, t.stage_rank, t.deal_id, r.destination, r.action, null,
    'NOT_THEIRS', null, null, null, null
from step_fact t
join reported_stage r on r.stage = t.stage
where not exists (
    select from standing_fact s where s.lead_id = t.lead_id and s.stage = t.stage and s.deal_id = t.deal_id
      and s.destination = r.destination);

comment on view v_reconciliation is 'Each step at each destination that its stage is reported to, with the one rung where it stands';
comment on column v_reconciliation.rung is 'NOT_THEIRS: another platform''s lead. NO_ROW: the platform''s own click was known, and no row was made';

-- Somebody may be told before clicks die.
alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in
    ('destinationBlocked', 'uploadsFailed', 'stuckLeads', 'sourceSilent', 'inboxParked', 'clicksDying'));
