-- What a duplicate's card knew and the card that stays did not, brought over to it: {"dossier": {fact: hash of what was
-- written}, "board": the same, "numbers": {key: status}, "tags": [tag]}. Facts by leaf (`address.lines`); nothing stood
-- there, so that the undo empties what still stands as it was written.
alter table triage_decision add column brought jsonb not null default '{}';
-- Commits of the other card's dossier that wrote or took back what was brought: nobody's work there.
alter table triage_decision add column brought_seqs bigint[] not null default '{}';
update triage_decision
set brought = jsonb_build_object(
  'numbers',
  (select jsonb_object_agg(id, 'untried') from unnest(numbers) as id)
)
where cardinality(numbers) > 0;
alter table triage_decision drop column numbers;
