alter table a add column more text;

update a set more = note;
