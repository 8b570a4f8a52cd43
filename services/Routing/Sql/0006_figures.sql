-- The figures of the tickets that were dispatched on one day (China's time), so that a quarter is the sum of ninety
-- small groups and not a walk over a million tickets. They are counted anew from the tickets whenever one of that day
-- has moved.
create table figure_day (
    day            date not null,
    organisation   text not null,
    matter         text not null,
    -- To the village: nobody who reads figures has a smaller jurisdiction.
    jurisdiction   text not null,
    tickets        int not null,
    cases          int not null,
    first_right    int not null,
    returned       int not null,
    upheld         int not null,
    rejected       int not null,
    held           int not null,
    hops           int not null,
    claimed        int not null,
    claimed_late   int not null,
    claim_seconds  bigint not null,
    primary key (day, organisation, matter, jurisdiction)
);

-- Days whose figures must be counted anew: written with every step that could change one. No key, so that nobody waits.
create table figure_stale (day date not null);
insert into figure_stale select distinct (dispatched_at at time zone 'Asia/Shanghai')::date from ticket;

-- The first id of version 7 that can have been made at this moment: a ticket's id tells when it was dispatched.
create function first_id(at timestamptz) returns uuid language sql immutable strict parallel safe as
$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid $$;
