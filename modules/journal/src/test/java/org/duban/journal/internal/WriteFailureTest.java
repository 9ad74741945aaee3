package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.CIRCULARS;
import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.keyed;
import static org.duban.journal.internal.Fixtures.matter;
import static org.duban.journal.internal.Fixtures.number;
import static org.duban.journal.internal.Fixtures.paper;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Append;
import org.duban.api.journal.Event;
import org.duban.api.journal.Receipt;
import org.duban.api.matter.MatterEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, and what comes after it. */
class WriteFailureTest {

    private static final List<Class<? extends Event>> MATTERS = List.of(MatterEvent.class);

    @TempDir
    Path directory;

    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();

    /** While the disk is full the file can't grow; while it is gone it can't even be opened. */
    private SqliteJournal open() {
        return SqliteJournal.open(directory, MATTERS, connection -> {
            if (gone.get()) {
                connection.close();
                throw new SQLException("gone");
            }
            if (full.get()) {
                limit(connection);
            }
        });
    }

    private static void limit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma max_page_count = 1"); // as many as there are
        }
        connection.commit();
    }

    /** Larger than what is free in the pages there are, however well it is packed. */
    private static Event large() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append((char) (0x4E00 + random.nextInt(20_000)));
        }
        return reminded(text.toString());
    }

    private static DubanException fails(SqliteJournal journal, Append append) {
        DubanException failure = assertThrows(DubanException.class, () -> journal.append(append));
        assertEquals(ErrorCode.JOURNAL_WRITE_FAILED, failure.code());
        return failure;
    }

    @Test
    void nothing_of_a_failed_append_is_left_and_the_next_one_is_written() {
        try (SqliteJournal journal = open()) {
            journal.append(append("m1", 0, reminded("一"), paper(CIRCULARS)));
        }
        full.set(true);
        try (SqliteJournal journal = open()) {
            Append command = keyed("k", "f", append("m1", 2, paper(CIRCULARS), large()));

            DubanException failure = fails(journal, command);
            assertTrue(failure.getMessage().contains("SQLITE_FULL"), failure.getMessage());
            fails(journal, command);

            assertEquals(2, journal.head());
            assertEquals(2, journal.read(matter("m1")).size());
            assertEquals(1, journal.lastNumber("circular", 2026));
            assertTrue(journal.find(command.once()).isEmpty());
            journal.append(append("m1", 2, reminded("二"))); // small enough for what is free

            full.set(false);
            fails(journal, keyed("k", "f", append("m1", 3, large()))); // still the limited connection
            Receipt receipt = journal.append(keyed("k", "f", append("m1", 3, paper(CIRCULARS), large())));

            assertFalse(receipt.repeated());
            assertEquals(4, receipt.recorded().get(0).position());
            assertEquals("七督通〔2026〕2号", number(receipt.recorded().get(0)));
            assertTrue(journal.verify(p -> {}).intact());
        }
    }

    @Test
    void while_the_file_can_not_be_opened_again_every_append_fails_and_readers_read_on() {
        try (SqliteJournal journal = open()) {
            journal.append(append("m1", 0, reminded("一")));
            gone.set(true);
            // An error no append is to blame for makes the writer start again.
            assertThrows(
                    IllegalStateException.class,
                    () -> journal.rewrite(List.of(), rows -> {
                        throw new IllegalStateException("test");
                    }));

            fails(journal, append("m1", 1, reminded("二")));
            fails(journal, append("m1", 1, reminded("二")));
            assertEquals(1, journal.feed(0, 10).size());

            gone.set(false);
            assertEquals(
                    2,
                    journal.append(append("m1", 1, reminded("二")))
                            .recorded()
                            .get(0)
                            .position());
        }
    }

    @Test
    void closing_after_a_failure_works() {
        SqliteJournal journal = open();
        gone.set(true);
        assertThrows(
                IllegalStateException.class,
                () -> journal.rewrite(List.of(), rows -> {
                    throw new IllegalStateException("test");
                }));
        journal.close();
        gone.set(false);
        open().close();
    }
}
