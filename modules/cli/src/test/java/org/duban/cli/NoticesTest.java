package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.duban.journal.internal.SqliteStores;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");

    @TempDir
    Path data;

    /** One that waits, and one that could not be delivered. */
    private void write() {
        try (SqliteStores stores = SqliteStores.open(data)) {
            new NoticeStore(stores.open("notice")).write(connection -> {
                try (Sql sql = new Sql(connection)) {
                    NoticeTable table = new NoticeTable(sql);
                    table.insert(row(1, "wang", State.PENDING, "mail"));
                    table.settle("mail", "wang", AT);
                    table.insert(row(2, "li", State.DEAD, ""));
                    table.attempt(2, AT.plusSeconds(60), "mail", Outcome.RETRY, "邮件服务器无应答");
                    table.attempt(2, AT.plusSeconds(3600), "mail", Outcome.REJECTED, "没有这个邮箱");
                    return 2;
                }
            });
        }
    }

    private static NoticeRow row(long id, String person, State state, String channel) {
        return new NoticeRow(
                id,
                "key-" + id,
                person,
                NoticeKind.URGE,
                "m-7",
                1,
                null,
                "催办：供暖改造",
                "请尽快反馈。",
                "[]",
                AT.toEpochMilli(),
                state,
                channel,
                "",
                0,
                0,
                null,
                0);
    }

    @Test
    void whatWaitsIsCountedAndWhatDidNotArriveIsListedWithTheReason() {
        write();
        Line line = Line.run("notices", data);
        assertEquals(new Line(1, """
                        暂缓 0，待送 1，未送达 1
                        待送中最早的：2026-03-02T09:00:00
                          mail 1
                        未送达
                          2  2026-03-02T09:00:00  li  催办  催办：供暖改造  mail %s：没有这个邮箱
                        """.formatted(Outcome.REJECTED.zh()), ""), line);
    }

    @Test
    void oneIsShownWithEveryAttempt() {
        write();
        Line dead = Line.run("notices", data, 2, "--zone", "UTC");
        assertEquals(1, dead.code(), dead::err);
        assertTrue(dead.out().contains("状态：未送达\n收件人：li\n缘由：催办，事项 m-7 的第 1 项责任\n"), dead::out);
        assertTrue(dead.out().contains("  2026-03-02T01:01:00  mail  "), dead::out);
        assertTrue(dead.out().contains("邮件服务器无应答"), dead::out);
        assertTrue(dead.out().contains("没有这个邮箱"), dead::out);

        Line waiting = Line.run("notices", data, 1);
        assertEquals(0, waiting.code());
        assertTrue(waiting.out().contains("还没有投递过"), waiting::out);
    }

    @Test
    void oneThatIsRetriedWaitsAgainAndWhoSaidSoIsRecorded() {
        write();
        assertEquals(
                new Line(0, "通知 2 已列入待送\n", ""),
                Line.run("notices", "retry", data, 2, "--by", "zhao", "--reason", "邮箱已更正"));
        Line after = Line.run("notices", data, 2);
        assertEquals(0, after.code());
        assertTrue(after.out().contains("状态：待送"), after::out);
        assertTrue(after.out().contains("2026-03-20T10:00:00  （人工）  " + Outcome.RETRIED.zh()), after::out);
        assertTrue(after.out().contains("zhao：邮箱已更正"), after::out);
        assertTrue(Line.run("notices", data).out().contains("未分通道 1"), "its channels are asked for anew");

        Line again = Line.run("notices", "retry", data, 2, "--by", "zhao");
        assertEquals(2, again.code());
        assertTrue(again.err().contains("只有未送达的通知能重送或放弃"), again::err);
    }

    @Test
    void oneIsGivenUpOnlyForAReasonAndBySomebody() {
        write();
        assertTrue(Line.run("notices", "drop", data, 2, "--by", "zhao").err().contains("缺少参数：--reason"));
        assertTrue(Line.run("notices", "drop", data, 2, "--by", "zhao", "--reason", " ")
                .err()
                .contains("放弃通知要说明理由"));
        assertTrue(Line.run("notices", "drop", data, 2, "--by", " ", "--reason", "已当面告知")
                .err()
                .contains("请写明由谁操作"));
        assertEquals(1, Line.run("notices", data, 2).code(), "nothing has changed");

        assertEquals(
                0,
                Line.run("notices", "drop", data, 2, "--by", "zhao", "--reason", "已当面告知")
                        .code());
        assertTrue(Line.run("notices", data, 2).out().contains("zhao：已当面告知"));
        assertEquals(0, Line.run("notices", data).code(), "none is undeliverable any more");
    }

    @Test
    void oneThatIsNotThereIsNotShownOrChanged() {
        write();
        assertTrue(Line.run("notices", data, 9).err().contains("没有这条通知"));
        assertEquals(2, Line.run("notices", data, 9).code());
        assertEquals(2, Line.run("notices", "retry", data, 9, "--by", "zhao").code());
        assertEquals(2, Line.run("notices", data, "nine").code());
        assertTrue(Line.run("notices").err().contains("缺少参数：DIR"));
    }

    @Test
    void whereThereIsNoNoticeDatabaseNoneIsMade() {
        for (Line line : new Line[] {
            Line.run("notices", data),
            Line.run("notices", "retry", data, 1, "--by", "zhao"),
            Line.run("notices", "drop", data, 1, "--by", "zhao", "--reason", "x")
        }) {
            assertEquals(2, line.code());
            assertTrue(line.err().contains("notice.db"), line::err);
        }
        assertFalse(Files.exists(data.resolve("notice.db")));
    }
}
