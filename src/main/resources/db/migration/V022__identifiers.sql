set search_path = leadloop;

-- A click's own time, or one that stands in for it (when the CRM created the record): only the first may refuse anything.
alter table click_id add column time_stands_in boolean not null default false;

update click_id c set time_stands_in = true
from lead l
where l.id = c.lead_id and c.clicked_at = l.captured_at;

comment on column click_id.value is 'The platform''s identifier, without what surrounded it';
comment on column click_id.time_stands_in is
    'Whether clicked_at only stands in for the click''s own time, as when the lead was first seen';

-- Reddit's form of a mail address: the user name up to a plus sign, letters and digits only.
alter table lead add column email_letters_sha256 text;
-- Why mail or phone gave no hash; null while all is well. The value itself rests nowhere.
alter table lead add column email_fault text;
alter table lead add column phone_fault text;

comment on column lead.email_letters_sha256 is 'As Reddit hashes; null for leads of before 2026-11-26, whose mail rests nowhere';
comment on column lead.email_fault is 'UNREADABLE: what the CRM has in the place of a mail address is none';
comment on column lead.phone_fault is 'UNREADABLE or NO_COUNTRY: what the CRM has gave no number that can be hashed';

create or replace view v_click_kind as
select * from (values
    ('GCLID', 'google-ads'), ('GBRAID', 'google-ads'), ('WBRAID', 'google-ads'),
    ('FBCLID', 'meta'), ('FBC', 'meta'), ('META_LEAD_ID', 'meta'),
    ('TTCLID', 'tiktok'), ('TIKTOK_LEAD_ID', 'tiktok'),
    ('OPPREF', 'openai-ads'), ('MSCLKID', 'microsoft-ads'), ('LI_FAT_ID', 'linkedin'), ('RDT_CID', 'reddit'),
    ('EPIK', 'pinterest'), ('SC_CLICK_ID', 'snapchat'), ('TWCLID', 'x'),
    ('CTWA_CLID', 'meta'), ('LI_LEAD_ID', 'linkedin')) as k (kind, platform);
