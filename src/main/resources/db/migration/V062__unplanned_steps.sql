-- A step of before the plan reported its stage to an account is no lost row; quality.PlanExclusions tells them apart.
comment on column v_reconciliation.delivery_status is 'NOT_THEIRS: another platform''s lead. UNPLANNED: the plan of then did not report the stage there. EXCLUDED: the plan''s rule leaves it out, reason says which. NO_ROW: the platform''s own click was known, the plan reports the stage, and no row was made';

insert into fact_queue (lead_id) select distinct lead_id from standing_fact where delivery_status = 'NO_ROW';
