-- How often the other services were told of an account; 0: not yet.
alter table account add column version int not null default 0;
