package org.duban.journal.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Table;
import org.jspecify.annotations.Nullable;

/**
 * The read tables that were made ready, and the SQL that changes their rows. A row is checked against its table before anything is
 * written, so that a wrong one fails its own append and not the batch.
 */
final class Tables {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");

    private record Known(Table table, List<Table.Column> key, String put, String remove) {}

    private final Map<String, Known> known = new HashMap<>();

    /** Makes the rows of a table acceptable. */
    void add(Table table) {
        known.put(table.name(), new Known(table, key(table), put(table), remove(table)));
    }

    Set<String> names() {
        return Set.copyOf(known.keySet());
    }

    boolean contains(Table table) {
        Known same = known.get(table.name());
        return same != null && same.table.equals(table);
    }

    /** @throws IllegalArgumentException when a name is not SQL's or reserved, or a key or index names no column */
    static void validate(Table table) {
        Predicate<String> column =
                name -> table.columns().stream().anyMatch(c -> c.name().equals(name));
        require(NAME.matcher(table.name()).matches(), table, "a name has a-z, 0-9 and _");
        require(
                !table.name().startsWith("journal_") && !table.name().startsWith("sqlite_"),
                table,
                "the names journal_… and sqlite_… are taken");
        require(table.version() >= 1, table, "versions begin with 1");
        require(!table.columns().isEmpty() && !table.key().isEmpty(), table, "columns and a key are needed");
        require(
                table.columns().stream().map(Table.Column::name).distinct().count()
                        == table.columns().size(),
                table,
                "a column is there twice");
        for (Table.Column c : table.columns()) {
            require(NAME.matcher(c.name()).matches(), table, "no column name: " + c.name());
        }
        for (String name : table.key()) {
            require(
                    table.columns().stream().anyMatch(c -> c.name().equals(name) && c.required()),
                    table,
                    "the key names no required column: " + name);
        }
        for (Table.Index index : table.indexes()) {
            require(!index.columns().isEmpty(), table, "an index needs columns");
            for (String name : index.columns()) {
                require(column.test(name), table, "an index names no column: " + name);
            }
            require(!index.where().contains(";"), table, "a condition is one expression: " + index.where());
        }
    }

