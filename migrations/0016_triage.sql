-- Triage: the i-milo extract for as long as it serves, what it says of each waiting card, and what people decided.

-- [2] One extract a campaign, sealed with a key of `server_secret`, kept for the matching alone: it goes when the triage is
-- closed, and 30 days after it was loaded. Nothing else of the product reads it.
create table triage_extract (
  id text primary key,
  campaign_id text not null unique references campaign (id),
  file_name text not null,
  files integer not null,
  -- rows without a number or without names
  left_out integer not null,
  -- gzip of JSON under AES-256-GCM
  sealed bytea not null,
  loaded_by text not null references app_user (id),
  loaded_at timestamptz not null default now()
);
alter table triage_extract alter column sealed set storage external;

-- What the matching says of a card that waits in "À répartir". Goes with the decision, with the extract and with the card.
create table triage_match (
  card_id text primary key,
  campaign_id text not null references campaign (id),
  -- hash of everything it was made of: the youth, the extract, the refused pairs
  made_of text not null,
  verdict text not null check (verdict in ('certain', 'probable', 'to_check', 'unknown')),
  -- number of the best candidate, 0 to 100; null: no candidate
  score integer,
  -- the candidates' files, sealed like the extract
  sealed bytea not null,
  -- [{card, verdict, score, kinship, fields}]: cards of the campaign that may be the same youth, in codes
  duplicates jsonb not null default '[]',
  at timestamptz not null default now()
);
create index triage_match_campaign on triage_match (campaign_id);

-- What was decided, by whom, when, and on what evidence: codes only. The board holds what follows from it.
create table triage_decision (
  id bigint generated always as identity primary key,
  -- cards decided as one act are taken back as one
  act text not null,
  campaign_id text not null references campaign (id),
  card_id text not null,
  kind text not null check (kind in ('known', 'unknown', 'duplicate', 'aside')),
  by_user_id text not null references app_user (id),
  at timestamptz not null default now(),
  -- {"verdict", "score", "kinship", "fields": {field: {is, cause}}} of what was decided upon; null: nothing was proposed
  evidence jsonb,
  -- known: number of the i-milo file; duplicate: the card that stays; aside: the reason
  imilo_file text,
  other_card_id text,
  reason text,
  -- values of the card before, and a hash of the card as the decision left it
  before jsonb not null,
  left_as text not null,
  -- the number in the dossier: written in a document of its own, after the board
  dossier text not null default 'none' check (
    dossier in ('none', 'to_write', 'written', 'to_take_back', 'taken_back')
  ),
  dossier_before text,
  ended_at timestamptz,
  ended_by text references app_user (id),
  ended_how text check (ended_how in ('undone', 'replaced'))
);
create unique index triage_decision_standing on triage_decision (card_id) where ended_at is null;
create index triage_decision_act on triage_decision (act);
create index triage_decision_campaign on triage_decision (campaign_id, at desc);
create index triage_decision_dossier on triage_decision (campaign_id) where dossier in ('to_write', 'to_take_back');

-- Pairs that somebody has said are not the same person: proposed no more, whatever extract comes next.
create table triage_refusal (
  card_id text not null,
  campaign_id text not null references campaign (id),
  -- `file:<number>` of i-milo, or `card:<id>`
  other text not null,
  by_user_id text not null references app_user (id),
  at timestamptz not null default now(),
  -- the decision that implied it: goes when that one is taken back
  decision_id bigint references triage_decision (id),
  primary key (card_id, other)
);
create index triage_refusal_campaign on triage_refusal (campaign_id);
