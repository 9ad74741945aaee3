package org.duban.notice.internal.deliver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.duban.api.notice.Inbox.Entry;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.store.Json;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.Sql;

/** The table {@code inbox} within one transaction. */
final class InboxTable {

    private final Sql sql;

    InboxTable(Sql sql) {
        this.sql = sql;
    }

    /** What is there by that key already stays as it is. */
    void put(NoticeRow notice) throws SQLException {
        put(
                notice.key(),
                notice.person(),
                notice.kind(),
                notice.title(),
                notice.body(),
                notice.items(),
                notice.createdAt());
    }

    void put(String key, String person, NoticeKind kind, String title, String body, String items, long at)
            throws SQLException {
        // An id of its own: what was tried elsewhere first arrives late, and must not be taken for read with those
        // before it.
        sql.update(
                "insert into inbox select coalesce(max(id), 0) + 1, ?, ?, ?, ?, ?, ?, ?, null from inbox where true"
                        + " on conflict (key) do nothing",
                key,
                person,
                kind.name(),
                title,
                body,
                items,
                at);
    }

    /** A person's entries, the newest first. */
    List<Entry> list(String person, boolean unreadOnly, long before, int limit) throws SQLException {
        return sql.all(
                "select id, kind, title, body, items, at, read_at from inbox where person = ? and id < ?"
                        + (unreadOnly ? " and read_at is null" : "") + " order by id desc limit ?",
                InboxTable::entry,
                person,
                before == 0 ? Long.MAX_VALUE : before,
                limit);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        long read = row.getLong(7);
        Instant readAt = row.wasNull() ? null : Instant.ofEpochMilli(read);
        return new Entry(
                row.getLong(1),
                NoticeKind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Json.items(row.getString(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                readAt);
    }

    int unread(String person) throws SQLException {
        return (int) sql.number("select count(*) from inbox where person = ? and read_at is null", person);
    }

    void markRead(String person, long id, Instant now) throws SQLException {
        sql.update(
                "update inbox set read_at = ? where id = ? and person = ? and read_at is null",
                now.toEpochMilli(),
                id,
                person);
    }

    void markAllRead(String person, long upTo, Instant now) throws SQLException {
        sql.update(
                "update inbox set read_at = ? where person = ? and id <= ? and read_at is null",
                now.toEpochMilli(),
                person,
                upTo);
    }
}
