-- What each queue has applied, in order, and in which transaction.
create table applied (
    place    bigint generated always as identity primary key,
    queue    text not null,
    event    uuid not null,
    case_id  uuid not null,
    version  int not null,
    batch    xid8 not null default pg_current_xact_id()
);
