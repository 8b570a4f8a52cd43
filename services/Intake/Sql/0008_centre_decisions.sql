-- What the centre must know to decide on a case that its petitioner calls unsolved, and since when it must.
alter table case_progress
    add column outcome              text,
    add column outcome_version      int not null default 0,
    add column termination_version  int not null default 0,
    add column round_version        int not null default 0,
    add column centre_asked_at      timestamptz,
    add column review_at            timestamptz;
create index case_progress_centre on case_progress (case_id) where centre_asked_at is not null;
