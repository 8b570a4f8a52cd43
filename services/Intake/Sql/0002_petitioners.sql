-- The people behind the cases, apart from the cases and encrypted; phone_index is a keyed hash for exact look-up.
create table petitioner (
    case_id        uuid primary key,
    name           bytea,
    phone          bytea,
    phone_index    bytea,
    confidential   boolean not null,
    -- The words as they were taken down, kept only where numbers had to be scrubbed out of the case's text.
    original_text  bytea
);
create index petitioner_phone on petitioner (phone_index, case_id desc) where phone_index is not null;

-- Each time somebody looked behind the mask: who, when and for what purpose.
create table reveal (
    id            bigint generated always as identity primary key,
    case_id       uuid not null,
    account       text not null,
    name          text not null,
    organisation  text not null,
    purpose       text not null,
    at            timestamptz not null
);
create index reveal_case on reveal (case_id, at);
