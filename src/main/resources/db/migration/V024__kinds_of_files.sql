-- What a file was recognised as, said back before anything of it is stored.
alter table file_import add column kind text not null default 'OWN_TABLE';
alter table file_import add column told text not null default '';

comment on column file_import.kind is 'The kind of file by its head, e.g. GOOGLE_CLICKS; docs/import.md lists them';
comment on column file_import.told is 'The same in words with zone, rows and form, e.g. "Google Ads: click conversions, zone UTC, 41 rows"';
