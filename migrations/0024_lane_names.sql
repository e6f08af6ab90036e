-- How lists write the lane's name beside its own: "PSAD AUBAGNE" for Marseille Est – Aubagne.
alter table lane add column also_written text[] not null default '{}';
