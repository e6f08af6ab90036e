-- Who holds a leased client id, across all processes of one database: one socket at a time (G4).
create unlogged table sync_process (
  id text primary key,
  -- moved on every second; a process that is silent for five seconds holds nothing open
  seen_at timestamptz not null default now()
);

alter table document_client
  -- the socket whose writes are kept; null: nobody's are. Stays after a cut, for what still waits in its room's queue
  add column holder text,
  -- the process that has that socket open; null once it has closed
  add column held_by text;

-- grows each time an id is taken from a holder, under this row's lock: a commit looks holders up only when it has grown
alter table document add column lease_moves bigint not null default 0;
