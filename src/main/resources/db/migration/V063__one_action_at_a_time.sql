alter table account_audit add column making_until timestamptz;

comment on column account_audit.making_until is 'Until when somebody makes a conversion action of this account; null, or past, while nobody does';
