-- Each way in which an upload ends without an answer of the platform is a state of its own, and so are used-up retries.
alter table conversion drop constraint ck_conversion__state;
alter table conversion add constraint ck_conversion__state check (state in ('PLANNED', 'ACCEPTED', 'REJECTED', 'EXHAUSTED',
    'REFUSED', 'EXPIRED', 'WITHDRAWN', 'TAKEN_BACK', 'MERGED', 'DROPPED', 'CANCELLED'));
update conversion set state = 'WITHDRAWN' where state = 'EXPIRED' and reason = 'CONSENT_DENIED';
update conversion set state = 'TAKEN_BACK' where state = 'DROPPED' and reason = 'TAKEN_BACK';

-- Uploads whose retries were used up stood as waiting, and how an attempt ended stayed behind as a variable, which a transient
-- one of the same name may not take the place of. On a new database the engine has no tables yet.
do $$
begin
    if to_regclass('public.act_ru_ext_task') is not null then
        update leadloop.conversion c
        set state = 'EXHAUSTED', reason = coalesce(c.reason, 'RETRIES_USED_UP'),
            detail = coalesce(c.detail, 'Every retry failed.'), settled_at = c.updated_at
        from public.act_ru_ext_task t join public.act_ru_execution e on e.id_ = t.proc_inst_id_
        where t.retries_ = 0 and e.business_key_ = c.id::text and c.state = 'PLANNED';

        delete from public.act_ru_variable v
        using public.act_ru_execution e join public.act_re_procdef d on d.id_ = e.proc_def_id_
        where e.id_ = v.proc_inst_id_ and d.key_ = 'conversion-upload' and v.name_ = 'outcome';
    end if;
end
$$;

-- A step that two leads had before they became one was sent for both.
update conversion c
set state = 'MERGED', reason = 'MERGED', settled_at = now(),
    detail = 'The CRM made two leads one; the same step is told for the one that stays.'
from lead l
where l.id = c.lead_id and l.merged_into is not null and c.state in ('PLANNED', 'REJECTED', 'EXHAUSTED')
  and exists (select from conversion w where w.lead_id = l.merged_into and w.deal_id = c.deal_id and w.stage = c.stage
      and w.destination = c.destination);

create index ix_conversion__deal on conversion (deal_id) where deal_id <> '';
drop index ix_conversion__failing;
create index ix_conversion__failing on conversion (destination, state, reason)
    where state in ('REJECTED', 'EXHAUSTED', 'CANCELLED') or (state = 'PLANNED' and reason is not null);

-- Deals whose person changed in the CRM, for the history of both leads.
create table deal_move (
    deal_id   text        not null,
    from_lead uuid        not null references lead deferrable initially deferred,
    to_lead   uuid        not null references lead deferrable initially deferred,
    moved_at  timestamptz not null,
    primary key (deal_id, from_lead, to_lead, moved_at)
);

create index ix_deal_move__from_lead on deal_move (from_lead);
create index ix_deal_move__to_lead on deal_move (to_lead);
