-- A document that is rebuilt, or whose database went back in time, begins a new epoch (G12): its leases are void, and no
-- fence of before is ever given again.
alter table document add column first_fence integer not null default 1;

-- Which database these tables live in, noted by the server: read again elsewhere, it was restored or copied.
create table database_place (
  only_row boolean primary key default true check (only_row),
  system_id text not null,
  timeline text not null,
  database_oid bigint not null
);
