-- When the petitioner was last called in vain: the next attempt is made at another hour.
alter table case_progress add column attempted_at timestamptz;
