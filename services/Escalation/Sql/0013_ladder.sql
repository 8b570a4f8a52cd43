-- The ladder (提级) by name. Its policies are dated and never changed or deleted: rungs point at the one that made them.
create table ladder_policy (
    id              int primary key,
    jurisdiction    text,
    effective_from  date not null,
    rungs           jsonb not null,
    lifts           jsonb not null,
    source          text not null,
    made_by         jsonb,
    made_at         timestamptz not null default now()
);

insert into ladder_policy (id, effective_from, rungs, lifts, source) values (1, '2020-01-01',
'[{"rung": "handler", "acknowledge": {"emergency": {"amount": 0.25, "unit": "hours"},
   "urgent": {"amount": 1, "unit": "hours"}, "others": {"amount": 4, "unit": "workingHours"}},
   "longestPlan": {"amount": 5, "unit": "workingDays"}},
  {"rung": "head", "acknowledge": {"emergency": {"amount": 0.25, "unit": "hours"},
   "urgent": {"amount": 2, "unit": "hours"}, "others": {"amount": 1, "unit": "workingDays"}},
   "longestPlan": {"amount": 5, "unit": "workingDays"}},
  {"rung": "centre", "acknowledge": {"emergency": {"amount": 0.25, "unit": "hours"},
   "urgent": {"amount": 2, "unit": "hours"}, "others": {"amount": 1, "unit": "workingDays"}},
   "longestPlan": {"amount": 10, "unit": "workingDays"}, "order": "notice"},
  {"rung": "leader", "acknowledge": {"emergency": {"amount": 0.5, "unit": "hours"},
   "urgent": {"amount": 4, "unit": "hours"}, "others": {"amount": 2, "unit": "workingDays"}},
   "longestPlan": {"amount": 30, "unit": "workingDays"}},
  {"rung": "backstop", "acknowledge": {"emergency": {"amount": 1, "unit": "hours"},
   "urgent": {"amount": 8, "unit": "hours"}, "others": {"amount": 2, "unit": "workingDays"}},
   "longestPlan": {"amount": 30, "unit": "workingDays"}, "order": "circular"},
  {"rung": "superior", "acknowledge": {"emergency": {"amount": 1, "unit": "hours"},
   "urgent": {"amount": 8, "unit": "hours"}, "others": {"amount": 2, "unit": "workingDays"}},
   "longestPlan": {"amount": 30, "unit": "workingDays"}}]',
'[{"cause": "timeUsed", "atLeast": "handler", "atMost": "handler"},
  {"cause": "claimExpired", "atLeast": "head", "atMost": "centre"},
  {"cause": "replyExpired", "atLeast": "head", "atMost": "centre"},
  {"cause": "citizenExpired", "atLeast": "head", "atMost": "centre"},
  {"cause": "unacknowledged", "atLeast": "head", "atMost": "superior"},
  {"cause": "planMissed", "atLeast": "head", "atMost": "superior"},
  {"cause": "returnRejected", "atLeast": "head", "atMost": "head"},
  {"cause": "reopened", "atLeast": "centre", "atMost": "leader"},
  {"cause": "whistleUnanswered", "atLeast": "head", "atMost": "centre"},
  {"cause": "orderUnanswered", "atLeast": "centre", "atMost": "leader"},
  {"cause": "noOwner", "atLeast": "backstop", "atMost": "backstop"},
  {"cause": "byHand", "atLeast": "handler", "atMost": "leader"},
  {"cause": "carried", "atLeast": "head", "atMost": "centre"}]',
'本平台规定：提醒经办人、报单位负责人、报综治中心并督办、领导包案并成立专班、综治中心兜底并通报');

-- What lifts a case, each once; look_at moves on where the case could not be followed.
create table lift_cause (
    case_id       uuid not null,
    key           text not null,
    kind          text,
    organisation  text,
    ticket_id     uuid,
    clock_id      uuid,
    to_rung       text,
    reasons       jsonb not null,
    traceparent   text,
    at            timestamptz not null,
    look_at       timestamptz not null,
    taken_at      timestamptz,
    primary key (case_id, key)
);
create index lift_cause_look on lift_cause (look_at) where taken_at is null;

-- Each rung on which a case stands or has stood. A case stands on one at most.
create table rung (
    id               uuid primary key,
    case_id          uuid not null,
    case_number      text not null,
    jurisdiction     text not null,
    organisation     text not null,
    ticket_id        uuid,
    rung             text not null,
    at               text not null,
    owner            text,
    owner_name       text,
    function         text not null,
    empty            jsonb not null,
    cause            text not null,
    clock_id         uuid,
    reasons          jsonb not null,
    policy           int not null,
    since            timestamptz not null,
    acknowledge_by   timestamptz not null,
    acknowledged_at  timestamptz,
    acknowledged_by  jsonb,
    plan             text,
    team             text,
    plan_until       timestamptz,
    resting_since    timestamptz,
    left_at          timestamptz,
    left_because     jsonb not null,
    order_id         uuid,
    missed           int not null,
    next_look_at     timestamptz
);
create unique index rung_open on rung (case_id) where left_at is null;
create index rung_case on rung (case_id, id);
create index rung_jurisdiction on rung (jurisdiction text_pattern_ops, id) where left_at is null;
create index rung_of_rung on rung (rung, id) where left_at is null;
create index rung_owner on rung (owner, id) where left_at is null;
create index rung_at on rung (at, id) where left_at is null;
create index rung_organisation on rung (organisation, id) where left_at is null;
create index rung_look on rung (next_look_at) where next_look_at is not null;

-- Whether the case stands on a rung, and who has the lead's ticket in hand.
alter table timed_case add column on_ladder boolean not null default false, add column officer text;

-- Cases that were lifted before rungs had owners are lifted once more, now with a name and a term.
insert into lift_cause (case_id, key, kind, to_rung, reasons, at, look_at)
select case_id, 'carried/0013', 'carried', rung,
    '[{"code": "carried_over", "text": "该诉求此前已提级，现按责任清单明确责任人和确认时限。"}]', now(), now()
from timed_case
where open and rung <> 'handler';
update timed_case set rung = 'handler' where rung <> 'handler';
