-- Other names, borders and foreign codes; duties for a part of the county only, and since when each has stood so.
alter table jurisdiction add column aliases jsonb, add column outline text;
alter table organisation add column aliases jsonb;
alter table matter add column foreign_codes jsonb;
alter table duty add column jurisdiction text, add column since timestamptz;
update duty d set since = v.effective_from from catalogue_version v where v.version = d.version;
alter table duty drop constraint duty_pkey;
create unique index duty_key on duty (version, matter, owner, jurisdiction) nulls not distinct;

alter table catalogue_version drop constraint catalogue_version_list_check;
alter table catalogue_version add check (
    list in ('jurisdictions', 'organisations', 'matters', 'duties', 'rules', 'rosters', 'places'));

create table rule (
    version       int not null references catalogue_version,
    code          text not null,
    name          text not null,
    matter        text,
    kind          text,
    urgency       text,
    channel       text,
    jurisdiction  text,
    words         jsonb,
    "from"        date,
    until         date,
    lead          text not null,
    assisting     jsonb,
    basis         text,
    primary key (version, code)
);

create table roster (
    version       int not null references catalogue_version,
    organisation  text not null,
    mode          text not null,
    officer       text not null,
    officer_name  text not null,
    "from"        timestamptz,
    until         timestamptz,
    capacity      int not null
);
create unique index roster_key on roster (version, organisation, mode, officer, "from") nulls not distinct;

create table place (
    version       int not null references catalogue_version,
    name          text not null,
    kind          text not null,
    jurisdiction  text not null,
    aliases       jsonb,
    primary key (version, name, jurisdiction)
);
