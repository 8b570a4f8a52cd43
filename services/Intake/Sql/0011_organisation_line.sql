-- A unit and those above it as the organisations stand now, the unit first: who belongs below a unit complained of must
-- stand back (回避), also before Routing has decided. The hotline took the call and is not kept out.
create function organisation_line(unit text) returns text[] language sql stable as $$
    with recursive line as (
        select o.id, o.parent, 1 as steps
        from organisation o
        where o.id = unit and o.listed and o.kind <> 'hotline'
        union all
        select o.id, o.parent, l.steps + 1
        from line l
        join organisation o on o.id = l.parent and o.listed
        where l.steps < 10
    )
    select array[unit] || coalesce(array_agg(id order by steps) filter (where steps > 1), '{}') from line
$$;
