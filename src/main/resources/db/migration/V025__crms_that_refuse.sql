-- A CRM that refuses our credentials or a call is shown until it answers again (pages Sources and Overview, an alert).
create table crm_refusal (
    source text not null,
    call text not null,
    is_sign_in boolean not null,
    words text not null,
    since timestamptz not null,
    constraint pk_crm_refusal primary key (source, call)
);
comment on table crm_refusal is 'CRMs that refuse LeadLoop now; a row is deleted when the CRM answers the call again';
comment on column crm_refusal.source is 'Name under leadloop.crm.sources';
comment on column crm_refusal.call is 'What was refused: LOOKUP, WRITE_BACK, REREAD, or SWEEP and the kind of record';
comment on column crm_refusal.is_sign_in is 'Whether the credentials are refused (any answer ends it), not this call alone';
comment on column crm_refusal.words is 'What to do, with the CRM''s own words, masked';

-- A sweep that ended keeps no place within its last moment; one that was stopped in between goes on from it.
update crm_sweep set mark_id = '';

alter table alert drop constraint ck_alert__kind;
alter table alert add constraint ck_alert__kind check (kind in ('destinationBlocked', 'uploadsFailed', 'retriesUsedUp',
    'stuckLeads', 'sourceSilent', 'crmRefuses', 'inboxParked', 'clicksExpiring'));
