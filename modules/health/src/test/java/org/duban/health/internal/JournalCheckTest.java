package org.duban.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.journal.Append;
import org.duban.api.journal.Event;
import org.duban.api.matter.MatterEvent.Submitted;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Stage;
import org.duban.journal.internal.SqliteJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real journal. */
class JournalCheckTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:30:00Z");

    @TempDir
    Path directory;

    private SqliteJournal journal;
    private JournalCheck check;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(directory);
        check = new JournalCheck(journal, InstantSource.fixed(NOW), ZoneId.of("Asia/Shanghai"));
        Event event = new Submitted(Stage.APPROVAL);
        journal.append(new Append(
                "p1",
                NOW,
                List.of(new Append.Part(new MatterId("m").stream(), 0, List.of(event, event, event))),
                null,
                Append.Rows.NONE));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    @DisplayName("还没核验过")
    void beforeTheFirstVerificationOnlyTheLengthIsKnown() {
        Finding finding = find();

        assertEquals(Status.OK, finding.status());
        assertEquals("3", finding.figures().get("head"));
        assertTrue(finding.messageZh().contains("尚未核验"), finding.messageZh());
    }

    @Test
    @DisplayName("核验通过：何时核验、核验了多少条，按办公所在时区")
    void aVerifiedJournalSaysWhenAndHowFar() {
        check.verify();

        Finding finding = find();
        assertEquals(Status.OK, finding.status());
        assertEquals("共 3 条记录，2026-03-02 09:30 核验 3 条，均与写入时一致", finding.messageZh());
        assertEquals("3", finding.figures().get("verifiedEvents"));
        assertEquals(NOW.toString(), finding.figures().get("verifiedAt"));
    }

    @Test
    @DisplayName("被改动的日志：说出第一处")
    void aChangedJournalFailsWithTheFirstBreak() throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            Path file =
                    files.filter(f -> f.toString().endsWith(".db")).findFirst().orElseThrow();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("update journal_event set at = at + 1 where position = 2");
            }
        }

        check.verify();

        Finding finding = find();
        assertEquals(Status.FAIL, finding.status());
        assertEquals("2", finding.figures().get("breakPosition"));
        assertEquals("matter/m", finding.figures().get("breakStream"));
        assertTrue(finding.messageZh().contains("第 2 条记录（matter/m 第 2 条）与写入时不一致"), finding.messageZh());
    }

    @Test
    @DisplayName("停止时核验中途结束，不算核验过")
    void aStopEndsTheWalkWithoutAResult() {
        check.stop();

        check.verify();

        assertTrue(find().messageZh().contains("尚未核验"), find().messageZh());
    }

    @Test
    @DisplayName("核验做不完要注意")
    void aVerificationThatCannotBeMadeIsAWarning() {
        journal.close();

        check.verify();

        assertEquals(Status.WARN, find().status());
        assertTrue(find().messageZh().contains("没有做完"), find().messageZh());
    }

    private Finding find() {
        return check.check().get(0);
    }
}
