-- The organisation complained of: it can neither list nor read the case.
alter table citizen_case add column against text;

-- Who else must stand back: those below the organisation complained of cannot read the case; its superior may handle
-- it, and does not learn who complains.
create table case_recusal (
    organisation  text not null,
    case_id       uuid not null,
    reads         boolean not null,
    primary key (organisation, case_id)
);

-- Copies (抄送) to the county of a township that leads, and who there has read them.
create table case_copy (
    organisation  text not null,
    case_id       uuid not null,
    at            timestamptz not null,
    read_at       timestamptz,
    read_by       text,
    primary key (organisation, case_id)
);
create index case_copy_unread on case_copy (organisation, case_id) where read_at is null;
