-- Past cases decided again under a draft (推演), before it is published.
create table replay (
    id            uuid primary key,
    draft         uuid not null,
    draft_name    text not null,
    "from"        date not null,
    "to"          date not null,
    jurisdiction  text not null,
    asked_at      timestamptz not null,
    asked_by      text not null,
    asked_by_name text not null,
    status        text not null default 'waiting',
    total         int not null,
    done          int not null default 0,
    moved         int not null default 0,
    -- How far it has come: it goes on from here after a restart.
    after         uuid not null,
    before        uuid not null,
    -- Whoever works on it says so again and again; who falls silent is taken over from.
    beat_at       timestamptz,
    ended_at      timestamptz
);
create index replay_newest on replay (draft, asked_at desc, id desc);
create index replay_open on replay (asked_at) where status in ('waiting', 'running');

-- Only the cases that would go elsewhere.
create table replay_case (
    replay        uuid not null references replay,
    case_id       uuid not null,
    case_number   text not null,
    jurisdiction  text not null,
    text          text not null,
    now_lead      text,
    now_matter    text,
    now_why       text not null,
    then_lead     text,
    then_matter   text,
    then_why      text not null,
    primary key (replay, case_id)
);
create index replay_case_way on replay_case (replay, now_lead, then_lead, case_id);
