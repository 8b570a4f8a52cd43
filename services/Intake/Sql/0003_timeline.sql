-- Every step of every case: one row for each event, of whichever service.
create table timeline (
    case_id          uuid not null,
    at               timestamptz not null,
    source           text not null,
    version          int not null,
    what             text not null,
    title            text not null,
    text             text not null,
    by_account       text not null,
    by_name          text not null,
    by_organisation  text,
    reasons          jsonb not null,
    trace_id         text,
    primary key (case_id, source, version)
);

-- The words of a case, for searching: pairs of neighbouring Chinese characters, and words in Latin letters or digits.
-- Filled a moment after registration, so that a burst of calls never waits for this index.
create table case_words (
    case_id  uuid primary key,
    words    tsvector not null
);
create index case_words_gin on case_words using gin (words);

create table words_pending (
    case_id  uuid primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
