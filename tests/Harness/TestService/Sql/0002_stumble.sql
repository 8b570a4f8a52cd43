-- Over what the sweep is to stumble.
create table stumble (what text not null);
