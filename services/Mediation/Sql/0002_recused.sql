-- Whoever must stand back from a file (回避): the unit complained of and those below it, as Routing names them. Null: the
-- file was opened before Routing named them. Their superior may read the file, and does not learn who complains.
alter table mediation_file add column recused text[], add column superior text;
