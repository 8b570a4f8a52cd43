-- What made a due time earlier than the clock's policy and extension alone would: the grade's own term (urgency) or the
-- citizen clock (citizenClock). Null: nothing did.
alter table clock add column bounded_by text;
