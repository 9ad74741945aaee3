package org.duban.api.journal;

import java.util.List;

/**
 * A read table.
 *
 * @param name lower-case SQL name
 * @param version counts up with each change of columns, key, indexes or meaning: the rows are then computed anew
 * @param columns in order
 * @param key names of the columns that identify a row
 * @param indexes further indexes
 */
public record Table(String name, int version, List<Column> columns, List<String> key, List<Index> indexes) {

    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        indexes = List.copyOf(indexes);
    }

    /** A column's type, in what SQLite and PostgreSQL both speak. */
    public enum Type {
        /** {@code Long} or {@code Integer}; dates are days since 1970-01-01, instants are milliseconds since then. */
        INTEGER,
        /** {@code String}. */
        TEXT
    }

    /** A column; {@code required} columns are never null. */
    public record Column(String name, Type type, boolean required) {}

    /**
     * An index.
     *
     * @param columns names of its columns in order
     * @param where SQL condition of a partial index; empty for a whole one
     */
    public record Index(List<String> columns, String where) {
        public Index {
            columns = List.copyOf(columns);
        }
    }
}
