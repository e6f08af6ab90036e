-- The synchronised documents: a log per document, in commit order, and snapshots of it.
create table document (
  -- board/<campaign>, dossier/<card>, review/<id>
  id text primary key,
  kind text not null check (kind in ('board', 'dossier', 'review')),
  campaign_id text not null references campaign (id),
  -- grows when the document is rebuilt or the database went back in time; clients of an older one are reset (G12)
  epoch integer not null default 1,
  -- last number given under this row's lock: commit order is number order, without gaps (G8)
  head_seq bigint not null default 0,
  created_at timestamptz not null default now()
) with (fillfactor = 50);
create index document_campaign on document (campaign_id);

create table document_update (
  document_id text not null references document (id),
  epoch integer not null,
  seq bigint not null,
  -- the server's own re-encoded update, after garbage collection (G5): never a client's bytes
  bytes bytea not null,
  -- [{"user", "session", "client", "from", "to"}]: who wrote which structs (G5)
  authors jsonb not null,
  created_at timestamptz not null default now(),
  primary key (document_id, epoch, seq)
);
alter table document_update alter column bytes set storage external;

create table document_snapshot (
  document_id text not null references document (id),
  epoch integer not null,
  -- every row up to and with this number is inside
  seq bigint not null,
  -- Yjs update, V2 encoding
  bytes bytea not null,
  sha256 text not null,
  structs integer not null,
  clients integer not null,
  created_at timestamptz not null default now(),
  primary key (document_id, epoch, seq)
);
alter table document_snapshot alter column bytes set storage external;

-- Yjs client ids, leased by the server: small, re-used by the same person, fenced.
create table document_client (
  document_id text not null references document (id),
  client_id bigint not null,
  user_id text not null references app_user (id),
  session_id text,
  -- grows each time the id changes hands; an older holder is refused
  fence integer not null default 1,
  -- nobody else gets the id before this moment; connected sockets move it on
  leased_until timestamptz not null,
  primary key (document_id, client_id)
);
create index document_client_user on document_client (document_id, user_id);

-- What happened, in the words of the board. Append-only. Identity and contact values never stand here.
create table event (
  document_id text not null references document (id),
  seq bigint not null,
  -- order inside the update
  n integer not null,
  at timestamptz not null default now(),
  user_id text references app_user (id),
  card_id text,
  field text not null,
  -- key inside a root, for attempts and lanes
  key text,
  old jsonb,
  new jsonb,
  verdict text not null check (verdict in ('kept', 'rejected', 'superseded')),
  -- the refusal's or the loss's code
  code text,
  primary key (document_id, seq, n)
);
create index event_card on event (card_id, at);
