-- Attempts to reach the petitioner stand beside the contacts; three timed ones count as one.
alter table contact add column reached boolean not null default true;
alter table ticket add column contact_attempts int not null default 0, add column legal_basis text,
    add column audit_codes jsonb;

-- Photographs, recordings and papers of the handling (佐证). They are compressed already.
create table evidence (
    id          uuid primary key,
    ticket_id   uuid not null references ticket,
    name        text not null,
    kind        text not null,
    media_type  text not null,
    size        int not null,
    content     bytea not null,
    at          timestamptz not null,
    by_account  text not null,
    by_name     text not null
);
alter table evidence alter column content set storage external;
create index evidence_ticket on evidence (ticket_id, at);

-- What organisations ask the centre for: 延期, 挂账, 终止办理.
create table ticket_request (
    id             uuid primary key,
    ticket_id      uuid not null references ticket,
    case_id        uuid not null,
    jurisdiction   text not null,
    organisation   text not null,
    kind           text not null,
    reason         text not null,
    days           int,
    plan           text,
    review_at      timestamptz,
    ground         text,
    public_answer  text,
    asked_at       timestamptz not null,
    asked_by       text not null,
    asked_by_name  text not null,
    granted        boolean,
    grounds        text,
    ruled_at       timestamptz,
    ruled_by       text,
    ruled_by_name  text,
    ended_at       timestamptz,
    ended_why      text
);
create unique index ticket_request_one_waiting on ticket_request (ticket_id) where granted is null and ended_at is null;
create unique index ticket_extension_once on ticket_request (ticket_id) where kind = 'extension' and granted;
create index ticket_request_ticket on ticket_request (ticket_id, asked_at);
create index ticket_request_waiting on ticket_request (asked_at, id) where granted is null and ended_at is null;
-- The ledger of what is suspended, by its review date.
create index ticket_request_suspended on ticket_request (review_at, id)
    where kind = 'suspension' and granted and ended_at is null;

create table stage_report (
    id          uuid primary key,
    ticket_id   uuid not null references ticket,
    report      text not null,
    at          timestamptz not null,
    by_account  text not null,
    by_name     text not null
);
create index stage_report_ticket on stage_report (ticket_id, at);
