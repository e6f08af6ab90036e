-- What the file says in the columns that are imported, in their order: a row is corrected field by field, and handed back as
-- it came. Goes with the names of the row.
alter table import_line add column cells text[];
