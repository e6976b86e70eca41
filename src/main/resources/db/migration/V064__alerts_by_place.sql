-- What ends of a source is mended at another place than what ends of an ad account; and an account's own list is an alert of its own.
alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in ('destinationBlocked', 'actionBlocked', 'actionUnfit', 'pauseForgotten',
    'uploadsFailed', 'retriesUsedUp', 'verdictsFailed', 'stuckLeads', 'clicksExpiring', 'sourceSilent', 'crmRefuses',
    'webhooksRefused', 'lookupsFail', 'inboxParked', 'inboxUnmapped', 'inboxBehind', 'endsSoon', 'ended', 'sourceEndsSoon',
    'sourceEnded', 'figuresBehind', 'databaseNearlyFull', 'jobsOverdue'));
