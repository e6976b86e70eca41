-- What a platform's own report has less than it accepted is an alert.
alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in ('destinationBlocked', 'actionBlocked', 'actionUnfit', 'pauseForgotten',
    'uploadsFailed', 'retriesUsedUp', 'verdictsFailed', 'countedLess', 'stuckLeads', 'clicksExpiring', 'sourceSilent', 'crmRefuses',
    'webhooksRefused', 'lookupsFail', 'inboxParked', 'inboxUnmapped', 'inboxBehind', 'endsSoon', 'ended', 'sourceEndsSoon',
    'sourceEnded', 'figuresBehind', 'databaseNearlyFull', 'jobsOverdue'));
