-- People, their sessions, and how they get in. Passwords are argon2id; every token at rest is a SHA-256.
create table app_user (
  id text primary key,
  email text not null unique,
  name text not null,
  -- null: invited, no password chosen yet
  password_hash text,
  -- runs the deployment; gives no right on any card
  admin boolean not null default false,
  created_at timestamptz not null default now(),
  check (email = lower(email))
);

create table session (
  -- SHA-256 of the cookie's value, in hex
  id text primary key,
  user_id text not null references app_user (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  -- what the person sees in "my sessions"; truncated
  user_agent text not null default ''
);
create index session_of_user on session (user_id);

-- Throttle of sign-in, kept in the database so that every process counts together.
create table sign_in_throttle (
  -- SHA-256 of the e-mail, or of the address the tries come from
  key text primary key,
  failures integer not null,
  -- no try is answered before this moment
  blocked_until timestamptz not null,
  last_failure_at timestamptz not null
);

create table invitation (
  -- SHA-256 of the link's token, in hex
  token_hash text primary key,
  user_id text not null references app_user (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);

-- First run: the token printed in the console opens the set-up page once.
create table setup_token (
  token_hash text primary key,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
