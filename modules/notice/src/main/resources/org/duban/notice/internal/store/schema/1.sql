-- Days are days since 1970-01-01, instants milliseconds since then, flags 0 or 1, enums their names.

-- Single facts. position: of the feed, up to which everything below is true. calendar: the version by which all was last counted again.
-- history: what was there when the feed was first read, and from which instant on it is told.
create table fact (
  name text not null primary key,
  value text not null
);

-- Matters that couldn't be dealt with: their events from the position on wait, and so do their timers, until not_before.
create table retry (
  matter text not null primary key,
  since bigint not null,
  not_before bigint not null
);

-- One row for each obligation of a matter that goes on. fire_at: when the next step of the ladder is due; null while none is.
-- due_on: the due date the row is about. taken: ids of the steps taken for that due date and @ with the day up to which periodic reports
-- were looked at, separated by spaces. counted: whether the due date was counted, so that a calendar can move it; calendar: the version by
-- which due date and fire_at were last looked at.
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
create index timer_calendar on timer (calendar) where running = 1;

-- Every notice ever raised. for_due: the due date it is about, so that it is not sent when the matter has moved on; null when it stands
-- whatever happens. contacts: the recipient's channels as they were at the first try, JSON [[channel, address], ...]; empty before.
-- contact: place, from 0, in that list it is now at. tries: tries with that channel. channel: where it is in that list; empty while
-- the recipient's channels are still to be asked for. digest: id of the digest it went out in, else 0.
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
  contacts text not null,
  contact integer not null,
  tries integer not null,
  not_before bigint,
  digest bigint not null
);
create index notice_matter on notice (matter, id);
create index notice_person on notice (person, id);
create index notice_lane on notice (channel, person, id) where state = 'PENDING';
create index notice_held on notice (person, id) where state = 'HELD';
create index notice_release on notice (not_before) where state = 'HELD';
create index notice_dead on notice (id) where state = 'DEAD';
create index notice_digest on notice (digest) where digest > 0;

-- The recipients of a channel who have pending notices, so that the next one to send costs no search; order is kept within a lane.
-- next_at: when the first of them may be tried. The lanes of the channel '' wait for the recipient's channels to be asked for.
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

-- How many messages with reminders a person got on the last day with one, and when the last one was released.
create table budget (
  person text not null primary key,
  day integer not null,
  messages integer not null,
  last_at bigint not null
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
