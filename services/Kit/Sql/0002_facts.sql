-- What has happened: every event that this service publishes, kept as it was told and never changed, so that any
-- figure of any month can be counted again. One partition a month, in China's time. What falls into no month that has
-- one, such as a late event of years ago, lands in the default partition: no insert ever fails for want of one.
create table fact (
    event_id      uuid not null,
    name          text not null,
    occurred_at   timestamptz not null,
    aggregate     text not null,
    version       int not null,
    case_id       uuid,
    case_number   text,
    account       text not null,
    organisation  text,
    event         jsonb not null,
    primary key (event_id, occurred_at)
) partition by range (occurred_at);

comment on column fact.aggregate is 'What the version counts, such as case/261122-4839-2715-3.';
comment on column fact.account is 'Who acted.';

create table fact_default partition of fact default;

-- The facts of one case in order, and the facts of one kind in a period.
create index fact_case on fact (case_id, version) where case_id is not null;
create index fact_name on fact (name, occurred_at);

create function refuse_to_change_facts() returns trigger language plpgsql as $$
begin
    raise exception 'Facts are kept as they are: they are neither changed nor deleted.' using errcode = '55000';
end $$;

-- A trigger for each row reaches the partitions too, also those that are made later.
create trigger fact_is_kept before update or delete on fact
    for each row execute function refuse_to_change_facts();
create trigger facts_are_kept before truncate on fact
    for each statement execute function refuse_to_change_facts();

-- Makes the partition of a month, if it has none. A month whose facts have gone to the default partition already stays
-- there: moving them would delete them first. Attaching holds up no insert, unlike creating it as a partition.
create function make_fact_partition(month date) returns void language plpgsql as $$
declare
    starts date := date_trunc('month', month);
    name text := 'fact_' || to_char(starts, 'YYYY_MM');
    since timestamptz := starts::timestamp at time zone interval '8 hours';
    until timestamptz := (starts + interval '1 month')::timestamp at time zone interval '8 hours';
begin
    -- Several instances start at once.
    perform pg_advisory_xact_lock(hashtext('make_fact_partition'));
    if to_regclass(name) is not null
        or exists (select from fact_default where occurred_at >= since and occurred_at < until) then
        return;
    end if;
    execute format('create table %I (like fact including defaults)', name);
    execute format('alter table fact attach partition %I for values from (%L) to (%L)', name, since, until);
end $$;

-- This month's and those of the next three.
create function make_fact_partitions(now timestamptz) returns void language sql as $$
    select make_fact_partition(((now at time zone interval '8 hours') + n * interval '1 month')::date)
    from generate_series(0, 3) as n
$$;

select make_fact_partitions(now());
