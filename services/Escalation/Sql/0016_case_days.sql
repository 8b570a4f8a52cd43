-- How many cases were reported of each township on each day in China. A day with a case that is new, or whose place was
-- corrected, is counted anew before it is read.
create table case_day (
    day    date not null,
    place  text not null,
    cases  int not null,
    primary key (day, place)
);
create table changed_case_day (day date not null);
insert into changed_case_day select distinct (reported_at at time zone 'Asia/Shanghai')::date from timed_case;

create function mark_new_cases() returns trigger language plpgsql as $$
begin
    insert into changed_case_day select distinct (reported_at at time zone 'Asia/Shanghai')::date from added;
    return null;
end $$;
create trigger timed_case_new after insert on timed_case
    referencing new table as added for each statement execute function mark_new_cases();
create function mark_moved_case() returns trigger language plpgsql as $$
begin
    insert into changed_case_day values ((new.reported_at at time zone 'Asia/Shanghai')::date);
    return null;
end $$;
create trigger timed_case_moved after update of jurisdiction on timed_case
    for each row when (old.jurisdiction <> new.jurisdiction) execute function mark_moved_case();
