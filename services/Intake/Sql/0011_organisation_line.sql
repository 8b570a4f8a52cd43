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

-- The questions that every list asks of the few cases that complain of a unit, as functions: a statement that spelt
-- them out took twice as long to plan, also for the many cases that complain of nobody.

-- A unit must stand back (回避). Whoever reads all the same has a row that says so. The line of superiors covers the time
-- before Routing has decided, and a unit that was put below another one later. The hotline calls the petitioner back.
create function stands_back(unit text, recused_from uuid, complained_of text) returns boolean
language plpgsql stable as $$
begin
    return not exists (select from organisation o where o.id = unit and o.kind = 'hotline') and (
        complained_of = any(organisation_line(unit))
        or complained_of = unit and not exists (
            select from case_recusal r where r.organisation = unit and r.case_id = recused_from)
        or exists (
            select from case_recusal r where r.organisation = unit and r.case_id = recused_from and not r.reads));
end $$;

-- A unit may handle the case and must not learn who complains, as everybody who is set over the unit complained of.
create function informer_withheld(unit text, recused_from uuid, complained_of text) returns boolean
language plpgsql stable as $$
begin
    return not exists (select from organisation o where o.id = unit and o.kind = 'hotline') and (
        exists (select from case_recusal r where r.organisation = unit and r.case_id = recused_from)
        or unit = any(superiors(complained_of)));
end $$;

-- Who may see a complaint of which Routing has not yet said who must stand back: hotline and centre, and as long as no
-- organisations are known, whoever sees a whole county (six digits and the percent sign).
create function sees_before_routing(unit text, scope text) returns boolean language plpgsql stable as $$
begin
    return exists (select from organisation o where o.id = unit and o.kind in ('hotline', 'centre'))
        or length(scope) <= 7 and not exists (select from organisation);
end $$;
