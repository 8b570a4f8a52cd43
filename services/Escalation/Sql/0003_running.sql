-- How many clocks of the case run, written with every change of them: the books read it for every open case, and
-- joining a
-- million clocks took seconds.
alter table pressured_case add column running int not null default 0;
-- Routing's last event that was applied, and when the petitioner last answered a callback or rated.
alter table pressured_case add column followed int not null default 0, add column spoken_at timestamptz;
update pressured_case p
set running = (select count(*) from clock c where c.case_id = p.case_id and c.stopped_at is null);

-- A township's few warnings among a county's many, and one case's.
create index warning_jurisdiction on warning (jurisdiction text_pattern_ops);
create index warning_case on warning (case_number);
