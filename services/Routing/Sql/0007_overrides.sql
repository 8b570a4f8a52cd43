-- Named, expiring exceptions from the grass-roots shield. A row is never changed but to withdraw it.
create table shield_override (
    id               uuid primary key,
    matter           text not null,
    jurisdiction     text,
    organisation     text,
    -- The division that its township or village belongs to, or its own: who may see and withdraw it.
    scope            text not null,
    reason           text not null,
    granted_by       text not null,
    granted_by_name  text not null,
    granted_at       timestamptz not null,
    "from"           timestamptz not null,
    until            timestamptz not null,
    withdrawn_at     timestamptz,
    withdrawn_by     text,
    withdrawn_why    text
);
create index shield_override_until on shield_override (until) where withdrawn_at is null;

-- Under which exception a ticket reached a township or village; an id tells the time, so this is in the report's order.
alter table ticket add column shield_override uuid;
create index ticket_shield_override on ticket (id) where shield_override is not null;
create index ticket_of_override on ticket (shield_override) where shield_override is not null;

-- The organisation complained of, which must never get the case.
alter table routed_case add column against text;

-- One number that grows with every change of what is kept in memory beside the lists: looked at each second.
create table standing_change (version bigint not null);
insert into standing_change values (1);
create function standing_changed() returns trigger language plpgsql as
$$ begin update standing_change set version = version + 1; return null; end $$;
create trigger precedent_changed after insert or update or delete on precedent
    for each statement execute function standing_changed();
create trigger shield_override_changed after insert or update or delete on shield_override
    for each statement execute function standing_changed();
