-- Attempts are written in the order of time, so that a few pages of index find the old ones.
create index ix_conversion_attempt__started_at on conversion_attempt using brin (started_at);
