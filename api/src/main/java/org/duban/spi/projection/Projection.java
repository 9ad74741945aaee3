package org.duban.spi.projection;

import java.util.List;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Table;
import org.duban.api.matter.Matter;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Computes a read table's rows from matters.
 *
 * <p>What an implementer owes: {@link #rows} is pure (same arguments, same rows; no I/O, no clock), quick (it runs on the journal's
 * writer thread) and complete: computing a matter's rows from nothing gives the same rows as following it event by event.
 */
@ConsumerType
public interface Projection {

    /** The tables; the same at each call. */
    List<Table> tables();

    /**
     * The rows that change when a matter goes from one state to another.
     *
     * @param before the matter before the events; null when the first of them registered it
     * @param steps the events in order, at least one, each with what it made of the matter; when rows are computed anew, the matter's
     *     whole history with {@code before} null
     * @return in the order in which they are to be written
     */
    List<RowChange> rows(@Nullable Matter before, List<Step> steps);
}
