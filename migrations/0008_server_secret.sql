-- Secrets the server makes for itself once, shared by every process of one database.
create table server_secret (
  name text primary key,
  value bytea not null
);
