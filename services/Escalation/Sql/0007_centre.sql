-- Which centre watches over the case: its director must act at the last rung. Of a case that runs already it is known
-- where the centre holds it, or has been asked to rule.
alter table pressured_case add column centre text;

update pressured_case p
set centre = coalesce(
    (select c.organisation from clock c
     where c.case_id = p.case_id and c.kind in ('ruling', 'objection') order by c.started_at desc limit 1),
    case when p.lead_ticket is null then p.organisation end)
where p.open;
