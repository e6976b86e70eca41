-- By which door a message came is a column of its own, not a prefix of its key.
alter table inbox_message add column origin text not null default 'WEBHOOK';
update inbox_message set origin = 'SWEEP' where delivery_key like 'sweep:%';
update inbox_message set origin = 'REREAD' where delivery_key like 'reread:%';
update inbox_message set origin = 'IMPORT' where delivery_key like 'import:%';
alter table inbox_message alter column origin drop default;
alter table inbox_message add constraint ck_inbox_message__origin
    check (origin in ('WEBHOOK', 'SWEEP', 'REREAD', 'IMPORT'));

alter table source_pulse rename to source_heartbeat;
