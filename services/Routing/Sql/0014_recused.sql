-- Whoever must stand back from a case (回避): the unit complained of and those below it. Kept with the case, so that no
-- later change of the catalogue opens it to them.
alter table routed_case add column recused text[];

update routed_case set recused = array[against] where against is not null and against <> holder;

create index routed_case_recused on routed_case (case_id) where recused is not null;
