-- Who may sign in. A client (接口客户) has a key instead of, or beside, a password.
create table account (
    account        text primary key,
    name           text not null,
    role           text not null,
    organisation   text not null,
    jurisdiction   text not null,
    password_hash  text,
    key_hash       bytea unique,
    created_at     timestamptz not null default now(),
    created_by     text not null
);

-- Wrong passwords in a row, for names without an account as well, so that a lock-out does not tell which names exist.
create table lockout (
    account       text primary key,
    failed        int not null default 0,
    locked_until  timestamptz,
    at            timestamptz not null default now()
);

create table session (
    id          uuid primary key,
    account     text not null references account,
    started_at  timestamptz not null,
    expires_at  timestamptz not null,
    ended_at    timestamptz
);
create index session_ended on session (ended_at) where ended_at is not null;
create index session_expires on session (expires_at);

-- Every attempt to sign in, kept as evidence (网络安全法 §21: at least six months).
create table sign_in (
    id       bigint generated always as identity primary key,
    account  text not null,
    at       timestamptz not null,
    outcome  text not null,
    address  text
);
create index sign_in_account on sign_in (account, at desc);
create index sign_in_at on sign_in using brin (at);
