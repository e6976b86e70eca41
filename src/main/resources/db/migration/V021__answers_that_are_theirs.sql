-- One action, goal or rule that a platform refuses: what is told as it waits, the rest of the destination goes on.
create table action_hold (
    destination text        not null,
    action      text        not null,
    message     text        not null,
    since       timestamptz not null,
    probe_at    timestamptz not null,
    incident_id text,
    primary key (destination, action)
);

comment on column action_hold.probe_at is 'When one conversion of the action is tried to see whether it is taken again';

-- A platform's warnings are about records that count all the same; they stand apart from why others do not.
alter table platform_request add column warnings jsonb not null default '{}';

comment on column platform_request.warnings is 'What the platform found wrong with rows that count all the same, with how many';
comment on column platform_request.counted is 'How many rows count, at most: a platform need not tell how many do not';

-- Google's recordCount is the total of the request; until 2026-11-26 it was stored as what counts, and reasons held errors and
-- warnings alike. The names of the API's warnings (processing_errors.proto, ProcessingWarningReason) were stored with their
-- prefix, those of its errors without; one error has a prefix of its own.
update platform_request r
set warnings = coalesce((select jsonb_object_agg(regexp_replace(key, '^PROCESSING_WARNING_REASON_', ''), value)
        from jsonb_each(r.reasons) where key like 'PROCESSING_WARNING_REASON_%'), '{}'),
    reasons = coalesce((select jsonb_object_agg(key, value)
        from jsonb_each(r.reasons) where key not like 'PROCESSING_WARNING_REASON_%'), '{}')
where r.destination = 'google-ads' and r.state <> 'WAITING';

update platform_request r
set counted = case r.state
        when 'FAILED' then 0
        when 'PARTIAL_SUCCESS' then greatest(0, r.conversions - greatest(1, (
            select coalesce(sum(value::bigint), 0) from jsonb_each_text(r.reasons))))
        when 'SUCCESS' then r.conversions
        else null end,
    reasons = case when r.state = 'PARTIAL_SUCCESS' and r.reasons = '{}' then '{"UNNAMED": 1}' else r.reasons end
where r.destination = 'google-ads' and r.state <> 'WAITING';

create or replace view v_verdict as
select r.destination, r.receipt, r.sent_at,
    case when r.state = 'WAITING' then 'PENDING'
        when r.state = 'UNKNOWN' then 'UNCLEAR'
        when r.state = 'FAILED' or r.counted = 0 then 'NOT_COUNTED'
        when r.state = 'SUCCESS' or r.counted = r.conversions then 'COUNTED'
        else 'UNCLEAR' end as verdict
from platform_request r;

comment on view v_verdict is 'What a platform said later of a request; joined to v_conversion by destination and receipt. It tells counts, never rows: UNCLEAR where it counted a part, or said nothing that can be read';
