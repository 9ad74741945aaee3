-- One table; a text with a semicolon; in it.
create table a (
  id integer primary key,
  note text default 'x;y'
);

insert into a (id) values (1);
