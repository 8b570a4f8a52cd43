-- A unit and those above it as the organisations stand now: who belongs below a unit complained of must stand back
-- (回避), also before Routing has decided. The hotline took the call, and a centre is kept out by Routing's own list.
create function organisation_line(unit text) returns text[] language sql stable as $$
    with recursive line as (
        select o.id, o.parent, 1 as steps
        from organisation o
        where o.id = unit and o.listed and o.kind not in ('hotline', 'centre')
        union all
        select o.id, o.parent, l.steps + 1
        from line l
        join organisation o on o.id = l.parent and o.listed
        where l.steps < 10
    )
    select coalesce(array_agg(id order by steps), '{}') from line
$$;

-- Those who are set over a unit: they may handle a complaint of it, and do not learn who complains.
create function superiors(unit text) returns text[] language sql stable as $$
    with recursive line as (
        select o.parent, 1 as steps
        from organisation o
        where o.id = unit and o.listed
        union all
        select o.parent, l.steps + 1
        from line l
        join organisation o on o.id = l.parent and o.listed
        where l.steps < 10
    )
    select coalesce(array_agg(parent order by steps) filter (where parent is not null), '{}') from line
$$;
