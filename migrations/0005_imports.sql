create table import (
  id text primary key,
  campaign_id text not null references campaign (id),
  state text not null check (state in ('preview', 'applying', 'applied', 'undoing', 'undone', 'failed')),
  file_name text not null,
  file_sha256 text not null,
  -- the file itself, only until it is applied or given up: it is personal data
  file bytea,
  source text not null,
  received_on date not null,
  -- what a person chose: encoding, separator, sheet, header row, mapping, fixes (importPatch)
  choices jsonb not null default '{}',
  -- importAnswer without the file: columns, summary, reading
  preview jsonb not null,
  done integer not null default 0,
  total integer not null default 0,
  created_by text not null references app_user (id),
  created_at timestamptz not null default now(),
  applied_at timestamptz
);
create index import_campaign on import (campaign_id, created_at);

-- Choices kept per source, so that next week's list needs none.
create table import_mapping (
  campaign_id text not null references campaign (id),
  -- sha-256 of the folded headers in order: the same form of list
  headers_hash text not null,
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (campaign_id, headers_hash)
);
