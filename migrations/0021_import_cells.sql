-- What the file says in the columns that are imported, in their order: a row is corrected field by field, and handed back as
-- it came. Goes with the names of the row.
alter table import_line add column cells text[];

-- How the lists of a source count levels of schooling, once somebody has said it.
create table level_scale (
  campaign_id text not null references campaign (id),
  source text not null,
  -- old: VI to I; new: 1 to 8, since 2019
  scale text not null check (scale in ('old', 'new')),
  primary key (campaign_id, source)
);
