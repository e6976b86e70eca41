-- A lead that the plan's own rules leave out (country, source, deal size) is no lost row; quality.PlanExclusions says which.
comment on column v_reconciliation.delivery_status is 'NOT_THEIRS: another platform''s lead. EXCLUDED: the plan''s rule leaves it out, reason says which. NO_ROW: the platform''s own click was known, and no row was made';

insert into fact_queue (lead_id) select distinct lead_id from standing_fact where delivery_status = 'NO_ROW';
