-- The cases of one matter, of which there may be a handful among millions.
create index case_progress_matter on case_progress (matter, case_id) where matter is not null;
