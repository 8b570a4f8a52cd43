-- What was reported. Written once: what changes as the case goes on stands in case_progress, so that this wide row and
-- its
-- indexes are never rewritten.
create table citizen_case (
    id                  uuid primary key,
    number              text not null unique,
    channel             text not null,
    kind                text not null,
    urgency             text not null,
    text                text not null,
    matter              text,
    jurisdiction        text not null,
    address             text,
    latitude            double precision,
    longitude           double precision,
    occurred_at         timestamptz,
    registered_at       timestamptz not null,
    registered_by       text not null,
    registered_by_name  text not null
);
-- Rows of one township or village out of many; the county's own list walks the primary key.
create index citizen_case_place on citizen_case (jurisdiction text_pattern_ops);
create index citizen_case_registered on citizen_case using brin (registered_at);

-- How far each case has come. The versions say which events of which service have been applied.
create table case_progress (
    case_id                 uuid primary key,
    status                  text not null,
    version                 int not null,
    status_version          int not null default 0,
    lead_version            int not null default 0,
    lead_organisation       text,
    lead_organisation_name  text,
    matter                  text,
    matter_name             text,
    round                   int not null default 0,
    attempts                int not null default 0,
    solved                  boolean,
    rating                  text,
    called_back_at          timestamptz,
    archived_at             timestamptz
) with (fillfactor = 80);
create index case_progress_status on case_progress (status, case_id) where status <> 'archived';
create index case_progress_unrated on case_progress (called_back_at) where status = 'calledBack';

-- Who has, or had, a ticket on the case and may therefore read it.
create table case_organisation (
    organisation  text not null,
    case_id       uuid not null,
    primary key (organisation, case_id)
);
create index case_organisation_case on case_organisation (case_id);
