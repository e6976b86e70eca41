-- Amounts come with more decimals than their currency has and are rounded to its minor unit; that is said where they stand.
alter table deal add column value_note text;
alter table stage_change add column value_note text;

comment on column deal.value_note is 'What was done to the numbers when they were read, e.g. amount rounded to 32.84 EUR; null where they stand as told';
comment on column stage_change.value_note is 'What was done to the numbers when they were read; null where they stand as told';
