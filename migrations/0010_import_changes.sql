-- What an import changed of cards that stood there before it: enough to take it back while nobody has changed it since.
-- Personal, like what it restores: it goes with the undo, 30 days after the import, and with the person's erasure.
create table import_change (
  import_id text not null references import (id),
  card_id text not null,
  -- the document that was written; each part is kept in the transaction that writes it
  part text not null check (part in ('dossier', 'board')),
  -- {"fields": {name: {"before": value, "wrote": hash}}, "numbers": [id], "said": {...}}
  before jsonb not null,
  primary key (import_id, card_id, part)
);
create index import_change_card on import_change (card_id);
