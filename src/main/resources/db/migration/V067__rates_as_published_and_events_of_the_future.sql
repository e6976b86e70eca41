-- A rate the other way round of a currency such as VND lost all but four of its digits: amount and rate of the CRM no longer gave
-- the value that was told. Without a scale nothing is cut, and no row is written anew.
alter table conversion alter column fx_rate type numeric;
alter table fx_rate alter column rate type numeric;

-- What is parked until its own time has come; few, and looked for every two seconds.
create index ix_inbox_message__until on inbox_message (due_at)
    where state = 'PARKED' and waiting_for = array['time'];

comment on column inbox_message.waiting_for is 'What an UNMATCHED event waits for, or a look-up; "time" where a parked event of the future is applied by itself at due_at';

-- A blocked account that a person resumes and that refuses again is blocked since it first was.
alter table destination_pause add column resumed_at timestamptz;
comment on column destination_pause.resumed_at is 'When a person resumed the blocked account; it is sent to, and its row goes when it takes something. Null while it is paused';
