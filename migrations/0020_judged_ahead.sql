-- Updates are judged against the document in memory and kept by one statement, if nothing has moved meanwhile (G1, G8, G9).

-- How often the rights of a campaign have changed: who judged with those of before is told so when it wants to keep.
create table campaign_rights (
  campaign_id text primary key references campaign (id) on delete cascade,
  version bigint not null default 0
);
insert into campaign_rights (campaign_id) select id from campaign;

create function begin_rights() returns trigger language plpgsql as $$
begin
  insert into campaign_rights (campaign_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger campaign_begins after insert on campaign
  for each row execute function begin_rights();

-- Everything that `readActors` reads of a person. At the end of their transactions, so that nobody waits for a lock with it.
create function count_rights() returns trigger language plpgsql as $$
declare
  touched text[];
begin
  if tg_table_name = 'campaign' then
    touched := array[new.id];
  elsif tg_table_name = 'lane_manager' then
    touched := array(select campaign_id from lane where id in (old.lane_id, new.lane_id));
  else
    touched := array[old.campaign_id, new.campaign_id];
  end if;
  update campaign_rights set version = version + 1 where campaign_id = any(touched);
  return null;
end $$;
create constraint trigger rights_of_membership after insert or update or delete on membership
  deferrable initially deferred for each row execute function count_rights();
create constraint trigger rights_of_manager after insert or update or delete on lane_manager
  deferrable initially deferred for each row execute function count_rights();
create constraint trigger rights_of_lane after insert or update or delete on lane
  deferrable initially deferred for each row execute function count_rights();
create constraint trigger rights_of_template after update of template on campaign
  deferrable initially deferred for each row execute function count_rights();

-- A change is written for a member of the campaign, whose rights the same transaction has checked: looking the person up
-- once more for each row of the history was the dearest part of writing it.
alter table event drop constraint event_user_id_fkey;
create function stays_in_history() returns trigger language plpgsql as $$
begin
  if exists (select 1 from event where user_id = old.id) then
    raise exception 'who stands in the history is not deleted' using errcode = '23503';
  end if;
  return old;
end $$;
create trigger user_stays_in_history before delete on app_user
  for each row execute function stays_in_history();

-- A card that moves inside its lane changes no index: its row is written beside the old one, on the same page.
drop index card_campaign;
drop index card_cell;
create index card_lane on card (campaign_id, lane_id);
alter table card set (fillfactor = 70);

-- Keeps one update with its history and the changed columns of its cards, if the document, the rights and the leases are
-- still what it was judged with; else nothing is written, and `verdict` says what has moved. Lists come as one text, their
-- parts divided by U+001F, an absent part empty: read many times faster than arrays or records of JSON.
create function keep_update(
  in_document text,
  in_epoch integer,
  in_seq bigint,
  in_rights bigint,
  in_lease_moves bigint,
  in_clients text,
  in_holders text,
  in_at timestamptz,
  in_bytes bytea,
  in_authors jsonb,
  event_ats text,
  event_users text,
  event_cards text,
  event_fields text,
  event_keys text,
  event_olds text,
  event_news text,
  event_verdicts text,
  event_codes text,
  card_ids text,
  card_knowns text,
  card_stages text,
  card_lanes text,
  card_officers text,
  card_ranks text,
  card_dues text,
  card_incompletes text,
  card_closeds text,
  card_patches text,
  out verdict text,
  out lease_moves bigint
) language plpgsql as $$
declare
  unit constant text := chr(31);
  head document%rowtype;
  found_rights bigint;
  cards constant text[] := string_to_array(card_ids, unit);
  written integer;
begin
  select * into head from document where id = in_document for update;
  lease_moves := head.lease_moves;
  if head.epoch is distinct from in_epoch or head.head_seq <> in_seq - 1 then
    verdict := 'head';
    return;
  end if;
  -- A change of rights that is under way waits for this commit, or this one sees it.
  select version into found_rights from campaign_rights where campaign_id = head.campaign_id for share;
  if found_rights is distinct from in_rights then
    verdict := 'rights';
    return;
  end if;
  if head.lease_moves > in_lease_moves and exists (
    select 1
    from unnest(string_to_array(in_clients, unit)::bigint[], string_to_array(in_holders, unit)) as w (client, holder)
    where not exists (
      select 1 from document_client c
      where c.document_id = in_document and c.client_id = w.client and c.holder = w.holder
    )
  ) then
    verdict := 'lease';
    return;
  end if;
  insert into document_update (document_id, epoch, seq, bytes, authors)
  values (in_document, in_epoch, in_seq, in_bytes, in_authors);
  update document set head_seq = in_seq where id = in_document;
  insert into event (document_id, seq, n, at, user_id, card_id, field, key, old, new, verdict, code)
  select
    in_document, in_seq, e.n - 1, coalesce(e.at::timestamptz, in_at), e.user_id, e.card_id, e.field, e.key,
    e.old::jsonb, e.new::jsonb, e.verdict, e.code
  from unnest(
    string_to_array(event_users, unit),
    string_to_array(event_ats, unit, ''),
    string_to_array(event_cards, unit, ''),
    string_to_array(event_fields, unit),
    string_to_array(event_keys, unit, ''),
    string_to_array(event_olds, unit, ''),
    string_to_array(event_news, unit, ''),
    string_to_array(event_verdicts, unit),
    string_to_array(event_codes, unit, '')
  ) with ordinality as e (user_id, at, card_id, field, key, old, new, verdict, code, n);
  if cardinality(cards) > 0 then
    update card c
    set
      known = p.known,
      stage = p.stage,
      lane_id = p.lane,
      officer_id = p.officer,
      rank = p.rank,
      due_on = p.due::date,
      incomplete = p.incomplete::boolean,
      closed = p.closed::boolean,
      fields = c.fields || p.patch::jsonb,
      seq = in_seq
    from unnest(
      cards,
      string_to_array(card_knowns, unit),
      string_to_array(card_stages, unit),
      string_to_array(card_lanes, unit, ''),
      string_to_array(card_officers, unit, ''),
      string_to_array(card_ranks, unit),
      string_to_array(card_dues, unit, ''),
      string_to_array(card_incompletes, unit),
      string_to_array(card_closeds, unit),
      string_to_array(card_patches, unit)
    ) as p (id, known, stage, lane, officer, rank, due, incomplete, closed, patch)
    where c.id = p.id;
    get diagnostics written = row_count;
    if written <> cardinality(cards) then
      raise exception 'a card has no row' using errcode = 'RL001';
    end if;
  end if;
  verdict := 'kept';
end $$;
