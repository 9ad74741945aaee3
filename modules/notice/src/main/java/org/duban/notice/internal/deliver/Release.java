package org.duban.notice.internal.deliver;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.deliver.Holding.Spent;
import org.duban.notice.internal.store.Json;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;
import org.jspecify.annotations.Nullable;

/** Lets held notices go when it is time: alone, in a digest, or not at all when the matter has moved on. */
final class Release {

    private static final int NOTICES_AT_ONCE = 1000;

    private final NoticeStore store;
    private final Holding holding;

    Release(NoticeStore store, Holding holding) {
        this.store = store;
        this.holding = holding;
    }

    /** Lets some of those go whose time has come; false when there are none left. */
    boolean run(Instant now) {
        List<String> people = store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return sql.all(
                        "select distinct person from (select person from notice where state = 'HELD' and not_before <= ?"
                                + " order by not_before limit " + NOTICES_AT_ONCE + ") as due order by person",
                        row -> row.getString(1),
                        now.toEpochMilli());
            }
        });
        if (people.isEmpty()) {
            return false;
        }
        Instant opening = holding.opening(now);
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                for (String person : people) {
                    release(sql, table, person, now, opening);
                }
            }
            return people;
        });
        return true;
    }

    private void release(Sql sql, NoticeTable table, String person, Instant now, Instant opening) throws SQLException {
        List<NoticeRow> reminders = new ArrayList<>();
        boolean reminderDue = false;
        boolean released = false;
        for (NoticeRow row : table.find("n.state = 'HELD' and n.person = ? order by n.id", person)) {
            boolean due = row.notBefore() == null || row.notBefore() <= now.toEpochMilli();
            if (holding.isReminder(row.kind())) {
                reminders.add(row);
                reminderDue |= due;
            } else if (due && stillNeeded(table, row, now)) {
                if (opening.isAfter(now)) {
                    hold(table, row, opening);
                } else {
                    table.queue(row.id(), NoticeTable.UNROUTED, "", 0);
                    released = true;
                }
            }
        }
        if (reminderDue) {
            released |= releaseReminders(sql, table, person, reminders, now);
        }
        if (released) {
            table.settle(NoticeTable.UNROUTED, person, now);
        }
    }

    /** All or none: what is held waits for the same moment, whenever it came. */
    private boolean releaseReminders(Sql sql, NoticeTable table, String person, List<NoticeRow> held, Instant now)
            throws SQLException {
        Instant at = holding.release(now, spent(sql, person));
        if (at.isAfter(now)) {
            for (NoticeRow row : held) {
                hold(table, row, at);
            }
            return false;
        }
        List<NoticeRow> needed = new ArrayList<>();
        for (NoticeRow row : held) {
            if (stillNeeded(table, row, now)) {
                needed.add(row);
            }
        }
        if (needed.isEmpty()) {
            return false;
        }
        if (needed.size() == 1) {
            table.queue(needed.get(0).id(), NoticeTable.UNROUTED, "", 0);
        } else {
            merge(sql, table, person, needed, now);
        }
        sql.update("""
                insert into budget values (?, ?, 1, ?) on conflict (person) do update set
                  messages = case when budget.day = excluded.day then budget.messages + 1 else 1 end,
                  day = excluded.day, last_at = excluded.last_at""", person, holding.day(now), now.toEpochMilli());
        return true;
    }

    private static @Nullable Spent spent(Sql sql, String person) throws SQLException {
        return sql.first(
                "select day, messages, last_at from budget where person = ?",
                row -> new Spent(row.getLong(1), row.getInt(2), Instant.ofEpochMilli(row.getLong(3))),
                person);
    }

    private static void merge(Sql sql, NoticeTable table, String person, List<NoticeRow> members, Instant now)
            throws SQLException {
        Digest digest = Digest.of(members);
        long id = table.nextId();
        table.insert(new NoticeRow(
                id,
                "digest/" + id,
                person,
                NoticeKind.DIGEST,
                null,
                0,
                null,
                digest.title(),
                digest.text(),
                Json.items(digest.items()),
                now.toEpochMilli(),
                State.PENDING,
                NoticeTable.UNROUTED,
                "",
                0,
                0,
                null,
                0));
        for (NoticeRow member : members) {
            sql.update(
                    "update notice set state = 'MERGED', digest = ?, not_before = null where id = ?", id, member.id());
        }
    }

    private static boolean stillNeeded(NoticeTable table, NoticeRow row, Instant now) throws SQLException {
        if (!table.movedOn(row)) {
            return true;
        }
        Delivery.cancel(table, row, now);
        return false;
    }

    private static void hold(NoticeTable table, NoticeRow row, Instant until) throws SQLException {
        table.waitUntil(row.id(), 0, until.toEpochMilli());
    }
}
