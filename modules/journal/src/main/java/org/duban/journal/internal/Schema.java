package org.duban.journal.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * The versions of the database: each is a resource {@code N.sql} that makes N out of N-1. SQLite keeps the number as its {@code
 * user_version}.
 */
final class Schema {

    /** "DUBN": says in the file's header whose it is. */
    static final int APPLICATION = 0x4455424E;

    /** The journal's. */
    static final Schema JOURNAL = new Schema("schema/", 1);

    private final String folder;
    private final int latest;

    /** @param folder of resources, relative to this class */
    Schema(String folder, int latest) {
        this.folder = folder;
        this.latest = latest;
    }

    int latest() {
        return latest;
    }

    static int version(Sql sql) throws SQLException {
        return Objects.requireNonNull(sql.first("pragma user_version", row -> row.getInt(1)));
    }

    /** Takes the database from one version to the latest, each step in a transaction of its own. */
    void migrate(Connection connection, int from) throws SQLException {
        for (int version = from + 1; version <= latest; version++) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : script(version).split(";\\s*\n")) {
                    if (!sql.isBlank()) {
                        statement.executeUpdate(sql);
                    }
                }
                statement.executeUpdate("pragma application_id = " + APPLICATION);
                statement.executeUpdate("pragma user_version = " + version);
            }
            connection.commit();
        }
    }

    private String script(int version) {
        String name = folder + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the bundle's " + name + " can't be read", e);
        }
    }
}
