-- Texts that come again and again (people, types of events, kinds of streams), stored once.
create table journal_word (
  id integer primary key,
  text text not null unique
);

-- A history; its id is the position of its first event.
create table journal_stream (
  id integer primary key,
  kind integer not null references journal_word,
  name text not null,
  unique (name, kind)
);

-- The feed. "at" is milliseconds since 1970; "body" is JSON, as it is or packed; "hash" is the link of the chain.
create table journal_event (
  position integer primary key,
  stream integer not null references journal_stream,
  version integer not null,
  at integer not null,
  actor integer not null references journal_word,
  type integer not null references journal_word,
  body blob not null,
  hash blob not null
);

create unique index journal_event_stream on journal_event (stream, version);

-- The newest event, so that one cut off at the end is missed.
create table journal_head (
  id integer primary key check (id = 1),
  position integer not null,
  hash blob not null
);

insert into journal_head (id, position, hash) values (1, 0, zeroblob(32));

-- Last number taken from a series.
create table journal_series (
  id text not null,
  year integer not null,
  last integer not null,
  primary key (id, year)
) without rowid;

-- Digests of idempotency keys, and the events each led to.
create table journal_once (
  key blob primary key,
  fingerprint blob not null,
  position integer not null,
  events integer not null
) without rowid;

-- Read tables; version 0 when their rows are not those of the journal's head.
create table journal_projection (
  name text primary key,
  version integer not null,
  definition text not null
) without rowid;
