-- Whether an older event of a record waits for somebody is asked for each denial of somebody who is no lead.
create index ix_inbox_message__record on inbox_message (ordering_key) where state in ('UNMATCHED', 'UNMAPPED', 'PARKED');
