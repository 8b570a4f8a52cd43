-- Two more lists: which organisations a kind of problem needs on the spot, and who holds which function by name. Both
-- are announced to the other services.
alter table catalogue_version drop constraint catalogue_version_list_check;
alter table catalogue_version add constraint catalogue_version_list_check check (list in (
    'jurisdictions', 'organisations', 'matters', 'duties', 'rules', 'rosters', 'places', 'oneThings',
    'responsibilities'));

create table one_thing (
    version       int not null references catalogue_version,
    code          text not null,
    name          text not null,
    jurisdiction  text not null,
    matters       jsonb,
    keywords      jsonb not null,
    lead          text not null,
    assisting     jsonb not null,
    whistle       text,
    basis         text not null,
    primary key (version, code)
);

create table responsibility (
    version       int not null references catalogue_version,
    organisation  text,
    jurisdiction  text,
    function      text not null,
    account       text not null,
    deputy        text,
    absent_from   date,
    absent_until  date,
    "from"        date,
    until         date,
    basis         text not null
);
create unique index responsibility_key on responsibility (version, organisation, jurisdiction, function, "from")
    nulls not distinct;

alter table catalogue_announcement
    add column one_things int not null default 0, add column responsibilities int not null default 0;
