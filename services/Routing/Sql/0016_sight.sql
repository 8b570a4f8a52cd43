-- A unit and those above it as the organisations stand now, the unit first: one that was put below another only after
-- a complaint of that other one may not read the complaint either (回避). The hotline took the call and is not kept out.
create function organisation_line(unit text) returns text[] language sql stable as $$
    with recursive current as (
        select max(version) as version
        from catalogue_version
        where list = 'organisations' and effective_from <= now()
    ), line as (
        select o.code, o.parent, 1 as steps
        from organisation o
        join current using (version)
        where o.code = unit and o.kind <> 'hotline'
        union all
        select o.code, o.parent, l.steps + 1
        from line l
        join organisation o on o.code = l.parent and o.version = (select version from current)
        where l.steps < 10
    )
    select coalesce(array_agg(code order by steps), '{}') from line
$$;
