create table campaign (
  id text primary key,
  name text not null,
  template text not null check (template in ('mission_locale', 'platform')),
  -- campaignSettings of shared/domain/templates.ts
  settings jsonb not null,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);

-- An RS's sector, or a PSAD.
create table lane (
  id text primary key,
  campaign_id text not null references campaign (id),
  name text not null,
  position integer not null,
  post_codes text[] not null default '{}',
  archived_at timestamptz,
  unique (campaign_id, name)
);

-- One role a person and campaign.
create table membership (
  campaign_id text not null references campaign (id),
  user_id text not null references app_user (id),
  role text not null check (role in ('coordinator', 'manager', 'officer', 'observer', 'partner', 'admin')),
  -- the lane an officer works in; null for everybody else, and for the officers of a platform's pool
  lane_id text references lane (id),
  weekly_quota integer not null default 0,
  -- [{"from": day, "to": day}], whole days, both ends included
  absences jsonb not null default '[]',
  created_at timestamptz not null default now(),
  primary key (campaign_id, user_id)
);
create index membership_user on membership (user_id);

-- Who answers for a lane: its RS, or the correspondents of a PSAD.
create table lane_manager (
  lane_id text not null references lane (id),
  user_id text not null references app_user (id),
  primary key (lane_id, user_id)
);

create table partner (
  id text primary key,
  campaign_id text not null references campaign (id),
  name text not null,
  kind text not null
);
