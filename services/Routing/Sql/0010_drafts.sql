-- Drafts: rows of the catalogue as they are to stand, each beside the row that stood when it was changed. A version
-- says which draft made it, or which earlier version it brings back.
create table catalogue_draft (
    id            uuid primary key,
    name          text not null,
    why           text not null,
    status        text not null check (status in ('open', 'published', 'discarded')),
    jurisdiction  text not null,
    by_account    text not null,
    by_name       text not null,
    at            timestamptz not null,
    changed_at    timestamptz not null,
    closed_at     timestamptz,
    closed_by     text
);
create index catalogue_draft_newest on catalogue_draft (changed_at, id);

create table catalogue_change (
    draft_id    uuid not null references catalogue_draft,
    list        text not null,
    key         text not null,
    base        jsonb,
    row         jsonb,
    by_account  text not null,
    by_name     text not null,
    at          timestamptz not null,
    primary key (draft_id, list, key)
);

-- What a file brought into a draft, and which of its rows were left out on purpose.
create table catalogue_import (
    id          uuid primary key,
    draft_id    uuid not null references catalogue_draft,
    file        text,
    lists       jsonb not null,
    mode        text not null,
    rows        int not null,
    left_out    jsonb not null,
    by_account  text not null,
    by_name     text not null,
    at          timestamptz not null
);
create index catalogue_import_draft on catalogue_import (draft_id, at);

alter table catalogue_version
    add column draft_id uuid references catalogue_draft,
    add column restores int references catalogue_version;
