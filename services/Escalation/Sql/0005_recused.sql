-- Whoever must stand back from a case (回避): the unit complained of and those below it, as Routing names them. They see
-- neither its clocks nor its warnings. Of earlier cases nothing is known.
alter table pressured_case add column recused text[];

create index pressured_case_recused on pressured_case (case_id) where recused is not null;
