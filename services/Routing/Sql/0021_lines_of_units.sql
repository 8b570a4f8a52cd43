-- A centre is kept out of a complaint by the list that was made when the case came in, and by no later line: where no
-- centre is above it, it sees to a complaint of itself until the end.
create or replace function organisation_line(unit text) returns text[] language sql stable as $$
    with recursive current as (
        select max(version) as version
        from catalogue_version
        where list = 'organisations' and effective_from <= now()
    ), line as (
        select o.code, o.parent, 1 as steps
        from organisation o
        join current using (version)
        where o.code = unit and o.kind not in ('hotline', 'centre')
        union all
        select o.code, o.parent, l.steps + 1
        from line l
        join organisation o on o.code = l.parent and o.version = (select version from current)
        where l.steps < 10
    )
    select coalesce(array_agg(code order by steps), '{}') from line
$$;
