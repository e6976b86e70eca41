-- Webhooks that are refused, by source and reason: at most a few rows, written every few seconds, whatever number comes.
create table refused_webhook (
    source   text        not null,
    reason   text        not null,
    webhooks bigint      not null,
    since    timestamptz not null,
    last_at  timestamptz not null,
    taken_at timestamptz,
    constraint pk_refused_webhook primary key (source, reason)
);
comment on table refused_webhook is 'Webhooks of configured sources that were refused; open while none was taken since';
comment on column refused_webhook.source is 'Name under leadloop.crm.sources';
comment on column refused_webhook.reason is 'UNVERIFIED, UNREADABLE, TOO_LARGE';
comment on column refused_webhook.webhooks is 'How many, since the trouble began';
comment on column refused_webhook.since is 'When the trouble began';
comment on column refused_webhook.last_at is 'The last of them';
comment on column refused_webhook.taken_at is 'The last webhook of the source that was stored; after "since" the trouble is over';

alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in ('destinationBlocked', 'actionBlocked', 'pauseForgotten',
    'uploadsFailed', 'retriesUsedUp', 'verdictsFailed', 'stuckLeads', 'clicksExpiring', 'sourceSilent', 'crmRefuses',
    'webhooksRefused', 'lookupsFail', 'inboxParked', 'inboxUnmapped', 'inboxBehind', 'endsSoon', 'ended', 'figuresBehind',
    'databaseNearlyFull', 'jobsOverdue'));
