-- An "unknown" from before a grant undid it where it came later: the time of the newest word is kept for grants too.
alter table lead rename column consent_denied_at to consent_said_at;
comment on column lead.consent_said_at is 'When the newest denial that still stands was said, or, where nothing is denied, the newest word of consent (UTC); null where only a source''s silence says it';
