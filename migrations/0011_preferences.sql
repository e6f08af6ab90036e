-- What one person has set for a campaign's board (folded lanes, saved views): ids and coded choices, no names of youths.
create table preference (
  campaign_id text not null references campaign (id),
  user_id text not null references app_user (id),
  -- preferences of shared/contracts/preferences.ts
  value jsonb not null,
  primary key (campaign_id, user_id)
);
