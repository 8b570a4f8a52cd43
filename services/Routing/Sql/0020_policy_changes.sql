-- A change of precedents or exemptions adds a row here instead of raising one number: rulings no longer wait for each
-- other, nor lock each other out. The sum of the rows grows with every change, in whatever order they are committed.
create or replace function policy_changed() returns trigger language plpgsql as
$$ begin insert into policy_change (version) values (1); return null; end $$;
