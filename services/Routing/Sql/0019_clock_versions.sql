-- Which of Escalation's events the due times and colours of a ticket come from: a newer one replaces an older one,
-- also where the later term is the shorter.
alter table ticket add column claim_clock_version int not null default 0;
alter table ticket add column reply_clock_version int not null default 0;
