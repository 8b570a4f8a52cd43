-- The case as Escalation times it: its former name said nothing to a reader.
alter table pressured_case rename to timed_case;
alter index pressured_case_pkey rename to timed_case_pkey;
alter index pressured_case_number rename to timed_case_number;
alter index pressured_case_recused rename to timed_case_recused;
