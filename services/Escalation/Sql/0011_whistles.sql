-- Whistles (吹哨) and supervision orders (督办单). Their deadlines are kept as JSON beside their own rows: none of them
-- belongs to a case. next_look_at is the earliest of them that is neither met nor seen to have passed.
create table whistle (
    id              uuid primary key,
    number          text not null,
    version         int not null,
    type            text not null,
    status          text not null,
    demand          text not null,
    jurisdiction    text not null,
    address         text not null,
    latitude        double precision,
    longitude       double precision,
    radius          int not null,
    arrive_by       timestamptz,
    organisation    text not null,
    centre          text not null,
    one_thing       text,
    proposed_by     jsonb not null,
    proposed_at     timestamptz not null,
    blown_by        jsonb,
    blown_at        timestamptz,
    appealed        boolean not null,
    deadlines       jsonb not null,
    result          text,
    ended_at        timestamptz,
    next_look_at    timestamptz
);
create unique index whistle_number on whistle (number, centre);
create index whistle_jurisdiction on whistle (jurisdiction text_pattern_ops, id);
create index whistle_open on whistle (id) where status not in ('ended', 'withdrawn');
create index whistle_look on whistle (next_look_at) where next_look_at is not null;

-- What each summoned department owes (应哨单位).
create table summons (
    whistle_id      uuid not null references whistle (id),
    organisation    text not null,
    name            text not null,
    role            text not null,
    state           text not null,
    attendee        text,
    refusal         jsonb,
    bound           boolean not null,
    arrived_at      timestamptz,
    proof           text,
    metres          int,
    arrival_order   uuid,
    part            text,
    remains         text,
    remains_until   timestamptz,
    deadlines       jsonb not null,
    of_department   jsonb,
    of_whistle      jsonb,
    primary key (whistle_id, organisation)
);
create index summons_organisation on summons (organisation, whistle_id);

create table arrival_photo (
    whistle_id    uuid not null references whistle (id),
    organisation  text not null,
    media_type    text not null,
    content       bytea not null,
    at            timestamptz not null,
    primary key (whistle_id, organisation)
);

create table whistle_case (
    whistle_id   uuid not null references whistle (id),
    case_id      uuid not null,
    case_number  text not null,
    primary key (whistle_id, case_id)
);
create index whistle_case_case on whistle_case (case_id);

-- Who has it in hand: whose whistle it is, who proposed it, and from the blow on who is summoned.
create table whistle_reader (
    organisation  text not null,
    whistle_id    uuid not null references whistle (id),
    primary key (organisation, whistle_id)
);

-- Every step of a whistle or an order, as it was told: who, when, why, in which trace.
create table step (
    subject       uuid not null,
    version       int not null,
    at            timestamptz not null,
    what          text not null,
    by_account    text not null,
    by_name       text not null,
    by_organisation text,
    organisation  text,
    reasons       jsonb not null,
    trace_id      text,
    primary key (subject, version)
);

create table supervision_order (
    id              uuid primary key,
    number          text not null,
    version         int not null,
    form            text not null,
    status          text not null,
    urgency         text not null,
    organisation    text not null,
    name            text not null,
    jurisdiction    text not null,
    centre          text not null,
    demand          text not null,
    basis           text not null,
    origin          text not null,
    -- What opened it, once: a whistle's summons, a rung, a person's call. The same cause never opens two.
    cause           text not null,
    opened_by       jsonb not null,
    opened_at       timestamptz not null,
    signed_by       jsonb,
    issued_at       timestamptz,
    plan            text,
    plan_until      timestamptz,
    answer          text,
    gaps            text,
    prolongation    jsonb,
    deadlines       jsonb not null,
    climbed_to      uuid,
    ended_at        timestamptz,
    next_look_at    timestamptz
);
create unique index supervision_order_cause on supervision_order (cause);
create unique index supervision_order_number on supervision_order (number, centre);
create index supervision_order_jurisdiction on supervision_order (jurisdiction text_pattern_ops, id);
create index supervision_order_organisation on supervision_order (organisation, id);
create index supervision_order_open on supervision_order (id) where status not in ('ended', 'climbed', 'discarded');
create index supervision_order_look on supervision_order (next_look_at) where next_look_at is not null;

create table order_case (
    order_id     uuid not null references supervision_order (id),
    case_id      uuid not null,
    case_number  text not null,
    primary key (order_id, case_id)
);
create index order_case_case on order_case (case_id);

-- The last number that a centre has given to a whistle or an order in a year (文号).
create table document_number (
    centre  text not null,
    what    text not null,
    year    int not null,
    last    int not null,
    primary key (centre, what, year)
);

insert into policy (id, clock, urgency, jurisdiction, amount, unit, source) values
    (27, 'acknowledgement', 'emergency', null, 0.25, 'hours', '本平台规定：应急吹哨15分钟内响应'),
    (28, 'acknowledgement', 'urgent', null, 4, 'hours', '本平台规定：紧急事项4小时内响应'),
    (29, 'acknowledgement', null, null, 4, 'workingHours', '本平台规定：4个工作小时内响应'),
    (30, 'arrival', 'emergency', null, 0.5, 'hours', '参照北京平谷“吹哨报到”：应急吹哨30分钟内到场'),
    (31, 'arrival', null, null, 1, 'workingDays', '参照北京平谷“吹哨报到”：一般吹哨1个工作日内到场'),
    (32, 'jointResult', 'emergency', null, 24, 'hours', '本平台规定：应急吹哨到场后24小时内报告处置结果'),
    (33, 'jointResult', null, null, 5, 'workingDays', '本平台规定：到场后5个工作日内报告处置结果'),
    (34, 'review', 'emergency', null, 0.25, 'hours', '本平台规定：应急吹哨的免到申请15分钟内裁定'),
    (35, 'review', null, null, 4, 'workingHours', '本平台规定：4个工作小时内审核'),
    (36, 'order', 'emergency', null, 24, 'hours', '本平台规定：特急督办24小时内办结'),
    (37, 'order', 'urgent', null, 3, 'workingDays', '本平台规定：紧急督办3个工作日内办结'),
    (38, 'order', null, null, 5, 'workingDays', '本平台规定：督办5个工作日内办结');
