package org.duban.journal.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A connection that keeps its prepared statements and counts what it does. Not thread-safe. */
final class Sql implements AutoCloseable {

    /** How much was done over all connections of a journal. */
    static final class Counters {
        /** Statements executed: reads and writes, not transaction control. */
        final LongAdder statements = new LongAdder();
        /** Transactions committed. */
        final LongAdder commits = new LongAdder();
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Counters counters;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection, Counters counters) {
        this.connection = connection;
        this.counters = counters;
    }

    Connection connection() {
        return connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    void update(String sql, @Nullable Object... values) throws SQLException {
        execute(sql, values);
    }

    /** @throws IllegalStateException when it isn't exactly one row that is changed */
    void updateOne(String sql, @Nullable Object... values) throws SQLException {
        int rows = execute(sql, values);
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows instead of one: " + sql + " " + Arrays.toString(values));
        }
    }

    private int execute(String sql, @Nullable Object... values) throws SQLException {
        counters.statements.increment();
        return bind(prepare(sql), values).executeUpdate();
    }

    <T> @Nullable T first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        counters.statements.increment();
        try (ResultSet rows = bind(prepare(sql), values).executeQuery()) {
            return rows.next() ? row.of(rows) : null;
        }
    }

    <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        counters.statements.increment();
        List<T> found = new ArrayList<>();
        try (ResultSet rows = bind(prepare(sql), values).executeQuery()) {
            while (rows.next()) {
                found.add(row.of(rows));
            }
        }
        return found;
    }

    private static PreparedStatement bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    void commit() throws SQLException {
        connection.commit();
        counters.commits.increment();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
