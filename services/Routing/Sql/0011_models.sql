-- What the trained model learns from beside the catalogue's own words: texts that have been scrubbed, and the matter
-- under which the case was archived or that an arbiter named.
create table matter_example (
    id       bigint generated always as identity primary key,
    text     text not null,
    matter   text not null,
    source   text not null check (source in ('confirmed', 'ruled')),
    case_id  uuid not null unique,
    at       timestamptz not null
);
create index matter_example_matter on matter_example (matter, at desc);
create index matter_example_at on matter_example (at);

create table matter_model (
    version        int primary key,
    bytes          bytea not null,
    labels         int not null,
    examples       int not null,
    confirmed      int not null,
    quality        jsonb not null,
    threshold      double precision not null,
    confusions     jsonb not null,
    reasons        jsonb not null,
    trained_at     timestamptz not null,
    by_account     text not null,
    by_name        text not null,
    why            text not null,
    active         boolean not null,
    activated_at   timestamptz,
    activated_by   text,
    activated_why  text
);
create unique index matter_model_active on matter_model (active) where active;
