package org.duban.notice.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.Notice;
import org.duban.api.notice.NoticeKind;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code notice}; its columns are explained in the schema. */
public record NoticeRow(
        long id,
        String key,
        String person,
        NoticeKind kind,
        @Nullable String matter,
        int obligation,
        @Nullable Long forDue,
        String title,
        String body,
        String items,
        long createdAt,
        Notice.State state,
        String channel,
        String contacts,
        int contact,
        int tries,
        @Nullable Long notBefore,
        long digest) {

    static final String COLUMNS = "n.id, n.key, n.person, n.kind, n.matter, n.obligation, n.for_due, n.title, n.body,"
            + " n.items, n.created_at, n.state, n.channel, n.contacts, n.contact, n.tries, n.not_before, n.digest";

    static NoticeRow of(ResultSet row) throws SQLException {
        return new NoticeRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                NoticeKind.valueOf(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                nullable(row, 7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getLong(11),
                Notice.State.valueOf(row.getString(12)),
                row.getString(13),
                row.getString(14),
                row.getInt(15),
                row.getInt(16),
                nullable(row, 17),
                row.getLong(18));
    }

    private static @Nullable Long nullable(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** As people see it. */
    public Notice notice(List<Notice.Attempt> attempts) {
        Long waits = notBefore;
        boolean waiting = state == Notice.State.HELD || state == Notice.State.PENDING;
        return new Notice(
                id,
                key,
                person,
                kind,
                matter == null ? null : new MatterId(matter),
                obligation,
                title,
                body,
                Instant.ofEpochMilli(createdAt),
                state,
                channel,
                waiting && waits != null ? Instant.ofEpochMilli(waits) : null,
                digest,
                attempts);
    }
}
