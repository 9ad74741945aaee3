package org.duban.spi.search;

import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An index of matters.
 *
 * <p>What an implementer owes: searches from any thread at any time, also while the one writer is at work; a search sees the index as it was
 * after some {@link #refresh}. Errors as in {@link SearchEngine}.
 */
@ConsumerType
public interface SearchIndex extends AutoCloseable {

    /** What was last committed; {@link Mark#NONE} for a new index. */
    Mark mark();

    /** How many matters a search can see. */
    long size();

    /** Adds matters, each in the place of what was there under its id. They are seen after the next {@link #refresh}. */
    void put(Collection<MatterText> matters);

    /** Makes what was put seen. Quick for a few matters: it is called after each. */
    void refresh();

    /** Makes what was put durable, together with the mark. */
    void commit(Mark mark);

    /**
     * Finds matters. Access is part of the query ({@link Asked#visibility}).
     *
     * @throws org.duban.api.DubanException also {@code INVALID_FIELD} for an {@link Asked#after} it didn't give for this query
     */
    Found find(Asked asked);

    /** How many matters fit; {@link Asked#limit} and {@link Asked#facets} are not looked at. */
    long count(Asked asked);

    /** Ends it; what wasn't committed may be lost. */
    @Override
    void close();

    /**
     * How far an index is.
     *
     * @param position every event up to this one of the feed is in it
     * @param whole whether it holds every matter; false while it is being filled for the first time
     */
    record Mark(long position, boolean whole) {
        /** Of an index that was never committed. */
        public static final Mark NONE = new Mark(0, false);
    }
}
