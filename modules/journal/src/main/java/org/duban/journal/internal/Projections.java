package org.duban.journal.internal;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Table;

/**
 * Which read tables there are, and whether their rows are those of the journal's head: then their version is written in the
 * database, else 0. Used by the writer's thread only.
 */
final class Projections {

    private static final int STALE = 0;

    private static final String SELECT = "select version, definition from journal_projection where name = ?";
    private static final String PUT = """
            insert into journal_projection (name, version, definition) values (?, ?, ?)
            on conflict (name) do update set version = excluded.version, definition = excluded.definition
            """;
    private static final String NOT_FOLLOWED =
            "update journal_projection set version = " + STALE + " where version <> " + STALE + " and name not in (%s)";

    private record Known(int version, String definition) {}

    private final Tables tables = new Tables();
    private boolean settled;

    Tables tables() {
        return tables;
    }

    /** Creates what is missing, in the open transaction. */
    boolean prepare(Sql sql, State state, List<Table> wanted) throws SQLException {
        boolean current = true;
        for (Table table : wanted) {
            String definition = definition(table);
            Known known = sql.first(SELECT, row -> new Known(row.getInt(1), row.getString(2)), table.name());
            if (known != null && known.version == table.version() && known.definition.equals(definition)) {
                continue;
            }
            sql.update(Tables.drop(table));
            for (String statement : Tables.definition(table)) {
                sql.update(statement);
            }
            boolean empty = state.position == 0;
            sql.update(PUT, table.name(), empty ? table.version() : STALE, definition);
            current &= empty;
        }
        return current;
    }

    /** Replaces all rows, in the open transaction. */
    void rewrite(Sql sql, List<Table> rewritten, Consumer<Consumer<RowChange>> rows) throws SQLException {
        for (Table table : rewritten) {
            if (!tables.contains(table)) {
                throw new IllegalArgumentException("this table was not made ready: " + table.name());
            }
            sql.update(Tables.clear(table));
        }
        Set<String> names = rewritten.stream().map(Table::name).collect(Collectors.toSet());
        try {
            rows.accept(row -> {
                if (!names.contains(row.table())) {
                    throw new IllegalArgumentException("a row of a table that is not rewritten: " + row.table());
                }
                tables.check(row);
                try {
                    tables.apply(sql, row);
                } catch (SQLException e) {
                    throw new Failed(e);
                }
            });
        } catch (Failed e) {
            throw e.sql;
        }
        for (Table table : rewritten) {
            sql.update(PUT, table.name(), table.version(), definition(table));
        }
    }

    /** Takes an SQLException through code that may throw none. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SQLException sql;

        Failed(SQLException sql) {
            super(sql);
            this.sql = sql;
        }
    }

    private static String definition(Table table) {
        return String.join(";\n", Tables.definition(table));
    }

    /**
     * Before the first events are committed, a table that nobody has made ready since the start stops being current: its rows will
     * not follow them.
     */
    void settle(Sql sql) throws SQLException {
        if (!settled) {
            Object[] followed = tables.names().toArray();
            sql.update(NOT_FOLLOWED.formatted(String.join(", ", Collections.nCopies(followed.length, "?"))), followed);
            settled = true;
        }
    }

    /** The transaction that settled may have failed. */
    void unsettle() {
        settled = false;
    }
}
