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

-- Who had a list applied, and who took it back or gave it up: often another person than the one who sent it.
alter table import add column applied_by text references app_user (id);
alter table import add column undone_by text references app_user (id);
alter table import add column undone_at timestamptz;

-- What taking the list back has made of a card that it brought: an undo that is interrupted goes on with the others.
alter table import_row add column undone text check (undone in ('closed', 'left'));

-- Cards that stand beside a row are logged once an hour for whoever looks at them.
create index access_log_subject on access_log (subject_id, action, at);
