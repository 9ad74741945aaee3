package org.duban.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    @TempDir
    Path directory;

    private Connection open() throws SQLException {
        return Sqlite.creator(directory.resolve("test.db"));
    }

    private String query(String sql) throws SQLException {
        try (Sql database = new Sql(open(), new Sql.Counters())) {
            return database.first(sql, row -> row.getString(1));
        }
    }

    private void migrate(int from, int latest) throws SQLException {
        try (Connection connection = open()) {
            new Schema("schema-test/", latest).migrate(connection, from);
        }
    }

    @Test
    void each_version_is_made_out_of_the_one_before() throws SQLException {
        migrate(0, 1);
        assertEquals("1", query("pragma user_version"));
        assertEquals(Integer.toString(Schema.APPLICATION), query("pragma application_id"));

        migrate(1, 2);
        assertEquals("2", query("pragma user_version"));
        assertEquals("x;y", query("select more from a where id = 1"));
    }

    @Test
    void all_versions_at_once_come_to_the_same() throws SQLException {
        migrate(0, 2);

        assertEquals("2", query("pragma user_version"));
        assertEquals("x;y", query("select more from a where id = 1"));
    }

    @Test
    void a_step_that_fails_leaves_the_version_before_it() throws SQLException {
        assertThrows(SQLException.class, () -> migrate(0, 3));

        assertEquals("2", query("pragma user_version"));
        assertEquals("1", query("select count(*) from a"));
    }
}
