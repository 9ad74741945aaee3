-- Days are days since 1970-01-01, instants milliseconds since then, flags 0 or 1, enums their names.

-- Single facts: position (of the feed, up to which everything below is true), calendar (version up to which due dates were counted again).
create table fact (
  name text not null primary key,
  value text not null
);

-- One row for each obligation of a matter that goes on. fire_at: when the next step of the ladder is due; null while none is.
-- due_on: the due date the row is about. taken: ids of the steps taken or passed over for that due date, separated by spaces.
-- counted: whether the due date was counted, so that a calendar can move it; calendar: the version it was last counted by.
-- facts: what a notice says and whom it may go to, JSON, so that a due step loads no matter.
create table timer (
  matter text not null,
  obligation integer not null,
  running integer not null,
  due_on integer not null,
  fire_at bigint,
  taken text not null,
  counted integer not null,
  calendar text not null,
  facts text not null,
  primary key (matter, obligation)
);
create index timer_due on timer (fire_at) where fire_at is not null;
create index timer_calendar on timer (calendar) where counted = 1;

-- Every notice ever raised. for_due: the due date it is about, so that it is not sent when the matter has moved on; null when it stands
-- whatever happens. contact: place, from 0, in the recipient's list of channels it is now at. tries: tries with that channel.
create table notice (
  id bigint not null primary key,
  key text not null unique,
  person text not null,
  kind text not null,
  matter text,
  obligation integer not null,
  for_due integer,
  title text not null,
  body text not null,
  items text not null,
  created_at bigint not null,
  state text not null,
  channel text not null,
  contact integer not null,
  tries integer not null,
  not_before bigint,
  digest bigint not null
);
create index notice_matter on notice (matter, id);
create index notice_person on notice (person, id);
create index notice_lane on notice (channel, person, id) where state = 'PENDING';
create index notice_held on notice (not_before, person, id) where state = 'HELD';
create index notice_dead on notice (id) where state = 'DEAD';
create index notice_digest on notice (digest) where digest > 0;

-- The recipients of a channel who have pending notices, so that the next one to send costs no search; order is kept within a lane.
create table lane (
  channel text not null,
  person text not null,
  next_at bigint not null,
  primary key (channel, person)
);
create index lane_next on lane (channel, next_at);

-- What was tried, or done by a person.
create table attempt (
  notice bigint not null,
  seq integer not null,
  at bigint not null,
  channel text not null,
  outcome text not null,
  detail text not null,
  primary key (notice, seq)
);

-- How many messages a person got on a day.
create table budget (
  person text not null,
  day integer not null,
  messages integer not null,
  primary key (person, day)
);

-- The in-app inbox.
create table inbox (
  id bigint not null primary key,
  key text not null unique,
  person text not null,
  kind text not null,
  title text not null,
  body text not null,
  items text not null,
  at bigint not null,
  read_at bigint
);
create index inbox_person on inbox (person, id);
create index inbox_unread on inbox (person, id) where read_at is null;
