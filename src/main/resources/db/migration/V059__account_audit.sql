-- What each ad account said of its conversion actions when it was asked last, and what of that does not fit the live plan.
create table account_audit (
    account text primary key,
    ask_at timestamptz not null,
    listed_at timestamptz,
    problem text,
    listing jsonb,
    findings jsonb not null default '[]'
);

comment on table account_audit is 'The conversion actions and settings of ad accounts as their platforms tell them, once a day';
comment on column account_audit.account is 'The account''s name in the plan (destination)';
comment on column account_audit.ask_at is 'When it is asked next; the node that moves it on asks';
comment on column account_audit.listed_at is 'When it told the list; null while it never did';
comment on column account_audit.problem is 'Why it did not tell the list since, in words; null where it did';