    private static void require(boolean right, Table table, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("table " + table.name() + ": " + otherwise);
        }
    }

    /** The statements that create a table and its indexes. */
    static List<String> definition(Table table) {
        List<String> statements = new ArrayList<>();
        String columns = table.columns().stream()
                .map(c -> quoted(c.name())
                        + (c.type() == Table.Type.INTEGER ? " integer" : " text")
                        + (c.required() ? " not null" : ""))
                .collect(Collectors.joining(", "));
        // Without a rowid the key needs no index of its own, but every further index holds the whole key; that is
        // smaller when it
        // does so anyway.
        boolean keyEverywhere =
                table.indexes().stream().allMatch(index -> index.columns().containsAll(table.key()));
        String storage = keyEverywhere ? " without rowid" : "";
        statements.add("create table " + quoted(table.name()) + " (" + columns + ", primary key (" + list(table.key())
                + "))" + storage);
        for (int i = 0; i < table.indexes().size(); i++) {
            Table.Index index = table.indexes().get(i);
            statements.add("create index " + quoted("journal_index_" + table.name() + "_" + (i + 1)) + " on "
                    + quoted(table.name()) + " (" + list(index.columns()) + ")"
                    + (index.where().isEmpty() ? "" : " where " + index.where()));
        }
        return statements;
    }

    static String drop(Table table) {
        return "drop table if exists " + quoted(table.name());
    }

    static String clear(Table table) {
        return "delete from " + quoted(table.name());
    }

    private static String put(Table table) {
        List<String> columns = table.columns().stream().map(Table.Column::name).toList();
        String changes = columns.stream()
                .filter(c -> !table.key().contains(c))
                .map(c -> quoted(c) + " = excluded." + quoted(c))
                .collect(Collectors.joining(", "));
        return "insert into " + quoted(table.name()) + " (" + list(columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ") on conflict (" + list(table.key())
                + ") do " + (changes.isEmpty() ? "nothing" : "update set " + changes);
    }

    private static String remove(Table table) {
        return "delete from " + quoted(table.name()) + " where " + keyed(table);
    }

    // Few sets of columns ever change together, so the statements for them are worth keeping like all others.
    private static String update(Known known, Set<String> columns) {
        return "update " + quoted(known.table.name()) + " set "
                + columns.stream().map(c -> quoted(c) + " = ?").collect(Collectors.joining(", ")) + " where "
                + keyed(known.table);
    }

    private static String keyed(Table table) {
        return table.key().stream().map(c -> quoted(c) + " = ?").collect(Collectors.joining(" and "));
    }

    private static List<Table.Column> key(Table table) {
        return table.key().stream()
                .flatMap(name -> table.columns().stream().filter(c -> c.name().equals(name)))
                .toList();
    }

    private static String list(List<String> names) {
        return names.stream().map(Tables::quoted).collect(Collectors.joining(", "));
    }

    // A column may well be called "group" or "order".
    private static String quoted(String name) {
        return '"' + name + '"';
    }

    /** @throws IllegalArgumentException when the row doesn't fit a table that was made ready */
    void check(RowChange change) {
        Known table = known(change);
        if (change instanceof RowChange.Put put) {
            check(change, put.values(), table.table.columns());
        } else if (change instanceof RowChange.Update update) {
            check(change, update.key(), table.key);
            check(
                    change,
                    new ArrayList<>(update.changes().values()),
                    update.changes().keySet().stream()
                            .map(name -> changeable(change, table, name))
                            .toList());
        } else if (change instanceof RowChange.Remove remove) {
            check(change, remove.key(), table.key);
        }
    }

    private static void check(RowChange change, List<? extends @Nullable Object> values, List<Table.Column> columns) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + change.table() + " has " + columns.size() + " values: " + change);
        }
        for (int i = 0; i < columns.size(); i++) {
            Table.Column column = columns.get(i);
            Object value = values.get(i);
            boolean fits = value == null
                    ? !column.required()
                    : column.type() == Table.Type.TEXT
                            ? value instanceof String
                            : value instanceof Integer || value instanceof Long || value instanceof Boolean;
            if (!fits) {
                throw new IllegalArgumentException(
                        "not possible in " + change.table() + "." + column.name() + ": " + value);
            }
        }
    }

    private static Table.Column changeable(RowChange change, Known table, String name) {
        return table.table.columns().stream()
                .filter(column -> column.name().equals(name) && !table.key.contains(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a column of " + change.table() + " that can be changed: " + name));
    }

    /** Writes a change that was checked. */
    void apply(Sql sql, RowChange change) throws SQLException {
        Known table = known(change);
        if (change instanceof RowChange.Put put) {
            sql.update(table.put, values(put.values()));
        } else if (change instanceof RowChange.Update update) {
            List<@Nullable Object> bound = new ArrayList<>(update.changes().values());
            bound.addAll(update.key());
            sql.updateOne(update(table, update.changes().keySet()), values(bound));
        } else if (change instanceof RowChange.Remove remove) {
            sql.update(table.remove, values(remove.key()));
        }
    }

    private static @Nullable Object[] values(List<? extends @Nullable Object> values) {
        @Nullable Object[] bound = values.toArray();
        for (int i = 0; i < bound.length; i++) {
            if (bound[i] instanceof Boolean flag) {
                bound[i] = flag ? 1 : 0;
            }
        }
        return bound;
    }

    private Known known(RowChange change) {
        Known table = known.get(change.table());
        if (table == null) {
            throw new IllegalArgumentException("no such table was made ready: " + change.table());
        }
        return table;
    }
}
