package org.duban.evaluation.internal.conduct;

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

/** A database of one of these parts, and the few things done with it. */
public final class Sql {

    private final DataSource database;
    private final String name;

    /**
     * Makes the tables when there are none.
     *
     * @param name of the file, for messages
     * @param schema version of the tables
     * @throws DubanException {@code JOURNAL_NEWER} when a newer Duban has made them
     */
    public Sql(DataSource database, String name, int schema, List<String> tables) {
        this.database = database;
        this.name = name;
        write(connection -> {
            execute(connection, "create table if not exists schema_of (version integer not null)");
            List<Integer> found = all(connection, "select version from schema_of", row -> row.getInt(1));
            if (found.isEmpty()) {
                for (String table : tables) {
                    execute(connection, table);
                }
                return update(connection, "insert into schema_of values (?)", schema);
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
        T on(Connection connection) throws SQLException;
    }

    /** A row read. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes rows; answers how many. */
    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Reads rows. */
    public static <T> List<T> all(Connection connection, String sql, Row<T> row, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(row.of(rows));
                }
                return all;
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** In one transaction: all of it, durable, or nothing. */
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

    /** Without a change. */
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
