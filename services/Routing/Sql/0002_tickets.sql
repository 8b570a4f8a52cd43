-- What Routing knows of a case: what it decided by, who holds it, and this service's version of it (one counter a
-- case).
create table routed_case (
    case_id       uuid primary key,
    case_number   text not null unique,
    version       int not null,
    open          boolean not null default true,
    undecided     boolean not null,
    holder        text not null,
    kind          text not null,
    urgency       text not null,
    text          text not null,
    matter        text,
    matter_name   text,
    jurisdiction  text not null,
    address       text,
    latitude      double precision,
    longitude     double precision,
    since         timestamptz not null,
    -- A few kilobytes of reasons, on the hottest path: lz4 costs a fraction of the default.
    decision      jsonb compression lz4 not null,
    -- The newest of Intake's versions that was followed: an older step that comes late is passed over.
    intake_version  int not null default 0
) with (fillfactor = 90);
create index routed_case_undecided on routed_case (since, case_id) where undecided;

-- No foreign key to the case: both rows are written by one statement, and the check would cost the hottest path a
-- look-up
-- for each row.
create table ticket (
    id              uuid primary key,
    case_id         uuid not null,
    role            text not null,
    organisation    text not null,
    status          text not null,
    hop             int not null,
    bound           boolean not null,
    jurisdiction    text not null,
    dispatched_at   timestamptz not null,
    claimed_at      timestamptz,
    contacted_at    timestamptz,
    claim_due       timestamptz,
    -- Not null, so that the worklist's order is one plain comparison: infinity until the clock is known.
    reply_due       timestamptz not null default 'infinity',
    -- Numbers, since colours are compared: 0 none, 1 yellow, 2 orange, 3 red.
    claim_colour    int not null default 0,
    reply_colour    int not null default 0,
    colour          int not null generated always as (case
        when status = 'dispatched' then greatest(claim_colour, reply_colour)
        when status in ('claimed', 'returnAsked') then reply_colour
        else 0 end) stored,
    reasons         jsonb not null,
    outcome         text,
    public_answer   text,
    measures        text,
    replied_at      timestamptz,
    audit_passed    boolean,
    audit_gaps      jsonb,
    audited_at      timestamptz,
    audited_by      text
) with (fillfactor = 90);
create index ticket_case on ticket (case_id);
-- A department's worklist, and the centre's: one probe for each status that is asked for.
create index ticket_worklist on ticket (organisation, status, reply_due, id);
create index ticket_overview on ticket (status, reply_due, id);

create table contact (
    ticket_id     uuid not null references ticket,
    contacted_at  timestamptz not null,
    note          text not null,
    by_account    text not null,
    by_name       text not null,
    at            timestamptz not null
);
create index contact_ticket on contact (ticket_id, at);

create table ticket_return (
    id            uuid primary key,
    ticket_id     uuid not null references ticket,
    case_id       uuid not null,
    jurisdiction  text not null,
    organisation  text not null,
    reason        text not null,
    explanation   text not null,
    duty          text,
    suggested     text,
    asked_at      timestamptz not null,
    asked_by      text not null,
    upheld        boolean,
    ruled_to      text,
    grounds       text,
    ruled_at      timestamptz,
    ruled_by      text
);
create index ticket_return_ticket on ticket_return (ticket_id);
create index ticket_return_waiting on ticket_return (asked_at, id) where upheld is null;
