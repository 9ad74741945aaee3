package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.CIRCULARS;
import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.keyed;
import static org.duban.journal.internal.Fixtures.matter;
import static org.duban.journal.internal.Fixtures.paper;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Append;
import org.duban.api.journal.Verification;
import org.duban.api.matter.MatterEvent.Acknowledged;

/** Whatever is changed behind the journal's back, verify names the first event at which it shows. */
class VerifierTest {

    private static final int EVENTS = 60;
    private static final int STREAMS = 7;

    private static TempFolder template;

    /** Several streams, people, types, kinds of bodies, interleaved. */
    @BeforeContainer
    static void write() throws IOException {
        template = TempFolder.create();
        try (SqliteJournal journal = SqliteJournal.open(template.path())) {
            long[] versions = new long[STREAMS];
            for (int i = 0; i < EVENTS; i++) {
                int stream = (i * i + i / 9) % STREAMS;
                Append append = append(
                        "m" + stream,
                        versions[stream]++,
                        switch (i % 4) {
                            case 0 -> new Acknowledged(i);
                            case 1 -> paper(CIRCULARS);
                            case 2 -> reminded("第" + i + "次催办，" + "请抓紧。".repeat(i));
                            default -> reminded("");
                        });
                append = new Append("person-" + i % 3, append.at().plusSeconds(i), append.parts(), null, append.rows());
                journal.append(i % 2 == 0 ? append : keyed("k" + i, "f", append));
            }
        }
    }

    @AfterContainer
    static void delete() throws IOException {
        template.close();
    }

    /** Changes something by SQL; answers the position at which it must show. */
    @FunctionalInterface
    interface Tampering {
        long on(Database database) throws SQLException;
    }

    /** A tampering that says what it does when a property fails. */
    record Named(String name, Tampering tampering) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The journal's file as somebody with a database tool has it. */
    record Database(Connection connection) {
        void change(String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                assertTrue(statement.executeUpdate() > 0, "nothing was changed: " + sql);
            }
        }

