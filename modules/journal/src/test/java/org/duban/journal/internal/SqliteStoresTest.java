package org.duban.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStoresTest {

    @TempDir
    Path directory;

    private static void sql(DataSource store, String... statements) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static String ask(DataSource store, String query) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Test
    void what_is_written_is_there_after_opening_again() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(directory)) {
            sql(stores.open("notice"), "create table t (a integer)", "insert into t values (7)");
        }
        try (SqliteStores stores = SqliteStores.open(directory)) {
            assertEquals("7", ask(stores.open("notice"), "select a from t"));
        }
        assertTrue(Files.notExists(directory.resolve("notice.db-wal")), "closed properly");
    }

    @Test
    void it_is_as_durable_as_the_journal() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(directory)) {
            DataSource store = stores.open("notice");
            assertEquals("wal", ask(store, "pragma journal_mode"));
            assertEquals("2", ask(store, "pragma synchronous"), "FULL");
        }
    }

    @Test
    void one_name_is_one_database_and_another_another() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(directory)) {
            assertSame(stores.open("notice"), stores.open("notice"));
            sql(stores.open("notice"), "create table t (a integer)");
            assertEquals("0", ask(stores.open("search"), "select count(*) from sqlite_schema"));
        }
    }

    /** Each reads before it writes: without taking its turn first, all but one would be refused. */
    @Test
    void those_that_write_at_once_wait_for_each_other() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (SqliteStores stores = SqliteStores.open(directory)) {
            DataSource store = stores.open("notice");
            sql(store, "create table t (a integer)", "insert into t values (0)");
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                writers.add(pool.submit(() -> {
                    for (int j = 0; j < 25; j++) {
                        add(store);
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertEquals("100", ask(store, "select a from t"));
        } finally {
            pool.shutdownNow();
        }
    }

    private static void add(DataSource store) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int found;
            try (ResultSet rows = statement.executeQuery("select a from t")) {
                rows.next();
                found = rows.getInt(1);
            }
            statement.executeUpdate("update t set a = " + (found + 1));
            connection.commit();
        }
    }

    @Test
    void what_was_not_committed_is_undone_when_the_connection_is_given_back() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(directory)) {
            DataSource store = stores.open("notice");
            sql(store, "create table t (a integer)");
            try (Connection connection = store.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("insert into t values (1)");
            }
            assertEquals("0", ask(store, "select count(*) from t"));
        }
    }

    @Test
    void a_file_that_is_no_database_is_refused_by_name_and_untouched() throws Exception {
        String text = "这不是数据库。".repeat(1000);
        Files.writeString(directory.resolve("notice.db"), text);
        try (SqliteStores stores = SqliteStores.open(directory)) {
            DubanException refusal = assertThrows(DubanException.class, () -> stores.open("notice"));

            assertEquals(ErrorCode.JOURNAL_DAMAGED, refusal.code());
            assertTrue(refusal.problems().get(0).value().endsWith("notice.db"), refusal.getMessage());
            sql(stores.open("search"), "create table t (a integer)");
        }
        assertEquals(text, Files.readString(directory.resolve("notice.db")));
    }

    @Test
    void a_directory_of_that_name_is_unusable() throws Exception {
        Files.createDirectory(directory.resolve("notice.db"));
        try (SqliteStores stores = SqliteStores.open(directory)) {
            DubanException refusal = assertThrows(DubanException.class, () -> stores.open("notice"));
            assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refusal.code());
        }
    }

    @Test
    void somebody_may_look_while_it_is_written_and_can_not_write() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(directory);
                SqliteStores looked = SqliteStores.look(directory)) {
            DataSource store = stores.open("notice");
            sql(store, "create table t (a integer)");
            DataSource looking = looked.open("notice");
            sql(store, "insert into t values (7)");

            assertEquals("7", ask(looking, "select a from t"));
            assertThrows(SQLException.class, () -> sql(looking, "insert into t values (8)"));
        }
    }

    @Test
    void looking_creates_nothing() {
        try (SqliteStores looked = SqliteStores.look(directory)) {
            DubanException refusal = assertThrows(DubanException.class, () -> looked.open("notice"));
            assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refusal.code());
        }
        assertTrue(Files.notExists(directory.resolve("notice.db")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "journal", "../notice", "Notice", "a b"})
    void a_name_that_is_no_plain_word_or_is_the_journals_is_refused(String name) {
        try (SqliteStores stores = SqliteStores.open(directory)) {
            assertThrows(IllegalArgumentException.class, () -> stores.open(name));
        }
    }

    @Test
    void all_are_closed_with_the_journal() throws SQLException {
        Stores stores;
        DataSource store;
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            stores = journal.stores();
            store = stores.open("notice");
            sql(store, "create table t (a integer)");
        }
        assertThrows(SQLException.class, store::getConnection);
        assertEquals(
                ErrorCode.STOPPED,
                assertThrows(DubanException.class, () -> stores.open("notice")).code());
        assertTrue(Files.notExists(directory.resolve("notice.db-wal")));
    }
}
