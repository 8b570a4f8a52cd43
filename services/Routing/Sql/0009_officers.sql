-- An officer's own worklist in its order, and how much each has in hand.
create index ticket_officer on ticket (officer, status, reply_due, id) include (organisation)
    where officer is not null;
