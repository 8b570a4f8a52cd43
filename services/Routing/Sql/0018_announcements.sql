-- Which versions of the lists the other services were last told of, and how often they were told.
create table catalogue_announcement (
    singleton      boolean primary key default true check (singleton),
    version        int not null,
    organisations  int not null,
    matters        int not null
);
insert into catalogue_announcement (version, organisations, matters) values (0, 0, 0);
