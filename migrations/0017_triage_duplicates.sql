-- Numbers that a duplicate's card knew and the card that stays did not: brought over to its dossier, by their keys there, so
-- that the undo can take back those that nobody has called or judged.
alter table triage_decision add column numbers text[] not null default '{}';
