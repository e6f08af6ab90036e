-- Telling people: notices in the application, and the mails that say the same in counts. Both are written in the
-- transaction of the change they tell of. Ids of cards only: no name, no contact detail.

-- the language a person reads the screen in; mails are written in it
alter table app_user add column language text not null default 'fr' check (language in ('fr', 'en'));

create table notice (
  id bigint generated always as identity primary key,
  -- who is told
  user_id text not null references app_user (id) on delete cascade,
  campaign_id text not null references campaign (id) on delete cascade,
  kind text not null check (
    kind in ('arrived', 'assigned', 'copied', 'handed_over', 'accepted', 'returned', 'sent_back')
  ),
  -- the lane the cards are in now; null: none
  lane_id text references lane (id),
  by_user_id text not null references app_user (id),
  -- as long as it is unread, later cards of the same kind, lane and author are added to it
  cards text[] not null,
  at timestamptz not null,
  read_at timestamptz
);
create unique index notice_unread on notice (user_id, campaign_id, kind, coalesce(lane_id, ''), by_user_id)
where read_at is null;
create index notice_user on notice (user_id, at desc);

create table mail (
  id bigint generated always as identity primary key,
  user_id text not null references app_user (id) on delete cascade,
  campaign_id text not null references campaign (id) on delete cascade,
  kind text not null check (kind in ('digest', 'invitation')),
  -- waiting: a digest still takes cards in; held: there was no SMTP server to give it to; failed: given up
  state text not null default 'waiting' check (
    state in ('waiting', 'sending', 'retrying', 'sent', 'held', 'failed')
  ),
  created_at timestamptz not null default now(),
  -- next try; while it is being sent, when another process may take it for abandoned
  due_at timestamptz not null,
  attempts integer not null default 0,
  -- code of the last failure, as the network or the SMTP server gave it
  error text,
  sent_at timestamptz
);
create unique index mail_waiting on mail (user_id, campaign_id, kind) where state = 'waiting';
create index mail_due on mail (due_at) where state in ('waiting', 'sending', 'retrying');
create index mail_campaign on mail (campaign_id, id desc);

-- What a digest counts.
create table mail_card (
  mail_id bigint not null references mail (id) on delete cascade,
  kind text not null,
  lane_id text references lane (id),
  card_id text not null,
  primary key (mail_id, card_id, kind)
);
