package org.duban.ledger.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A piece of SQL and the values of its parameters in their order. Text is only ever what is written in this module; what comes from
 * outside is a value.
 */
record Sql(String text, List<Object> values) {

    Sql {
        values = List.copyOf(values);
    }

    static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    /** {@code column IN (?, ?)}; holds for nothing when there are no values. */
    static Sql in(String column, Collection<?> values) {
        if (values.isEmpty()) {
            return of("1 = 0");
        }
        return new Sql(
                column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                new ArrayList<>(values));
    }

    /** The parts in their order with the separator between them. */
    static Sql join(String separator, List<Sql> parts) {
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> values.addAll(part.values));
        return new Sql(String.join(separator, parts.stream().map(Sql::text).toList()), values);
    }

    Sql then(Sql next) {
        return join("", List.of(this, next));
    }

    Sql then(String next, Object... values) {
        return then(of(next, values));
    }

    /** The same in parentheses, so that an "or" keeps together. */
    Sql grouped() {
        return new Sql("(" + text + ")", values);
    }
}
