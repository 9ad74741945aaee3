package org.duban.cli;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.api.notice.Notice;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a notice database, as of one instant.
 *
 * @param held held for working hours or a digest
 * @param channels pending notices by the channel they wait for; {@link NoticeTable#UNROUTED} for those that have none yet
 * @param oldestPending when the oldest of them was raised; null when none waits
 * @param dead how many are undeliverable
 * @param undelivered the oldest of those, each with its last attempt
 */
record Queues(
        long held, Map<String, Long> channels, @Nullable Instant oldestPending, long dead, List<Notice> undelivered) {

    static Queues of(Sql sql, NoticeTable table, int limit) throws SQLException {
        Map<String, Long> channels = new TreeMap<>();
        sql.all(
                        "select channel, count(*) from notice where state = 'PENDING' group by channel",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(each -> channels.put(each.getKey(), each.getValue()));
        return new Queues(
                sql.number("select count(*) from notice where state = 'HELD'"),
                channels,
                sql.first(
                        "select created_at from notice where id = (select min(id) from notice where state = 'PENDING')",
                        row -> Instant.ofEpochMilli(row.getLong(1))),
                sql.number("select count(*) from notice where state = 'DEAD'"),
                table.notices("n.state = 'DEAD' order by n.id limit ?", limit));
    }

    long pending() {
        return channels.values().stream().mapToLong(Long::longValue).sum();
    }
}
