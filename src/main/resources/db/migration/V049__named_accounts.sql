-- An account of an ad platform may have any name; which type of platform it is says the configuration, from which each start
-- writes this table. It outlives the configuration: figures of an account that is no longer configured stay.
create table destination_account (
    name text primary key,
    type text not null
);

insert into destination_account (name, type)
select id, id from unnest(array['google-ads', 'google-ads-legacy', 'linkedin', 'meta', 'microsoft-ads', 'openai-ads', 'pinterest',
    'reddit', 'snapchat', 'tiktok', 'x']) as shipped (id);
