-- Rulings on returns and on objections, kept as precedents. A row is never changed but to withdraw it.
create table precedent (
    id                 uuid primary key,
    case_id            uuid not null,
    case_number        text not null,
    return_id          uuid not null references ticket_return,
    objection_id       uuid,
    matter             text not null,
    kind               text not null,
    jurisdiction       text not null,
    text               text not null,
    organisation       text not null,
    from_organisation  text not null,
    upheld             boolean not null,
    grounds            text not null,
    basis              text,
    ruled_at           timestamptz not null,
    ruled_by           text not null,
    ruled_by_name      text not null,
    valid_from         timestamptz not null,
    valid_until        timestamptz not null,
    withdrawn_at       timestamptz,
    withdrawn_by       text,
    withdrawn_why      text
);
-- The newest first, and those that may still decide.
create index precedent_newest on precedent (ruled_at desc, id desc);
create index precedent_live on precedent (matter, jurisdiction, valid_until) where withdrawn_at is null;
-- One ruling makes one precedent, and so does the decision on an objection to it.
create unique index precedent_of_ruling on precedent (return_id, objection_id) nulls not distinct;
