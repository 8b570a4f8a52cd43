-- What this service has learnt from others beside cases, and which version of it: an older one changes nothing. A
-- service whose table says nothing of a kind asks its owner for all of it.
create table learnt (
    aggregate  text primary key,
    version    int not null,
    at         timestamptz not null default now()
);
