-- What a dry run found that an import would tell each ad account, for the page, until the answers change.
alter table file_import add column forecast jsonb;
comment on column file_import.forecast is 'Of the last dry run: conversions and their worth for each account, statuses that no rule knows';
