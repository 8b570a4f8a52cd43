-- A mediation file (调解案卷): one dispute that Routing handed over, from application to its end.
create table mediation_file (
    id                 uuid primary key,
    case_id            uuid not null,
    case_number        text not null,
    ticket_id          uuid not null,
    organisation       text not null,
    organisation_name  text not null,
    jurisdiction       text not null,
    address            text,
    kind               text not null,
    text               text not null,
    status             text not null,
    -- How many events Mediation has published on this case.
    version            int not null,
    sessions           int not null default 0,
    last_session_at    timestamptz,
    end_reason         text,
    end_note_sealed    bytea,
    opened_at          timestamptz not null,
    ended_at           timestamptz,
    -- Routing may tell twice; there is one file per ticket all the same.
    unique (case_id, ticket_id)
);
-- Newest first, for a mediator and for a centre: ids are made in the order of time.
create index mediation_file_organisation on mediation_file (organisation, id desc);
create index mediation_file_jurisdiction on mediation_file (jurisdiction text_pattern_ops, id desc);
create index mediation_file_open on mediation_file (status) where ended_at is null;

-- The parties (当事人). Who they are is sealed with the vault's key; beside it stands what a list may show.
create table party (
    file_id       uuid not null references mediation_file,
    number        int not null,
    side          text not null,
    name_sealed   bytea not null,
    phone_sealed  bytea,
    name_masked   text not null,
    phone_masked  text,
    consent       boolean,
    consent_at    timestamptz,
    note_sealed   bytea,
    signed_at     timestamptz,
    primary key (file_id, number)
);

create table session (
    file_id      uuid not null references mediation_file,
    number       int not null,
    held_at      timestamptz not null,
    place        text not null,
    note_sealed  bytea not null,
    recorded_by  text not null,
    primary key (file_id, number)
);

-- The agreement (调解协议书) with the fields of 人民调解法 §29; its words name people and are sealed.
create table agreement (
    file_id             uuid primary key references mediation_file,
    facts_sealed        bytea not null,
    content_sealed      bytea not null,
    mode                text not null,
    perform_by          date,
    oral                boolean not null,
    reached_at          timestamptz not null,
    mediator_signed_at  timestamptz,
    sealed_at           timestamptz,
    effective_at        timestamptz
);

-- Who has read a file with its parties' names and telephones, and when. Only ever added to.
create table reveal (
    id        bigint generated always as identity primary key,
    file_id   uuid not null references mediation_file,
    account   text not null,
    name      text not null,
    at        timestamptz not null,
    trace_id  text
);
create index reveal_file on reveal (file_id, id);
