package org.duban.search.internal.watch;

import org.apache.lucene.search.Query;
import org.duban.search.internal.query.Marks;
import org.duban.spi.search.Condition;

/** What the text of a watch looks for. Asked by the reader and by whoever sets a watch, from any thread. */
public interface WatchReading {

    /** What texts are read by, the day among it: as long as it is equal, a text reads the same. */
    Object basis();

    /**
     * Reads a text, strictly: where the search box would remark on something, a watch is refused, because nobody would read the remark.
     *
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} when it looks for nothing, or names something unknown
     */
    Wanted read(String text);

    /**
     * What is looked for.
     *
     * @param condition what it means
     * @param query finds the document of a matter's new texts
     * @param facts whether it says something of the matter alone and nothing of its texts
     */
    record Wanted(Condition condition, Query query, boolean facts) {}

    /** What shows in a text why it was found. */
    Marks marks(Wanted wanted);
}
