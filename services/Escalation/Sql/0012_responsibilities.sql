-- What Routing tells of the one-things (一件事清单: which organisations a kind of problem needs on the spot, and who
-- leads) and of the responsibilities (责任清单: who holds which function, with deputy and absence).
create table one_thing (
    id            text primary key,
    name          text not null,
    jurisdiction  text not null,
    matters       text[] not null,
    keywords      text[] not null,
    lead          text not null,
    assisting     text[] not null,
    whistle       text,
    basis         text not null
);
create index one_thing_jurisdiction on one_thing (jurisdiction);

create table responsibility (
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
create unique index responsibility_organisation on responsibility (organisation, jurisdiction, function, "from")
    nulls not distinct;
create index responsibility_jurisdiction on responsibility (jurisdiction);

create index account_leader on account (jurisdiction) where role = 'leader' and not disabled;
create index organisation_jurisdiction on organisation (jurisdiction text_pattern_ops);

-- What was learnt of the catalogue before had neither list: it is asked for once more.
delete from learnt where aggregate = 'catalogue';
