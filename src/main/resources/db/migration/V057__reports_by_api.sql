-- What platforms count and what their ads cost comes by their APIs too.
alter table platform_report drop constraint ck_platform_report__basis;
alter table platform_report add constraint ck_platform_report__basis check (basis in ('CLICK', 'CONVERSION', 'UNKNOWN'));
comment on column platform_report.basis is 'Whether the platform counts by the day of the click or of the conversion; UNKNOWN where it mixes both or does not say';

alter table ad_cost add column origin text not null default 'FILE';
alter table ad_cost add constraint ck_ad_cost__origin check (origin in ('FILE', 'API'));
comment on column ad_cost.origin is 'FILE: a person imported it; API: the platform told it. A day of a platform has one or the other, never both';

alter table platform_report_fetch add column days int not null default 90;
alter table platform_report_fetch add column costs int not null default 0;
alter table platform_report_fetch add column zone text;
alter table platform_report_fetch add column note text;
comment on column platform_report_fetch.days is 'How many days were asked for, the day of asking included';
comment on column platform_report_fetch.costs is 'Costs that were stored, by day and campaign';
comment on column platform_report_fetch.zone is 'IANA: the calendar of the account, as the platform told it; null where it does not say';
comment on column platform_report_fetch.problem is 'Why not all came, in words; null when it came';
comment on column platform_report_fetch.note is 'What else is to be known of it, in words; null for nothing';
