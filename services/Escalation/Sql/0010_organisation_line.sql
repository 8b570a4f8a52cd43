-- A unit and those above it as the organisations stand now: a unit that is put below another later must stand back (回避)
-- from complaints of that other one too. The hotline took the call, and a centre is kept out by Routing's own list.
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
