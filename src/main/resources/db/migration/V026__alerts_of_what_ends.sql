-- API versions and credentials that end soon, or have ended, are alerts too.
alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in ('destinationBlocked', 'uploadsFailed', 'retriesUsedUp',
    'stuckLeads', 'sourceSilent', 'crmRefuses', 'inboxParked', 'clicksExpiring', 'endsSoon', 'ended'));
