-- A lead that no ad brought is as little an account's as one that another platform brought: R__work_out_facts says so, and
-- works out every lead again.
comment on column v_reconciliation.delivery_status is 'NOT_THEIRS: another platform''s lead, or nobody''s: it has no click of this platform. UNPLANNED: the plan of then did not report the stage there. EXCLUDED: the plan''s rule leaves it out, reason says which. NO_ROW: the platform''s own click was known, the plan reports the stage, and no row was made';
