package org.duban.api.journal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change to a read table. */
public sealed interface RowChange {

    /** Name of the table. */
    String table();

    /** Inserts the row or replaces the one with the same key; a value for each column, in the table's order. */
    record Put(String table, List<@Nullable Object> values) implements RowChange {
        public Put {
            values = Collections.unmodifiableList(values);
        }

        /** A row of these values; null, String, Integer, Long and Boolean (0 or 1) are possible. */
        public static Put of(String table, @Nullable Object... values) {
            return new Put(table, Arrays.asList(values));
        }
    }

    /**
     * Changes some columns of the row with this key, which must be there: nothing is written for the others, nor for indexes without a
     * changed column.
     *
     * @param key values of the key columns, in the key's order
     * @param changes name of each changed column, none of the key's → its new value
     */
    record Update(String table, List<Object> key, Map<String, @Nullable Object> changes) implements RowChange {
        public Update {
            key = List.copyOf(key);
            changes = Collections.unmodifiableMap(changes);
        }
    }

    /** Removes the row with this key, if it is there. */
    record Remove(String table, List<Object> key) implements RowChange {
        public Remove {
            key = List.copyOf(key);
        }
    }
}
