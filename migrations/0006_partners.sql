-- [P5] A partner's people read the cards referred to their organisation, and no others.
alter table membership add column partner_id text references partner (id);
alter table membership add constraint membership_partner check (partner_id is null or role = 'partner');

-- Lists of cards go by name, byte by byte, so that a page starts where the one before it ended.
create index card_names on card (campaign_id, (search collate "C"), (id collate "C"));
