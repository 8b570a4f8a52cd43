-- A case that its petitioner has called solved is archived at once and may be rated for seven days after that.
drop index case_progress_unrated;
create index case_progress_ratable on case_progress (archived_at)
    where status = 'archived' and solved and rating is null;
