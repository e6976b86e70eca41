-- Claims the next events with one possible plan. Statistics of the inbox are nearly always taken while nothing waits; with
-- 40,000 events waiting the planner then read all of them for each event (1.5 million buffers for 100). Here the order comes
-- from the index of what waits, and the oldest event of a record from the index by record, whatever the statistics say.
create function inbox_claim(at timestamptz, most int)
returns table (id bigint, source text, attempts int, payload bytea, origin text, reason text)
language plpgsql
set enable_sort = off
set enable_seqscan = off
set enable_bitmapscan = off
set search_path = leadloop
as $$
begin
    return query
        select m.id, m.source::text, m.attempts::int, m.payload, m.origin::text, m.reason::text
        from inbox_message m
        cross join lateral (
            select e.id from inbox_message e
            where e.state in ('WAITING', 'LOOKUP') and e.ordering_key = m.ordering_key
            order by e.id limit 1) oldest
        where m.state = 'WAITING' and m.due_at <= at and oldest.id = m.id
        order by m.id limit most for update of m skip locked;
end
$$;

comment on function inbox_claim is 'Locks the next events until the transaction ends: of each CRM record only the oldest one that still waits';
