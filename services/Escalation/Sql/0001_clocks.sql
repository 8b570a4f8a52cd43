-- What Escalation knows of each case, and the version counter of the events it publishes about it.
create table pressured_case (
    case_id       uuid primary key,
    number        text not null,
    version       int not null,
    jurisdiction  text not null,
    organisation  text,
    lead_ticket   uuid,
    urgency       text not null,
    kind          text not null,
    colour        text not null,
    rung          text not null,
    open          boolean not null,
    reported_at   timestamptz not null
) with (fillfactor = 85);
create unique index pressured_case_number on pressured_case (number);

-- One deadline. The due time is computed once, when the clock starts; the policy says from which term.
create table clock (
    id            uuid primary key,
    case_id       uuid not null,
    kind          text not null,
    ticket_id     uuid,
    organisation  text,
    policy        int not null,
    started_at    timestamptz not null,
    due           timestamptz not null,
    stopped_at    timestamptz,
    stopped_by    text,
    colour        text not null,
    next_turn_at  timestamptz
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index clock_case on clock (case_id);
-- Only what the sweep still has to turn.
create index clock_turn on clock (next_turn_at) where next_turn_at is not null;

create table organisation (
    id    text primary key,
    name  text not null
);

-- Warnings (三色预警) as they were raised.
create table warning (
    id               uuid primary key,
    case_id          uuid not null,
    case_number      text not null,
    clock_id         uuid not null,
    clock            text not null,
    ticket_id        uuid,
    organisation     text,
    jurisdiction     text not null,
    colour           text not null,
    rung             text not null,
    due              timestamptz not null,
    raised_at        timestamptz not null,
    reasons          jsonb not null,
    acknowledged_at  timestamptz,
    acknowledged_by  text,
    note             text
);
create index warning_organisation on warning (organisation, id);
create index warning_open on warning (id) where acknowledged_at is null;

-- The State Council's notice of each year (国务院放假安排).
create table calendar_year (
    year        int primary key,
    days        jsonb not null,
    papers      jsonb not null,
    changed_at  timestamptz not null,
    changed_by  text not null
);
