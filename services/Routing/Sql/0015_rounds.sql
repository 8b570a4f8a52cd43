-- When the last round (重办) of a ticket began: its contacts, attempts and attachments are counted from then on. What was
-- reopened before this was known keeps what it had shown.
alter table ticket add column reopened_at timestamptz;
