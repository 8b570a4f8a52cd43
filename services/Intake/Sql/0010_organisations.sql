-- What Routing and the gateway tell: which organisations there are and whose superior each is, and who holds which
-- function there. An organisation that is listed no longer keeps the name by which earlier cases know it.
create table organisation (
    id            text primary key,
    name          text not null,
    kind          text not null,
    level         text not null,
    jurisdiction  text not null,
    parent        text,
    listed        boolean not null
);
create index organisation_parent on organisation (parent) where listed;

create table account (
    account       text primary key,
    name          text not null,
    role          text not null,
    organisation  text not null,
    jurisdiction  text not null,
    disabled      boolean not null
);
create index account_function on account (organisation, role) where not disabled;
