-- The catalogue that decides who must act. Each PUT of a whole list is a version with its own day of effect; the rows
-- of
-- earlier versions stay, so that a decision can be read against the lists that stood when it was made.
create table catalogue_version (
    version         int primary key,
    list            text not null check (list in ('jurisdictions', 'organisations', 'matters', 'duties')),
    effective_from  timestamptz not null,
    why             text not null,
    by_account      text not null,
    by_name         text not null,
    at              timestamptz not null,
    count           int not null
);
create index catalogue_version_list on catalogue_version (list, version);

create table jurisdiction (
    version  int not null references catalogue_version,
    code     text not null,
    name     text not null,
    level    text not null,
    parent   text,
    primary key (version, code)
);

create table organisation (
    version       int not null references catalogue_version,
    code          text not null,
    name          text not null,
    kind          text not null,
    level         text not null,
    jurisdiction  text not null,
    parent        text,
    primary key (version, code)
);

create table matter (
    version   int not null references catalogue_version,
    code      text not null,
    name      text not null,
    level     int not null,
    parent    text,
    kinds     jsonb not null,
    lowest    text,
    grade     text,
    process   text,
    keywords  jsonb not null,
    primary key (version, code)
);

create table duty (
    version  int not null references catalogue_version,
    matter   text not null,
    owner    text not null,
    role     text not null,
    basis    text,
    primary key (version, matter, owner)
);
