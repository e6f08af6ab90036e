-- What each row of an applied list became; also what makes an interrupted import continue without doubling.
create table import_row (
  import_id text not null references import (id),
  line integer not null,
  card_id text not null,
  outcome text not null check (outcome in ('created', 'updated', 'withdrawn')),
  -- moment of the transaction that wrote the card: later events are people's
  at timestamptz not null default now(),
  primary key (import_id, line)
);
create index import_row_card on import_row (card_id);

-- What the last list said of a card, as hashes: tells a changed row from an unchanged one, and what a colleague has
-- typed since from what a list brought. Goes with the dossier when a person is erased.
create table card_listed (
  card_id text primary key,
  campaign_id text not null references campaign (id),
  received_on date not null,
  -- {"facts": {name: hash}, "phones": [hash]}
  said jsonb not null
);
create index card_listed_campaign on card_listed (campaign_id);
