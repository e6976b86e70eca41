-- One list of alerts, and of each what was told on which channel. A message is one row over all its tries, so that its
-- receiver knows a repeated one.
alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in ('destinationBlocked', 'actionBlocked', 'pauseForgotten',
    'uploadsFailed', 'retriesUsedUp', 'verdictsFailed', 'stuckLeads', 'clicksExpiring', 'sourceSilent', 'crmRefuses',
    'lookupsFail', 'inboxParked', 'inboxUnmapped', 'inboxBehind', 'endsSoon', 'ended', 'figuresBehind', 'databaseNearlyFull',
    'jobsOverdue'));
-- Refused actions have a kind of their own now.
update alert set kind = 'actionBlocked' where kind = 'destinationBlocked' and subject like '% / %';

-- How many it concerns: one that grows tenfold is told again.
alter table alert add column amount bigint not null default 1;

create table alert_notice (
    number     bigint generated always as identity primary key,
    alert_id   uuid        not null references alert on delete cascade,
    channel    text        not null,
    event      text        not null,
    message    text        not null,
    amount     bigint      not null,
    created_at timestamptz not null,
    taken_at   timestamptz,
    attempts   integer     not null default 0,
    retry_at   timestamptz not null,
    constraint ck_alert_notice__channel check (channel in ('WEBHOOK', 'SLACK', 'MAIL')),
    constraint ck_alert_notice__event check (event in ('RAISED', 'GROWN', 'REMINDED', 'CLEARED'))
);
create index ix_alert_notice__alert on alert_notice (alert_id, channel, number);
create index ix_alert_notice__due on alert_notice (retry_at) where taken_at is null;

-- What was told already is not told again, and its end is.
insert into alert_notice (alert_id, channel, event, message, amount, created_at, taken_at, retry_at)
select id, 'WEBHOOK', 'RAISED', message, 1, told_at, told_at, told_at from alert
where told_at is not null and not told_cleared order by told_at;

drop index ix_alert__untold;
alter table alert drop column told_at, drop column told_cleared, drop column attempts, drop column retry_at;
create index ix_alert__ended on alert (cleared_at);

-- By the database's own clock, so that the figures' lag is right whatever clock a node has.
alter table fact_queue add column queued_at timestamptz not null default now();
