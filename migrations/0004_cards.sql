-- Projections of the documents: written with the log, in its transaction; a rebuild from the log gives the same rows (G7).
create table card (
  id text primary key,
  campaign_id text not null references campaign (id),
  last_name text not null,
  first_name text not null,
  -- names folded for search: no accents, lower case, "last first"
  search text not null,
  age integer,
  commune text,
  known text not null,
  stage text not null,
  lane_id text,
  officer_id text,
  -- compared byte by byte, as JavaScript compares
  rank text collate "C" not null,
  received_on date not null,
  due_on date,
  reached boolean not null default false,
  attempts integer not null default 0,
  incomplete boolean not null default false,
  closed boolean not null default false,
  import_id text,
  -- the whole board card, as its map holds it
  fields jsonb not null,
  -- last update that changed the row
  seq bigint not null
);
create index card_campaign on card (campaign_id, closed, due_on);
create index card_cell on card (campaign_id, lane_id, stage);

create table attempt (
  id text primary key,
  campaign_id text not null references campaign (id),
  card_id text not null,
  channel text not null,
  outcome text not null,
  at timestamptz not null,
  by_user_id text not null,
  number_id text,
  -- reason of the coordinator who voided it; null: it counts
  voided text,
  seq bigint not null
);
create index attempt_card on attempt (card_id);

-- Contact details and what identifies a person, from the dossier document. Served only to those who may open the card (P7).
create table dossier (
  card_id text primary key,
  campaign_id text not null references campaign (id),
  birth_date date,
  ine text,
  imilo_file text,
  email text,
  -- every readable number of the youth, E.164; the guardian's are not here
  phones text[] not null default '{}',
  -- compact folded names for matching: no spaces
  last_name_key text not null,
  first_name_key text not null,
  fields jsonb not null,
  numbers jsonb not null
);
create index dossier_names on dossier (campaign_id, last_name_key, first_name_key);
create index dossier_ine on dossier (campaign_id, ine);
create index dossier_phones on dossier using gin (phones);

-- Each opening of a dossier, each export, each import (P7). Ids only, apart from the history of the cards.
create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  user_id text not null,
  campaign_id text not null,
  action text not null,
  subject_id text
);
