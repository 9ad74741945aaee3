package org.duban.search.internal.lucene;

import java.io.IOException;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.UsageTrackingQueryCachingPolicy;

/** What an asker may see is kept from the first time on, anything else when it is asked again and again. */
final class VisibleQueryCaching implements QueryCachingPolicy {

    private final QueryCachingPolicy others = new UsageTrackingQueryCachingPolicy();

    @Override
    public void onUse(Query query) {
        if (!(query instanceof VisibleQuery)) {
            others.onUse(query);
        }
    }

    @Override
    public boolean shouldCache(Query query) throws IOException {
        return query instanceof VisibleQuery || others.shouldCache(query);
    }
}
