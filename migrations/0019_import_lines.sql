-- The rows of a preview, one by one: a list of 60,000 is shown by pages, and a corrected cell writes one row. What a row
-- says of people goes when its list is applied (rows in error: 30 days later), given up or taken back.
create table import_line (
  import_id text not null references import (id) on delete cascade,
  -- as a spreadsheet numbers it
  line integer not null,
  outcome text not null,
  reason text,
  -- to be looked at, whoever looks: a fault that can be corrected, a doubtful value
  look boolean not null,
  -- somebody of the file or of the campaign may be the same youth, and nobody has decided
  open boolean not null,
  -- other campaigns in which somebody may be: told to those who coordinate them [P1]
  elsewhere text[] not null,
  -- repeated in the file, or decided by a person
  settled boolean not null,
  -- to be oriented to the CIO
  to_cio boolean not null,
  -- it still says who the youth is
  named boolean not null,
  -- importRow
  row jsonb not null,
  primary key (import_id, line)
);
create index import_line_named on import_line (import_id) where named;

-- What taking a list back has left on the board, by card and line: people still have to look at it the day after.
alter table import add column taken_back jsonb;

insert into import_line
select
  i.id,
  (row ->> 'line')::int,
  row ->> 'outcome',
  row ->> 'reason',
  coalesce(row ->> 'reason' in ('bad-date', 'missing-identity', 'unreadable-phone-only'), false)
    or (row ->> 'outcome' <> 'notCarded' and row -> 'notes' <> '[]'),
  coalesce(row -> 'decision', 'null') = 'null'
    and coalesce(row -> 'alike' @? '$[*] ? (@.where != "elsewhere" && @.certain == false)', false),
  case
    when coalesce(row -> 'decision', 'null') <> 'null' then '{}'
    else array(
      select distinct campaign #>> '{}'
      from jsonb_path_query(coalesce(row -> 'alike', '[]'), '$[*].campaign.id') campaign
    )
  end,
  coalesce(row ->> 'reason' = 'duplicate-in-file', false)
    or coalesce(row -> 'decision', 'null') <> 'null',
  coalesce(row -> 'notes' @? '$[*] ? (@.code == "orient-cio")', false),
  coalesce(row ->> 'lastName', row ->> 'firstName', row ->> 'phone') is not null,
  '{"changes": [], "alike": [], "decision": null}' || row
from import i, jsonb_array_elements(coalesce(i.preview -> 'rows', '[]')) row;

update import set preview = preview - 'rows';
