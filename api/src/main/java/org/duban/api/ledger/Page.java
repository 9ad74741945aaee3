package org.duban.api.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param rows in the query's order
 * @param next hands in the next page ({@link Ledger#list}); null at the end. Opaque; good for the same query only. Matters that
 *     change between two pages are neither skipped nor shown twice unless their sort key changed.
 */
public record Page(List<LedgerRow> rows, @Nullable String next) {
    public Page {
        rows = List.copyOf(rows);
    }
}
