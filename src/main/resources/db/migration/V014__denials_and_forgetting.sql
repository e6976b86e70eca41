-- A denial keeps its own time, so that older news cannot undo it.
alter table lead add column consent_denied_at timestamptz;
update lead set consent_denied_at = stage_at where consent_ad_user_data = 'DENIED' or consent_ad_personalization = 'DENIED';
comment on column lead.consent_denied_at is 'When the newest denial that still stands was said, by the CRM''s clock; null where nothing is denied';

-- Forgetting a person forgets the leads that became part of theirs.
create index ix_lead__merged_into on lead (merged_into) where merged_into is not null;

-- The pages show the leads that changed last.
create index ix_lead__updated_at on lead (updated_at);
