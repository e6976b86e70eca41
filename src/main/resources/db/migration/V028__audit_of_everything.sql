-- What people do in Cockpit, Tasklist and Admin, and failed sign-ins, stand in the audit log too; it is searched.
alter table audit_entry add column times integer not null default 1;

create index ix_audit_entry__at on audit_entry (at);
create index ix_audit_entry__actor on audit_entry (actor, id);
-- Failed sign-ins are one line for each user and minute, counted.
create unique index ux_audit_entry__failed_sign_in on audit_entry (subject_id, at) where verb = 'SIGN_IN_FAILED';

comment on column audit_entry.times is 'How often within the minute; above 1 for failed sign-ins only';
