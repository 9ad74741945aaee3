package org.duban.api.ledger;

import org.duban.api.matter.Actor;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lists and counts. Thread-safe. Shows only what the actor may see, by the rules for {@code Read}: access is part of the query, so
 * counts leak nothing. What a command did is in the ledger when the command returns.
 *
 * <p>A page of the usual lists costs the same with 1,000 and 1,000,000 matters: by unit, officer, leader, partner, kind, form field or
 * open stage in order of receipt; by unit or officer or what is red in order of due dates; what is open in order of receipt; everything
 * in any order; and a line's or group's share of these. A page of another list costs at most the matters it is looked for among, a
 * count those it counts.
 */
@ProviderType
public interface Ledger {

    /** The most rows of one page. */
    int MAX_PAGE = 1_000;

    /**
     * One page of a list.
     *
     * @param after {@link Page#next()} of the page before; null for the first
     * @param limit rows on a page, 1 to {@link #MAX_PAGE}
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for a limit out of range, an unknown light or filter, a {@code
     *     next} of another query; {@code PERSON_UNKNOWN}, {@code CALENDAR_OUT_OF_RANGE} for an instant before the first notice,
     *     {@code STOPPED}, {@code DATA_DIRECTORY_UNUSABLE} when the tables can't be read
     */
    Page list(Actor actor, LedgerQuery query, @Nullable String after, int limit);

    /**
     * Counts the matters a query finds, by one dimension. Lights are those the list shows; no light is the empty value.
     *
     * @throws org.duban.api.DubanException as {@link #list}
     */
    Counts count(Actor actor, LedgerQuery query, Dimension by);
}
