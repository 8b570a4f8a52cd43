-- What each summoned department has made of its terms, kept beside it so that figures are counted without opening its
-- deadlines: the domain writes it with every step. A whistle that is not blown yet counts nowhere.
alter table summons
    add column blown_at timestamptz, add column jurisdiction text, add column blower text,
    add column answer_outcome text, add column arrival_outcome text, add column refused_with_duty boolean,
    add column points int;

create function last_outcome(deadlines jsonb, of text) returns text language sql stable as $$
    select case when d ->> 'metAt' is not null and not coalesce((d ->> 'dropped')::boolean, false)
            then case when (d ->> 'metAt')::timestamptz <= (d ->> 'due')::timestamptz then 'inTime' else 'late' end
        when d ->> 'missedAt' is not null then 'missed' end
    from jsonb_array_elements(deadlines) with ordinality k (d, place)
    where d ->> 'kind' = of
    order by place desc
    limit 1
$$;
update summons s
set blown_at = w.blown_at, jurisdiction = w.jurisdiction, blower = w.organisation,
    answer_outcome = last_outcome(s.deadlines, 'acknowledgement'),
    arrival_outcome = case when s.state <> 'excused' then last_outcome(s.deadlines, 'arrival') end,
    refused_with_duty = case when s.refusal is not null then s.refusal ->> 'duty' is not null end,
    points = case when s.of_whistle is not null and s.of_department is not null then (
        select count(*) from jsonb_each_text(s.of_department -> 'rating') r where r.value = 'true'
    ) end
from whistle w
where w.id = s.whistle_id;
drop function last_outcome;

create index summons_blown on summons (blown_at, organisation) include (whistle_id, jurisdiction, blower, state,
    answer_outcome, arrival_outcome, refused_with_duty, points) where blown_at is not null;
create index summons_department on summons (organisation, blown_at) include (whistle_id, state, answer_outcome,
    arrival_outcome, refused_with_duty, points) where blown_at is not null;
create index whistle_blown on whistle (blown_at) include (id, jurisdiction, organisation, centre)
    where blown_at is not null;
create index timed_case_reported on timed_case (reported_at) include (jurisdiction);
create index order_case_number on order_case (case_number);
create index whistle_case_number on whistle_case (case_number);

-- Between how many whistles for a hundred cases a township is unremarkable (吹哨率合理区间). A row is never changed or
-- deleted; a new rule is a new row with a later day. No jurisdiction: everywhere.
create table whistle_band (
    id              int primary key,
    jurisdiction    text,
    low             numeric not null,
    high            numeric not null,
    least_cases     int not null,
    source          text not null,
    effective_from  date not null default date '2020-01-01'
);
insert into whistle_band (id, low, high, least_cases, source) values
    (1, 1, 10, 100, '本平台规定：每百件诉求吹哨1至10次；参照北京“吹哨率”既不过低也不过高的要求');
