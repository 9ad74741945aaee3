package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.EVENTS;
import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.matter;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.journal.Append;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read tables: when their rows can be relied on, and when they must be computed anew. */
class ProjectionsTest {

    private static final Table OTHER = new Table(
            "other",
            1,
            List.of(
                    new Table.Column("id", Table.Type.TEXT, true),
                    new Table.Column("order", Table.Type.INTEGER, false)),
            List.of("id"),
            List.of());

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

    private void appendWithRows(String stream) {
        journal.append(append(Fixtures::seen, new Append.Part(matter(stream), 0, List.of(reminded("一")))));
    }

    private void rewriteFromHistory() {
        journal.rewrite(
                List.of(EVENTS),
                rows -> journal.forEachStream(
                        "matter", history -> Fixtures.seen(history).forEach(rows)));
    }

    private List<Long> positions() throws SQLException {
        List<Long> positions = new ArrayList<>();
        try (Connection connection = journal.readerDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select position from seen order by position")) {
            while (rows.next()) {
                positions.add(rows.getLong(1));
            }
        }
        return positions;
    }

    private static Table version(Table table, int version) {
        return new Table(table.name(), version, table.columns(), table.key(), table.indexes());
    }

    @Test
    void in_an_empty_journal_new_tables_are_current() {
        assertTrue(journal.prepare(List.of(EVENTS, OTHER)));
    }

    @Test
    void in_a_journal_with_events_a_new_table_is_not_until_it_is_rewritten() throws SQLException {
        journal.append(append("m1", 0, reminded("一"), reminded("二")));

        assertFalse(journal.prepare(List.of(EVENTS)));
        reopen();
        assertFalse(journal.prepare(List.of(EVENTS)), "nothing was rewritten");

        rewriteFromHistory();
        assertEquals(List.of(1L, 2L), positions());
        reopen();
        assertTrue(journal.prepare(List.of(EVENTS)));
        assertEquals(List.of(1L, 2L), positions());
    }

    @Test
    void after_a_rewrite_rows_follow_again() throws SQLException {
        journal.append(append("m1", 0, reminded("一")));
        journal.prepare(List.of(EVENTS));
        rewriteFromHistory();
        appendWithRows("m2");

        assertEquals(List.of(1L, 2L), positions());
    }

    @Test
    void a_table_that_was_followed_is_current_after_reopening() throws SQLException {
        journal.prepare(List.of(EVENTS));
        appendWithRows("m1");
        reopen();

        assertTrue(journal.prepare(List.of(EVENTS)));
        assertEquals(List.of(1L), positions());
    }

    @Test
    void another_version_or_definition_is_not_current_and_loses_its_rows() throws SQLException {
        journal.prepare(List.of(EVENTS));
        appendWithRows("m1");
        reopen();

        assertFalse(journal.prepare(List.of(version(EVENTS, 2))));
        assertEquals(List.of(), positions());

        reopen();
        Table sameVersion = new Table("seen", 2, EVENTS.columns(), EVENTS.key(), List.of());
        assertFalse(journal.prepare(List.of(sameVersion)));
    }

    /** As when a bundle is missing for a while. */
    @Test
    void a_table_that_did_not_follow_some_events_is_not_current() {
        journal.prepare(List.of(EVENTS, OTHER));
        appendWithRows("m1");
        reopen();
        assertTrue(journal.prepare(List.of(OTHER)));
        journal.append(append("m2", 0, reminded("一")));
        reopen();

        assertTrue(journal.prepare(List.of(OTHER)));
        assertFalse(journal.prepare(List.of(EVENTS)));
    }

    @Test
    void opening_and_closing_without_events_keeps_tables_current() {
        journal.prepare(List.of(EVENTS));
        appendWithRows("m1");
        reopen();
        reopen();

        assertTrue(journal.prepare(List.of(EVENTS)));
    }

    @Test
    void a_rewrite_that_fails_keeps_the_rows_there_were() throws SQLException {
        journal.prepare(List.of(EVENTS));
        appendWithRows("m1");
        RuntimeException thrown = new IllegalStateException("test");

        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> journal.rewrite(List.of(EVENTS), rows -> {
                            rows.accept(RowChange.Put.of("seen", 7, "x", null));
                            throw thrown;
                        })));

        assertEquals(List.of(1L), positions());
        appendWithRows("m2");
        assertEquals(List.of(1L, 2L), positions());
    }

    @Test
    void a_rewrite_refuses_rows_of_other_tables_and_tables_not_made_ready() {
        journal.prepare(List.of(EVENTS, OTHER));

        assertThrows(
                IllegalArgumentException.class,
                () -> journal.rewrite(List.of(EVENTS), rows -> rows.accept(RowChange.Put.of("other", "a", 1))));
        assertThrows(IllegalArgumentException.class, () -> journal.rewrite(List.of(version(OTHER, 2)), rows -> {}));
    }

    @Test
    void a_table_of_keys_alone_takes_the_same_row_twice() {
        Table keys = new Table("keys", 1, List.of(OTHER.columns().get(0)), List.of("id"), List.of());
        journal.prepare(List.of(keys));
        for (int i = 0; i < 2; i++) {
            journal.append(append(
                    recorded -> List.of(RowChange.Put.of("keys", "a")),
                    new Append.Part(matter("m" + i), 0, List.of(reminded("一")))));
        }

        assertEquals(2, journal.head());
    }

    @Test
    void names_that_are_not_sql_or_are_taken_are_refused() {
        Table.Column id = new Table.Column("id", Table.Type.INTEGER, true);
        Table.Column optional = new Table.Column("note", Table.Type.TEXT, false);
        List<Table> wrong = List.of(
                new Table("Upper", 1, List.of(id), List.of("id"), List.of()),
                new Table("a; drop table journal_event", 1, List.of(id), List.of("id"), List.of()),
                new Table("journal_event", 1, List.of(id), List.of("id"), List.of()),
                new Table("sqlite_x", 1, List.of(id), List.of("id"), List.of()),
                new Table("t", 0, List.of(id), List.of("id"), List.of()),
                new Table("t", 1, List.of(), List.of("id"), List.of()),
                new Table("t", 1, List.of(id), List.of(), List.of()),
                new Table("t", 1, List.of(id, id), List.of("id"), List.of()),
                new Table("t", 1, List.of(new Table.Column("a\"b", Table.Type.TEXT, true)), List.of("a\"b"), List.of()),
                new Table("t", 1, List.of(id, optional), List.of("note"), List.of()),
                new Table("t", 1, List.of(id), List.of("other"), List.of()),
                new Table("t", 1, List.of(id), List.of("id"), List.of(new Table.Index(List.of("other"), ""))),
                new Table("t", 1, List.of(id), List.of("id"), List.of(new Table.Index(List.of(), ""))),
                new Table("t", 1, List.of(id), List.of("id"), List.of(new Table.Index(List.of("id"), "1; drop"))));
        for (Table table : wrong) {
            assertThrows(IllegalArgumentException.class, () -> journal.prepare(List.of(table)), table.toString());
        }
        journal.append(append("m1", 0, reminded("一")));
    }
}
