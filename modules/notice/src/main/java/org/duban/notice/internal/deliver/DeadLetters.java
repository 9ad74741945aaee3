package org.duban.notice.internal.deliver;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;

/**
 * Undeliverable notices (未送达), straight from the notice database, whether Duban runs or not: it finds what is to be tried again within a
 * second or at its next start. Asks nobody for permission. Thread-safe.
 */
public final class DeadLetters {

    private final NoticeStore store;

    public DeadLetters(NoticeStore store) {
        this.store = store;
    }

    /** The oldest first, each with its last attempt. */
    public List<Notice> list(int limit) {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return new NoticeTable(sql).notices("n.state = 'DEAD' order by n.id limit ?", limit);
            }
        });
    }

    /**
     * Has one tried again from its recipient's first channel.
     *
     * @param who id of the person who says so
     * @param why may be blank
     * @throws DubanException {@code NOTICE_NOT_FOUND}; {@code NOT_NOW} when it isn't undeliverable, or has no recipient
     */
    public void retry(long id, String who, String why, Instant now) {
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                NoticeRow row = dead(table, id);
                if (row.person().isEmpty()) {
                    throw new DubanException(Problem.of(
                            ErrorCode.NOT_NOW,
                            "id",
                            id,
                            "放弃它，并在人员目录中补上收件人",
                            "这条通知没有收件人，无法重送",
                            "the notice has no recipient"));
                }
                table.attempt(id, now, "", Outcome.RETRIED, says(who, why));
                table.queue(id, NoticeTable.UNROUTED, "", 0);
                table.settle(NoticeTable.UNROUTED, row.person(), now);
                return id;
            }
        });
    }

    /**
     * Gives one up.
     *
     * @param who id of the person who says so
     * @throws DubanException {@code NOTICE_NOT_FOUND}; {@code MISSING_FIELD} when {@code why} is blank; {@code NOT_NOW} when it isn't
     *     undeliverable
     */
    public void drop(long id, String who, String why, Instant now) {
        if (why.isBlank()) {
            throw new DubanException(
                    Problem.of(ErrorCode.MISSING_FIELD, "reason", "", "", "放弃通知要说明理由", "a reason is required"));
        }
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                dead(table, id);
                table.end(id, State.DROPPED);
                table.attempt(id, now, "", Outcome.DROPPED, says(who, why));
                return id;
            }
        });
    }

    private static String says(String who, String why) {
        return why.isBlank() ? who : who + "：" + why.strip();
    }

    private static NoticeRow dead(NoticeTable table, long id) throws SQLException {
        NoticeRow row = table.get(id);
        if (row == null) {
            throw notFound(id);
        }
        if (row.state() != State.DEAD) {
            throw new DubanException(Problem.of(
                    ErrorCode.NOT_NOW,
                    "state",
                    row.state().zh(),
                    State.DEAD.zh(),
                    "只有未送达的通知能重送或放弃",
                    "only an undeliverable notice can be retried or dropped"));
        }
        return row;
    }

    static DubanException notFound(long id) {
        return new DubanException(Problem.of(
                ErrorCode.NOTICE_NOT_FOUND, "id", id, "", "没有这条通知，或无权查看", "no such notice, or it may not be seen"));
    }
}
