package org.duban.api.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a reader of the feed keeps what it knows in, beside the journal ({@link Stores}): made when they aren't there, changed in
 * transactions. Thread-safe.
 */
public final class ReaderDatabase {

    private final DataSource database;
    private final String name;

    /**
     * Makes the tables when there are none.
     *
     * @param database of this reader alone
     * @param name of the file, for messages: {@code dossier.db}
     * @param schemaTable the table that says which version the tables are of, in this reader's databases for ever
     * @param schema version of the tables, from 1
     * @param tables statements that make them, in SQL that SQLite and PostgreSQL both speak
     * @throws DubanException {@code JOURNAL_NEWER} when a newer Duban has made them; {@code JOURNAL_WRITE_FAILED}
     */
    public ReaderDatabase(DataSource database, String name, String schemaTable, int schema, List<String> tables) {
        this.database = database;
        this.name = name;
        write(connection -> {
            execute(connection, "create table if not exists " + schemaTable + " (version integer not null)");
            List<Integer> found = all(connection, "select version from " + schemaTable, row -> row.getInt(1));
            if (found.isEmpty()) {
                for (String table : tables) {
                    execute(connection, table);
                }
                return update(connection, "insert into " + schemaTable + " values (?)", schema);
            }
            if (found.get(0) > schema) {
                throw new DubanException(Problem.of(
                        ErrorCode.JOURNAL_NEWER,
                        name,
                        found.get(0),
                        "不高于 " + schema,
                        "数据库由更新的版本写成",
                        "The database was written by a newer Duban"));
            }
            return 0;
        });
    }

    /** Something done on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; what it throws undoes a {@link #write}. */
        T on(Connection connection) throws SQLException;
    }

    /** A row that is read. */
    @FunctionalInterface
    public interface Row<T> {
        /** What the row the result stands on says. */
        T of(ResultSet row) throws SQLException;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes rows, and says how many. */
    public static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Reads all rows. */
    public static <T> List<T> all(Connection connection, String sql, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return all(statement, row);
        }
    }

    /** Reads all rows of a statement whose values are set. */
    public static <T> List<T> all(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.of(rows));
            }
            return all;
        }
    }

    /** Sets the values of a statement in order. */
    public static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /**
     * In one transaction: all of it, durable when this returns, or nothing.
     *
     * @throws DubanException {@code JOURNAL_WRITE_FAILED}
     */
    public <T> T write(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Without a change.
     *
     * @throws DubanException {@code JOURNAL_WRITE_FAILED}
     */
    public <T> T read(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private DubanException failed(SQLException e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.JOURNAL_WRITE_FAILED,
                        name,
                        e.getMessage(),
                        "可读写的数据库",
                        "数据库读写失败",
                        "The database can't be read or written"),
                e);
    }
}
