-- Messages that wait to be published: written with the change they tell of, deleted once the broker has confirmed them.
create table outbox (
    id            bigint generated always as identity primary key,
    message_id    uuid not null,
    type          text not null,
    body          bytea not null,
    traceparent   text,
    attempts      int not null default 0,
    next_try_at   timestamptz not null default now(),
    last_error    text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
-- Read once, a moment after it was written: not worth compressing.
alter table outbox alter column body set storage external;

-- Messages that this service has applied, so that a redelivery is a no-op.
create table inbox (
    message_id  uuid not null,
    consumer    text not null,
    at          timestamptz not null default now(),
    primary key (message_id, consumer)
);
create index inbox_at on inbox using brin (at);

-- Answers kept for callers that send the same Idempotency-Key again.
create table idempotency (
    account     text not null,
    key         text not null,
    request     bytea not null,
    answer      jsonb not null,
    at          timestamptz not null default now(),
    primary key (account, key)
);
create index idempotency_at on idempotency using brin (at);
