package org.duban.notice.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.notice.Notice;
import org.jspecify.annotations.Nullable;

/** The tables {@code notice}, {@code lane} and {@code attempt} within one transaction. */
public final class NoticeTable {

    /** The lane of those whose recipient's channels are still to be asked for. */
    public static final String UNROUTED = "";

    private final Sql sql;

    public NoticeTable(Sql sql) {
        this.sql = sql;
    }

    /** The id the next new notice gets. */
    public long nextId() throws SQLException {
        return sql.number("select coalesce(max(id), 0) + 1 from notice");
    }

    /** False when its key is known already; nothing is added then. */
    public boolean insert(NoticeRow row) throws SQLException {
        return sql.update(
                        "insert into notice values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (key) do nothing",
                        row.id(),
                        row.key(),
                        row.person(),
                        row.kind().name(),
                        row.matter(),
                        row.obligation(),
                        row.forDue(),
                        row.title(),
                        row.body(),
                        row.items(),
                        row.createdAt(),
                        row.state().name(),
                        row.channel(),
                        row.contacts(),
                        row.contact(),
                        row.tries(),
                        row.notBefore(),
                        row.digest())
                == 1;
    }

    public @Nullable NoticeRow get(long id) throws SQLException {
        return sql.first("select " + NoticeRow.COLUMNS + " from notice n where n.id = ?", NoticeRow::of, id);
    }

    /** @param condition what follows {@code where}, on {@code n}, with its order and limit */
    public List<NoticeRow> find(String condition, @Nullable Object... values) throws SQLException {
        return sql.all("select " + NoticeRow.COLUMNS + " from notice n where " + condition, NoticeRow::of, values);
    }

    /** As people see them, each with its last attempt; {@code condition} as in {@link #find}. */
    public List<Notice> notices(String condition, @Nullable Object... values) throws SQLException {
        List<Notice> found = new ArrayList<>();
        for (NoticeRow row : find(condition, values)) {
            found.add(row.notice(attempts("where notice = ? order by seq desc limit 1", row.id())));
        }
        return found;
    }

    /** The first in a lane; null when nothing waits there. */
    public @Nullable NoticeRow head(String channel, String person) throws SQLException {
        return sql.first(
                "select " + NoticeRow.COLUMNS
                        + " from notice n where n.state = 'PENDING' and n.channel = ? and n.person = ?"
                        + " order by n.id limit 1",
                NoticeRow::of,
                channel,
                person);
    }

    /** The members of a digest that are still in it, in order. */
    public List<NoticeRow> members(long digest) throws SQLException {
        return find("n.digest = ? and n.digest > 0 and n.state = 'MERGED' order by n.id", digest);
    }

    /** To another state, out of every lane. */
    public void end(long id, Notice.State state) throws SQLException {
        sql.update("update notice set state = ?, not_before = null where id = ?", state.name(), id);
    }

    /** Has it wait with its channel until an instant. */
    public void waitUntil(long id, int tries, long notBefore) throws SQLException {
        sql.update("update notice set tries = ?, not_before = ? where id = ?", tries, notBefore, id);
    }

    /** Has it wait for a channel; {@code contacts} is the list it is a place in. */
    public void queue(long id, String channel, String contacts, int contact) throws SQLException {
        sql.update(
                "update notice set state = 'PENDING', channel = ?, contacts = ?, contact = ?, tries = 0, not_before = null"
                        + " where id = ?",
                channel,
                contacts,
                contact,
                id);
    }

    public void attempt(long id, Instant at, String channel, Notice.Outcome outcome, String detail)
            throws SQLException {
        sql.update(
                "insert into attempt select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ? from attempt where notice = ?",
                id,
                at.toEpochMilli(),
                channel,
                outcome.name(),
                detail,
                id);
    }

    /** All attempts of a notice in order. */
    public List<Notice.Attempt> attempts(long id) throws SQLException {
        return attempts("where notice = ? order by seq", id);
    }

    private List<Notice.Attempt> attempts(String condition, long id) throws SQLException {
        return sql.all(
                "select at, channel, outcome, detail from attempt " + condition,
                row -> new Notice.Attempt(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        Notice.Outcome.valueOf(row.getString(3)),
                        row.getString(4)),
                id);
    }

    /**
     * Brings a lane up to date after notices came or went: when its first notice may be tried, or no lane at all. Lanes whose first may be
     * tried at once take turns.
     */
    public void settle(String channel, String person, Instant now) throws SQLException {
        Long next = sql.first(
                "select coalesce(not_before, ?) from notice where state = 'PENDING' and channel = ? and person = ?"
                        + " order by id limit 1",
                row -> row.getLong(1),
                now.toEpochMilli(),
                channel,
                person);
        if (next == null) {
            sql.update("delete from lane where channel = ? and person = ?", channel, person);
        } else {
            postpone(channel, person, next);
        }
    }

    /** Has a whole lane wait. */
    public void postpone(String channel, String person, long until) throws SQLException {
        sql.update(
                "insert into lane values (?, ?, ?) on conflict (channel, person) do update set next_at = excluded.next_at",
                channel,
                person,
                until);
    }

    /**
     * The clock may have been wrong when waits began: what is held is looked at again now, and nothing pending waits longer than can
     * have been meant.
     */
    public void doubtWaits(Instant now, Duration longest) throws SQLException {
        long most = now.plus(longest).toEpochMilli();
        sql.update("update notice set not_before = ? where state = 'HELD'", now.toEpochMilli());
        sql.update(
                "update notice set not_before = null where state = 'PENDING' and not_before > ?"
                        + " and exists (select 1 from lane where lane.channel = notice.channel"
                        + " and lane.person = notice.person and lane.next_at > ?)",
                most,
                most);
        sql.update("update lane set next_at = ? where next_at > ?", now.toEpochMilli(), most);
    }

    /** The recipients whose lanes may go on, those that have waited longest first. */
    public List<String> due(String channel, Instant now, int limit) throws SQLException {
        return sql.all(
                "select person from lane where channel = ? and next_at <= ? order by next_at, person limit ?",
                row -> row.getString(1),
                channel,
                now.toEpochMilli(),
                limit);
    }

    /** The channels somebody waits for, {@link #UNROUTED} not among them. */
    public List<String> channels() throws SQLException {
        // Distinct would look at every lane; this at one a channel.
        return sql.all("""
                with recursive found (channel) as (
                  select min(channel) from lane where channel > ''
                  union all
                  select (select min(lane.channel) from lane where lane.channel > found.channel)
                  from found where found.channel is not null
                )
                select channel from found where channel is not null""", row -> row.getString(1));
    }

    /**
     * Whether the matter has moved on since: the obligation a notice is about no longer runs with that due date.
     *
     * @return false for a notice that stands whatever happens
     */
    public boolean movedOn(NoticeRow row) throws SQLException {
        if (row.forDue() == null) {
            return false;
        }
        return sql.first(
                        "select 1 from timer where matter = ? and obligation = ? and running = 1 and due_on = ?",
                        found -> true,
                        row.matter(),
                        row.obligation(),
                        row.forDue())
                == null;
    }
}
