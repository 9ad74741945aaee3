package org.duban.search.internal.lucene;

import java.util.function.Function;
import org.apache.lucene.search.Query;
import org.duban.spi.search.Condition.Need;

/** How what people write without thinking of words becomes a query. Pure. */
public interface Ranking {

    /**
     * A text about the same thing.
     *
     * @param text as it was typed
     * @param need what must be there
     * @param gram the query for a gram
     */
    Query about(String text, Need need, Function<String, Query> gram);

    /**
     * A matter like another one.
     *
     * @param title may be empty
     * @param text may be empty
     * @param gram the query for a gram
     */
    Query like(String title, String text, Function<String, Query> gram);
}
