-- Until when a ticket may be returned and by how many working days its reply may be extended: told by the clocks.
alter table ticket add column return_until timestamptz, add column extendable int;
-- What stands keeps the window it was dispatched under.
update ticket set return_until = dispatched_at + interval '24 hours' where role = 'lead';
-- Which officer of the organisation has it.
alter table ticket add column officer text, add column officer_name text;

alter table ticket_return add column basis text, add column asked_by_name text, add column matter text,
    add column ruled_by_name text;
create index ticket_return_case on ticket_return (case_id);

-- An objection (异议) to a ruling, once for a case: the second of two at once fails on the constraint.
create table objection (
    id             uuid primary key,
    case_id        uuid not null constraint objection_once unique,
    return_id      uuid not null references ticket_return,
    ticket_id      uuid not null references ticket,
    jurisdiction   text not null,
    organisation   text not null,
    explanation    text not null,
    duty           text,
    basis          text,
    suggested      text,
    asked_at       timestamptz not null,
    asked_by       text not null,
    asked_by_name  text not null,
    upheld         boolean,
    ruled_to       text,
    matter         text,
    grounds        text,
    ruled_at       timestamptz,
    ruled_by       text,
    ruled_by_name  text
);
create index objection_waiting on objection (asked_at, id) where upheld is null;
create index objection_ticket on objection (ticket_id);
