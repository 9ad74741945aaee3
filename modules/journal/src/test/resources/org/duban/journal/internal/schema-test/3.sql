insert into a (id) values (2);

insert into a (id) values (2);
