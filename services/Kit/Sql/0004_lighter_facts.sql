-- Facts cost every transaction of the busiest hour: the event is kept as the text that was told, not taken apart, and
-- the facts of one kind are indexed when their month is over and nothing is added any more.
alter table fact alter column event type json using event::text::json;
drop index fact_name;
create index fact_default_name on fact_default (name, occurred_at);

create function index_closed_fact_months(now timestamptz) returns void language plpgsql as $$
declare
    month text;
begin
    perform pg_advisory_xact_lock(hashtext('make_fact_partition'));
    for month in
        select inhrelid::regclass::text
        from pg_inherits
        where inhparent = 'fact'::regclass
            and inhrelid::regclass::text ~ '^fact_[0-9]{4}_[0-9]{2}$'
            and inhrelid::regclass::text < 'fact_' || to_char(now at time zone interval '8 hours', 'YYYY_MM')
    loop
        execute format('create index if not exists %I on %I (name, occurred_at)', month || '_name', month);
    end loop;
end $$;
