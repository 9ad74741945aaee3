package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.AT;
import static org.duban.journal.internal.Fixtures.CIRCULARS;
import static org.duban.journal.internal.Fixtures.EVENTS;
import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.keyed;
import static org.duban.journal.internal.Fixtures.matter;
import static org.duban.journal.internal.Fixtures.number;
import static org.duban.journal.internal.Fixtures.paper;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Append;
import org.duban.api.journal.Receipt;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Series;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterEvent.Reminded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {

    @TempDir
    Path directory;

    private SqliteJournal journal;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(directory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void reopen() {
        journal.close();
        journal = SqliteJournal.open(directory);
    }

    private static void refused(ErrorCode code, Runnable action) {
        assertEquals(code, assertThrows(DubanException.class, action::run).code());
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = journal.readerDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Nested
    class Feed {

        @Test
        void a_new_journal_is_empty() {
            assertEquals(0, journal.head());
            assertEquals(List.of(), journal.feed(0, 10));
            assertEquals(List.of(), journal.read(matter("m1")));
            assertEquals(0, journal.lastNumber("circular", 2026));
            assertTrue(journal.verify(p -> {}).intact());
        }

        @Test
        void an_append_answers_what_stands_in_the_journal() {
            Receipt receipt = journal.append(append("m1", 0, reminded("一"), reminded("二")));

            assertFalse(receipt.repeated());
            assertEquals(
                    List.of(
                            new Recorded(1, matter("m1"), 1, AT, "zhang", reminded("一")),
                            new Recorded(2, matter("m1"), 2, AT, "zhang", reminded("二"))),
                    receipt.recorded());
            assertEquals(receipt.recorded(), journal.feed(0, 10));
            assertEquals(receipt.recorded(), journal.read(matter("m1")));
            assertEquals(2, journal.head());
        }

        @Test
        void instants_are_kept_to_the_millisecond() {
            Receipt receipt = journal.append(new Append(
                    "zhang",
                    AT.plusNanos(999_999),
                    List.of(new Append.Part(matter("m1"), 0, List.of(reminded("一")))),
                    null,
                    Append.Rows.NONE));

            assertEquals(AT, receipt.recorded().get(0).at());
            assertEquals(receipt.recorded(), journal.feed(0, 1));
        }

        @Test
        void the_feed_goes_on_after_a_position_and_is_limited() {
            for (int i = 0; i < 10; i++) {
                journal.append(append("m" + i, 0, reminded("一")));
            }

            assertEquals(
                    List.of(4L, 5L, 6L),
                    journal.feed(3, 3).stream().map(Recorded::position).toList());
            assertEquals(List.of(), journal.feed(10, 3));
        }

        @Test
        void streams_of_two_kinds_may_have_one_name() {
            journal.append(append(
                    Append.Rows.NONE,
                    new Append.Part(new StreamId("matter", "1"), 0, List.of(reminded("一"))),
                    new Append.Part(new StreamId("inspection", "1"), 0, List.of(reminded("二")))));

            assertEquals(
                    List.of(reminded("二")),
                    journal.read(new StreamId("inspection", "1")).stream()
                            .map(Recorded::event)
                            .toList());
        }

        @Test
        void everything_is_there_after_reopening_and_goes_on() {
            journal.append(append("m1", 0, reminded("一"), paper(CIRCULARS)));
            journal.append(append("m2", 0, reminded("二")));
            List<Recorded> before = journal.feed(0, 10);

            reopen();

            assertEquals(before, journal.feed(0, 10));
            assertEquals(3, journal.head());
            Receipt receipt = journal.append(append("m1", 2, paper(CIRCULARS)));
            assertEquals(4, receipt.recorded().get(0).position());
            assertEquals("七督通〔2026〕2号", number(receipt.recorded().get(0)));
            assertTrue(journal.verify(p -> {}).intact());
        }

        @Test
        void each_stream_is_called_back_whole_in_the_order_of_first_events() {
            for (int i = 0; i < 450; i++) {
                journal.append(append("m" + i, 0, reminded("一")));
            }
            journal.append(append("m0", 1, reminded("二")));
            journal.append(
                    append(Append.Rows.NONE, new Append.Part(new StreamId("other", "m1"), 0, List.of(reminded("三")))));
            List<String> streams = new ArrayList<>();
            List<Integer> lengths = new ArrayList<>();

            journal.forEachStream("matter", history -> {
                streams.add(history.get(0).stream().id());
                lengths.add(history.size());
            });

            assertEquals(450, streams.size());
            assertEquals("m0", streams.get(0));
            assertEquals("m449", streams.get(449));
            assertEquals(2, lengths.get(0));
            assertEquals(451, lengths.stream().mapToInt(n -> n).sum());
        }

        @Test
        void a_listener_hears_each_new_head_when_it_can_be_read() throws Exception {
            List<List<Long>> heard = new ArrayList<>();
            AutoCloseable subscription = journal.onCommit(head -> heard.add(
                    List.of(head, journal.head(), (long) journal.feed(0, 100).size())));
            journal.append(append("m1", 0, reminded("一"), reminded("二")));
            journal.append(append("m1", 2, reminded("三")));
            subscription.close();
            journal.append(append("m1", 3, reminded("四")));

            assertEquals(List.of(List.of(2L, 2L, 2L), List.of(3L, 3L, 3L)), heard);
        }

        @Test
        void a_listener_that_fails_harms_nobody() {
            List<Long> heard = new ArrayList<>();
            journal.onCommit(head -> {
                throw new IllegalStateException("test");
            });
            journal.onCommit(head -> {
                throw new AssertionError("test");
            });
            journal.onCommit(heard::add);

            journal.append(append("m1", 0, reminded("一")));
            journal.append(append("m1", 1, reminded("二")));

            assertEquals(List.of(1L, 2L), heard);
        }
    }

    @Nested
    class ExpectedVersion {

        @Test
        void another_version_is_refused_and_nothing_is_written() {
            journal.append(append("m1", 0, reminded("一")));

            refused(ErrorCode.VERSION_CONFLICT, () -> journal.append(append("m1", 0, reminded("二"))));
            refused(ErrorCode.VERSION_CONFLICT, () -> journal.append(append("m1", 2, reminded("二"))));
            refused(ErrorCode.VERSION_CONFLICT, () -> journal.append(append("m2", 1, reminded("二"))));

            assertEquals(1, journal.head());
            assertEquals(
                    2,
                    journal.append(append("m1", 1, reminded("二")))
                            .recorded()
                            .get(0)
                            .version());
        }

        @Test
        void a_conflict_on_one_stream_keeps_the_other_parts_out_too() {
            journal.append(append("m1", 0, reminded("一")));

            refused(
                    ErrorCode.VERSION_CONFLICT,
                    () -> journal.append(append(
                            Append.Rows.NONE,
                            new Append.Part(matter("m2"), 0, List.of(reminded("二"), paper(CIRCULARS))),
                            new Append.Part(matter("m1"), 0, List.of(reminded("二"))))));

            assertEquals(List.of(), journal.read(matter("m2")));
            assertEquals(0, journal.lastNumber("circular", 2026));
        }

        @Test
        void it_is_known_after_reopening() {
            journal.append(append("m1", 0, reminded("一")));
            reopen();

            refused(ErrorCode.VERSION_CONFLICT, () -> journal.append(append("m1", 0, reminded("二"))));
            journal.append(append("m1", 1, reminded("二")));
        }

        @Test
        void two_parts_of_one_append_may_follow_each_other_on_one_stream() {
            Receipt receipt = journal.append(append(
                    Append.Rows.NONE,
                    new Append.Part(matter("m1"), 0, List.of(reminded("一"))),
                    new Append.Part(matter("m1"), 1, List.of(reminded("二")))));

            assertEquals(2, receipt.recorded().get(1).version());
            assertTrue(journal.verify(p -> {}).intact());
        }
    }

    @Nested
    class Numbers {

        @Test
        void a_series_counts_from_1_each_year() {
            Series next = new Series("circular", 2027, "七督通〔{year}〕{n}号");

            Receipt receipt = journal.append(append("m1", 0, paper(CIRCULARS), paper(CIRCULARS), paper(next)));

            assertEquals(
                    List.of("七督通〔2026〕1号", "七督通〔2026〕2号", "七督通〔2027〕1号"),
                    receipt.recorded().stream().map(Fixtures::number).toList());
            assertEquals(2, journal.lastNumber("circular", 2026));
            assertEquals(1, journal.lastNumber("circular", 2027));
            assertEquals(receipt.recorded(), journal.read(matter("m1")));
        }

        @Test
        void a_refused_append_takes_no_number() {
            journal.append(append("m1", 0, paper(CIRCULARS)));
            refused(ErrorCode.VERSION_CONFLICT, () -> journal.append(append("m1", 0, paper(CIRCULARS))));
            assertThrows(
                    IllegalStateException.class,
                    () -> journal.append(append(
                            recorded -> {
                                throw new IllegalStateException("test");
                            },
                            new Append.Part(matter("m2"), 0, List.of(paper(CIRCULARS))))));

            Receipt receipt = journal.append(append("m2", 0, paper(CIRCULARS)));

            assertEquals("七督通〔2026〕2号", number(receipt.recorded().get(0)));
        }
    }

    @Nested
    class Once {

        @Test
        void the_same_command_sent_twice_is_done_once() {
            Append command = keyed("k1", "f1", append("m1", 0, reminded("一"), paper(CIRCULARS)));
            Receipt first = journal.append(command);

            Receipt second = journal.append(command);

            assertFalse(first.repeated());
            assertTrue(second.repeated());
            assertEquals(first.recorded(), second.recorded());
            assertEquals(2, journal.head());
            assertEquals(second, journal.find(command.once()).orElseThrow());
        }

        @Test
        void it_is_known_after_reopening() {
            Append command = keyed("k1", "f1", append("m1", 0, reminded("一")));
            Receipt first = journal.append(command);
            reopen();

            assertEquals(first.recorded(), journal.append(command).recorded());
            assertEquals(1, journal.head());
        }

        @Test
        void a_key_used_for_another_command_is_refused() {
            journal.append(keyed("k1", "f1", append("m1", 0, reminded("一"))));

            refused(ErrorCode.KEY_REUSED, () -> journal.append(keyed("k1", "f2", append("m2", 0, reminded("一")))));
            refused(ErrorCode.KEY_REUSED, () -> journal.find(new Append.Once("k1", "f2")));
            assertEquals(1, journal.head());
        }

        @Test
        void a_new_key_has_led_to_nothing() {
            assertTrue(journal.find(new Append.Once("k1", "f1")).isEmpty());
        }

        @Test
        void a_refused_command_leaves_its_key_free() {
            refused(
                    ErrorCode.VERSION_CONFLICT,
                    () -> journal.append(keyed("k1", "f1", append("m1", 7, reminded("一")))));

            assertFalse(journal.append(keyed("k1", "f1", append("m1", 0, reminded("一"))))
                    .repeated());
        }
    }

    @Nested
    class Rows {

        @Test
        void rows_are_written_with_their_events() throws SQLException {
            assertTrue(journal.prepare(List.of(EVENTS)));

            journal.append(
                    append(Fixtures::seen, new Append.Part(matter("m1"), 0, List.of(reminded("一"), paper(CIRCULARS)))));

            assertEquals(List.of("1|m1|Reminded", "2|m1|PaperIssued"), query("select * from seen order by position"));
        }

        @Test
        void a_row_with_the_same_key_is_replaced_and_one_may_be_removed() throws SQLException {
            journal.prepare(List.of(EVENTS));
            journal.append(append(
                    recorded -> List.of(
                            RowChange.Put.of("seen", 1, "a", null),
                            RowChange.Put.of("seen", 2L, "b", "x"),
                            RowChange.Put.of("seen", true, "c", "y"),
                            new RowChange.Remove("seen", List.of(2)),
                            new RowChange.Remove("seen", List.of(99))),
                    new Append.Part(matter("m1"), 0, List.of(reminded("一")))));

            assertEquals(List.of("1|c|y"), query("select * from seen"));
        }

        @Test
        void columns_of_a_row_are_changed_alone() throws SQLException {
            journal.prepare(List.of(EVENTS));
            journal.append(append(
                    recorded -> List.of(
                            RowChange.Put.of("seen", 1, "a", "x"),
                            RowChange.Put.of("seen", 2, "b", "y"),
                            new RowChange.Update("seen", List.of(1L), Map.of("note", "z"))),
                    new Append.Part(matter("m1"), 0, List.of(reminded("一")))));

            assertEquals(List.of("1|a|z", "2|b|y"), query("select * from seen order by position"));
        }

        @Test
        void a_row_to_be_changed_that_is_not_there_fails_the_append_and_harms_nothing() {
            journal.prepare(List.of(EVENTS));
            Append.Rows missing = recorded -> List.of(new RowChange.Update("seen", List.of(7L), Map.of("note", "z")));
            assertThrows(
                    DubanException.class,
                    () -> journal.append(append(missing, new Append.Part(matter("m1"), 0, List.of(reminded("一"))))));

            assertEquals(0, journal.head());
            journal.append(append("m1", 0, reminded("一")));
            assertEquals(1, journal.head());
        }

        @Test
        void rows_that_fail_fail_their_append_alone() {
            journal.prepare(List.of(EVENTS));
            List<Append.Rows> wrong = List.of(
                    recorded -> {
                        throw new IllegalArgumentException("test");
                    },
                    recorded -> List.of(RowChange.Put.of("nowhere", 1)),
                    recorded -> List.of(RowChange.Put.of("seen", 1, "a")),
                    recorded -> List.of(RowChange.Put.of("seen", "1", "a", "b")),
                    recorded -> List.of(RowChange.Put.of("seen", 1, 2, "b")),
                    recorded -> List.of(RowChange.Put.of("seen", 1, null, "b")),
                    recorded -> List.of(new RowChange.Update("seen", List.of(1L), Map.of("nowhere", "z"))),
                    recorded -> List.of(new RowChange.Update("seen", List.of(1L), Map.of("position", 2L))),
                    recorded -> List.of(new RowChange.Update("seen", List.of(1L), Map.of("note", 2L))),
                    recorded -> List.of(new RowChange.Remove("seen", List.of())));
            for (Append.Rows rows : wrong) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> journal.append(append(rows, new Append.Part(matter("m1"), 0, List.of(reminded("一"))))));
            }

            assertEquals(0, journal.head());
            journal.append(append("m1", 0, reminded("一")));
        }

        @Test
        void rows_and_listeners_that_write_are_refused_instead_of_waiting_for_ever() {
            assertThrows(
                    IllegalStateException.class,
                    () -> journal.append(append(
                            recorded -> {
                                journal.append(append("m2", 0, reminded("二")));
                                return List.of();
                            },
                            new Append.Part(matter("m1"), 0, List.of(reminded("一"))))));
            assertEquals(0, journal.head());
        }

        @Test
        void what_rows_throws_reaches_the_caller_as_it_is() {
            RuntimeException thrown = new IllegalStateException("test");

            assertSame(
                    thrown,
                    assertThrows(
                            IllegalStateException.class,
                            () -> journal.append(append(
                                    recorded -> {
                                        throw thrown;
                                    },
                                    new Append.Part(matter("m1"), 0, List.of(reminded("一")))))));
        }
    }

    @Nested
    class Closing {

        @Test
        void a_closed_journal_refuses() {
            journal.close();

            refused(ErrorCode.STOPPED, () -> journal.append(append("m1", 0, reminded("一"))));
            refused(ErrorCode.STOPPED, () -> journal.feed(0, 1));
            refused(ErrorCode.STOPPED, () -> journal.prepare(List.of(EVENTS)));
            assertThrows(SQLException.class, () -> journal.readerDataSource().getConnection());
        }

        @Test
        void closing_twice_does_nothing() {
            journal.close();
            journal.close();
        }

        @Test
        void a_closed_journal_is_one_file_without_a_log() {
            journal.append(append("m1", 0, reminded("一")));
            journal.close();

            assertFalse(Files.exists(directory.resolve("journal.db-wal")));
            assertFalse(Files.exists(directory.resolve("journal.db-shm")));
        }

        @Test
        void a_lent_connection_does_not_outlive_the_journal() throws SQLException {
            Connection lent = journal.readerDataSource().getConnection();
            journal.close();

            assertTrue(lent.isClosed());
            assertFalse(Files.exists(directory.resolve("journal.db-wal")));
            lent.close();
        }
    }

    @Test
    void an_event_of_no_known_family_is_refused() {
        record Unheard() implements org.duban.api.journal.Event {}

        assertThrows(IllegalArgumentException.class, () -> journal.append(append("m1", 0, new Unheard())));
    }

    @Test
    void text_that_is_not_unicode_is_refused() {
        refused(ErrorCode.INVALID_FIELD, () -> journal.append(append("m1", 0, new Reminded(1, "\ud800"))));
        assertEquals(0, journal.head());
    }

    @Test
    void an_interrupted_caller_still_learns_what_became_of_its_append() {
        Thread.currentThread().interrupt();

        Receipt receipt = journal.append(append("m1", 0, reminded("一")));

        assertTrue(Thread.interrupted());
        assertEquals(1, receipt.recorded().size());
        assertEquals(receipt.recorded(), journal.feed(0, 1));
    }

    @Test
    void the_reader_can_not_write() throws SQLException {
        try (Connection connection = journal.readerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThrows(SQLException.class, () -> statement.executeUpdate("delete from journal_event"));
        }
    }

    @Test
    void a_connection_that_was_given_back_can_not_be_used() throws SQLException {
        Connection connection = journal.readerDataSource().getConnection();
        connection.close();

        assertTrue(connection.isClosed());
        assertThrows(SQLException.class, connection::createStatement);
    }
}
