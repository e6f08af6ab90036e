-- [A5] Youths who asked not to be contacted any more, as keyed hashes of what tells a person (names and birth date, pupil
-- number, i-milo file, names and phone): a later list can be held against them, and nobody can read whom they are. The
-- key is in `server_secret`. They stay when the person's card is erased: that is what they are for.
create table opposition (
  campaign_id text not null references campaign (id),
  hash text not null,
  -- the card that asked, so that an opposition noted by mistake can be lifted
  card_id text not null,
  since timestamptz not null default now(),
  primary key (campaign_id, hash, card_id)
);
create index opposition_card on opposition (card_id);

-- What a person chose for a column, by the source that sends such lists and the column's name: next week's list needs no
-- choice, also when a column was added or moved. Replaces `import_mapping`, which knew whole headers only.
create table column_choice (
  campaign_id text not null references campaign (id),
  source text not null,
  -- folded name; `#2` after it for a second column of one name
  header text not null,
  -- null: do not import
  field text,
  updated_at timestamptz not null default now(),
  primary key (campaign_id, source, header)
);
drop table import_mapping;
