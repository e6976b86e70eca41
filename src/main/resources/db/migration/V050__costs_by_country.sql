-- What ads cost may be told by country; an empty one is "not told", as an empty campaign is.
alter table ad_cost add column country text not null default '';
alter table ad_cost drop constraint ad_cost_pkey;
alter table ad_cost add primary key (platform, campaign, country, day, currency);

comment on column ad_cost.country is 'ISO 3166-1 alpha-2; empty where the import did not tell it';