        void withoutRules(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("drop index if exists journal_event_stream");
                statement.executeUpdate(sql);
            }
        }

        long number(String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertTrue(rows.next(), sql);
                return rows.getLong(1);
            }
        }

        byte[] bytes(String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertTrue(rows.next(), sql);
                return rows.getBytes(1);
            }
        }
    }

    private static Verification verifyAfter(Tampering tampering, long[] expected) throws Exception {
        try (TempFolder folder = TempFolder.create()) {
            Path file = folder.path().resolve(JournalFile.NAME);
            Files.copy(template.path().resolve(JournalFile.NAME), file);
            try (SqliteJournal journal = SqliteJournal.open(folder.path())) {
                try (Connection connection = Sqlite.writer(file)) {
                    expected[0] = tampering.on(new Database(connection));
                    connection.commit();
                }
                return journal.verify(position -> {});
            }
        }
    }

    @Provide
    Arbitrary<Named> tamperings() {
        Arbitrary<Integer> event = Arbitraries.integers().between(1, EVENTS);
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 1_000_000);
        return Arbitraries.oneOf(
                Combinators.combine(event, Arbitraries.of("body", "hash"), number)
                        .as(VerifierTest::flip),
                Combinators.combine(event, number).as(VerifierTest::otherTime),
                Combinators.combine(event, Arbitraries.of("actor", "type"), number)
                        .as(VerifierTest::otherWord),
                event.map(VerifierTest::delete),
                event.map(VerifierTest::cutOff),
                Combinators.combine(event, event).filter((a, b) -> !a.equals(b)).as(VerifierTest::swapContents),
                Combinators.combine(event, event).filter((a, b) -> !a.equals(b)).as(VerifierTest::swapPlaces),
                Combinators.combine(event, event).filter((a, b) -> !a.equals(b)).as(VerifierTest::copy),
                event.map(VerifierTest::leaveGap),
                Combinators.combine(event, number).as(VerifierTest::otherVersion),
                event.map(VerifierTest::otherStream),
                Combinators.combine(event, Arbitraries.of("name", "kind")).as(VerifierTest::renameStream),
                event.map(VerifierTest::forgetStream),
                event.map(VerifierTest::renumberStream),
                Combinators.combine(event, Arbitraries.of("actor", "type")).as(VerifierTest::changeWord),
                Combinators.combine(event, Arbitraries.of("actor", "type")).as(VerifierTest::forgetWord));
    }

    @Property(tries = 400)
    void every_change_is_named_at_the_first_event_where_it_shows(@ForAll("tamperings") Named tampering)
            throws Exception {
        long[] expected = new long[1];

        Verification verification = verifyAfter(tampering.tampering, expected);

        assertNotNull(verification.firstBreak(), "not found");
        assertEquals(expected[0], verification.firstBreak().position(), verification.toString());
    }

    private static Named flip(int position, String column, int number) {
        return new Named("flip a bit of the " + column + " of " + position, database -> {
            byte[] bytes = database.bytes("select " + column + " from journal_event where position = " + position);
            bytes[number / 8 % bytes.length] ^= (byte) (1 << number % 8);
            database.change("update journal_event set " + column + " = ? where position = ?", bytes, position);
            return position;
        });
    }

    private static Named otherTime(int position, int number) {
        return new Named("another time for " + position, database -> {
            database.change("update journal_event set at = at + ? where position = ?", number + 1, position);
            return position;
        });
    }

    private static Named otherWord(int position, String column, int number) {
        return new Named("another " + column + " for " + position, database -> {
            long words = database.number("select max(id) from journal_word");
            long now = database.number("select " + column + " from journal_event where position = " + position);
            // One beyond those there are: no such text.
            long other = 1 + (now + number % words) % (words + 1);
            database.change(
                    "update journal_event set " + column + " = ? where position = ?",
                    other == now ? words + 1 : other,
                    position);
            return position;
        });
    }

    private static Named delete(int position) {
        return new Named("delete " + position, database -> {
            database.change("delete from journal_event where position = ?", position);
            return position;
        });
    }

    private static Named cutOff(int position) {
        return new Named("cut off from " + position, database -> {
            database.change("delete from journal_event where position >= ?", position);
            return position;
        });
    }

    private static final String CONTENTS = "stream, version, at, actor, type, body, hash";

    private static Named swapContents(int a, int b) {
        return new Named("swap the contents of " + a + " and " + b, database -> {
            database.withoutRules("create temp table swapped as select * from journal_event where position in (" + a
                    + ", " + b + ")");
            database.withoutRules("update journal_event set (" + CONTENTS + ") = (select " + CONTENTS
                    + " from swapped s where s.position = " + (a + b) + " - journal_event.position)"
                    + " where position in (" + a + ", " + b + ")");
            return Math.min(a, b);
        });
    }

    private static Named swapPlaces(int a, int b) {
        return new Named("swap the places of " + a + " and " + b, database -> {
            database.change("update journal_event set position = -1 where position = ?", a);
            database.change("update journal_event set position = ? where position = ?", a, b);
            database.change("update journal_event set position = ? where position = -1", b);
            return Math.min(a, b);
        });
    }

    /** Between two events there is no place: it goes before the first, over another, or behind the last. */
    private static Named copy(int from, int over) {
        long to = over % 3 == 0 ? 0 : over % 3 == 1 ? over : EVENTS + 1;
        return new Named("copy " + from + " to " + to, database -> {
            database.withoutRules("insert or replace into journal_event select " + to + ", " + CONTENTS
                    + " from journal_event where position = " + from);
            return to;
        });
    }

    private static Named leaveGap(int position) {
        return new Named("move " + position + " and all after it on by one", database -> {
            for (int i = EVENTS; i >= position; i--) {
                database.change("update journal_event set position = ? where position = ?", i + 1, i);
            }
            return position;
        });
    }

    private static Named otherVersion(int position, int number) {
        return new Named("another version for " + position, database -> {
            database.change(
                    "update journal_event set version = version + ? where position = ?", number + 100, position);
            return position;
        });
    }

    private static Named otherStream(int position) {
        return new Named("another stream for " + position, database -> {
            database.withoutRules("update journal_event set stream = (select min(id) from journal_stream s"
                    + " where s.id <> journal_event.stream) where position = " + position);
            return position;
        });
    }

    private static long streamOf(Database database, int position) throws SQLException {
        return database.number("select stream from journal_event where position = " + position);
    }

    private static Named renameStream(int position, String column) {
        return new Named("another " + column + " for the stream of " + position, database -> {
            long stream = streamOf(database, position);
            Object other = column.equals("name") ? "m99" : database.number("select max(id) from journal_word");
            database.change("update journal_stream set " + column + " = ? where id = ?", other, stream);
            return stream;
        });
    }

    private static Named forgetStream(int position) {
        return new Named("delete the stream of " + position, database -> {
            long stream = streamOf(database, position);
            database.change("delete from journal_stream where id = ?", stream);
            return stream;
        });
    }

    private static Named renumberStream(int position) {
        return new Named("another id for the stream of " + position, database -> {
            long stream = streamOf(database, position);
            database.change("update journal_stream set id = 1000 where id = ?", stream);
            database.change("update journal_event set stream = 1000 where stream = ?", stream);
            return stream;
        });
    }

    private static Named changeWord(int position, String column) {
        return new Named("another text for the " + column + " of " + position, database -> {
            long word = database.number("select " + column + " from journal_event where position = " + position);
            database.change("update journal_word set text = 'other' where id = ?", word);
            return database.number("select min(position) from journal_event where " + column + " = " + word);
        });
    }

    private static Named forgetWord(int position, String column) {
        return new Named("delete the text of the " + column + " of " + position, database -> {
            long word = database.number("select " + column + " from journal_event where position = " + position);
            database.change("delete from journal_word where id = ?", word);
            return database.number("select min(position) from journal_event where " + column + " = " + word);
        });
    }

    // ---- what lies beside the events

    private static void shows(long position, Tampering tampering) throws Exception {
        Verification verification = verifyAfter(
                database -> {
                    tampering.on(database);
                    return position;
                },
                new long[1]);
        assertNotNull(verification.firstBreak(), "not found");
        assertEquals(position, verification.firstBreak().position(), verification.toString());
    }

    @Example
    void a_stream_without_events_is_found() throws Exception {
        shows(1000, database -> {
            database.change("insert into journal_stream values (1000, 1, 'made up')");
            return 0;
        });
    }

    @Example
    void the_record_of_the_newest_event_is_compared_too() throws Exception {
        List<String> changes = List.of(
                "update journal_head set hash = zeroblob(32)",
                "update journal_head set position = position - 1",
                "delete from journal_head");
        List<Long> positions = List.of((long) EVENTS, (long) EVENTS, (long) EVENTS);
        for (int i = 0; i < changes.size(); i++) {
            String change = changes.get(i);
            shows(positions.get(i), database -> {
                database.change(change);
                return 0;
            });
        }
        shows(EVENTS + 1, database -> {
            database.change("update journal_head set position = position + 5");
            return 0;
        });
    }

    @Example
    void a_break_says_which_event_of_which_matter() throws Exception {
        Verification verification = verifyAfter(
                database -> {
                    database.change("update journal_event set at = at + 1 where position = 5");
                    return 5;
                },
                new long[1]);

        try (SqliteJournal journal = SqliteJournal.open(template.path())) {
            var fifth = journal.feed(4, 1).get(0);
            assertEquals(fifth.stream().toString(), verification.firstBreak().stream());
            assertEquals(fifth.version(), verification.firstBreak().version());
            assertEquals(5, verification.events());
        }
    }

    @Example
    void a_reader_refuses_a_feed_or_a_history_with_a_gap() throws Exception {
        try (TempFolder folder = TempFolder.create();
                SqliteJournal journal = SqliteJournal.open(folder.path())) {
            journal.append(append("m1", 0, reminded("一"), reminded("二"), reminded("三")));
            try (Connection connection = Sqlite.writer(folder.path().resolve(JournalFile.NAME))) {
                new Database(connection).change("delete from journal_event where position = 2");
                connection.commit();
            }

            for (Runnable reading : List.<Runnable>of(
                    () -> journal.feed(0, 10),
                    () -> journal.read(matter("m1")),
                    () -> journal.forEachStream("matter", h -> {}))) {
                assertEquals(
                        ErrorCode.JOURNAL_DAMAGED,
                        assertThrows(DubanException.class, reading::run).code());
            }
            assertEquals(1, journal.feed(2, 10).size());
        }
    }

    @Example
    void what_nobody_touched_is_intact() {
        List<Long> progress = new ArrayList<>();
        try (SqliteJournal journal = SqliteJournal.open(template.path())) {
            assertEquals(new Verification(EVENTS, STREAMS, null), journal.verify(progress::add));
            assertEquals(EVENTS, progress.get(progress.size() - 1));
            assertEquals(0, journal.read(matter("m99")).size());
        }
    }
}
