-- The red, orange and yellow tickets are looked at most, and are few: the hot path never writes to this index.
create index ticket_coloured on ticket (colour, status, reply_due, id) where colour > 0;

-- The books count the open cases, which are few beside all that there ever were.
create index routed_case_open on routed_case (case_id) where open;
