-- The newest test leads of a lead form are shown beside it; of all that was processed they are very few.
create index ix_inbox_message__test_lead on inbox_message (source, id)
    where state = 'PROCESSED' and reason like 'Test lead of %';
