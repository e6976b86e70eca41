-- The two tables between which an event hops, and the ledger, carry its trace; all null unless traces are exported
-- (management.otlp.tracing.endpoint).
alter table inbox_message add column traceparent text;
alter table conversion add column traceparent text;
alter table conversion_attempt add column trace_id text;

comment on column inbox_message.traceparent is 'W3C trace context of the span that stored the event; null without tracing';
comment on column conversion.traceparent is 'W3C trace context of the span that planned its upload; null without tracing';
comment on column conversion_attempt.trace_id is 'Trace in which the attempt was made, 32 hexadecimal digits; null without tracing';

-- As in V035, with the trace context as a last column: a node of the release before reads the first six by their place.
drop function inbox_claim(timestamptz, int);

create function inbox_claim(at timestamptz, most int)
returns table (id bigint, source text, attempts int, payload bytea, origin text, reason text, traceparent text)
language plpgsql
set enable_sort = off
set enable_seqscan = off
set enable_bitmapscan = off
set search_path = leadloop
as $$
begin
    return query
        select m.id, m.source::text, m.attempts::int, m.payload, m.origin::text, m.reason::text, m.traceparent
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
