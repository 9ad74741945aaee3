package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.IndexSearcher.TooManyClauses;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.QueryCache;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.similarities.Similarity;
import org.duban.search.internal.lucene.rank.SecondLook;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Found;

/** Answers what is asked of any state of any index: what all searches share. Thread-safe. */
final class Answers {

    /** A search that takes longer is ended with an error. */
    static final long LIMIT_SECONDS = 10;

    private static final int CACHED_QUERIES = 500;
    private static final long CACHED_BYTES = 32L << 20;

    private final ConditionQueries queries;
    private final SecondLook secondLook;
    private final Similarity similarity;
    private final QueryCache cache = new LRUQueryCache(CACHED_QUERIES, CACHED_BYTES);
    private final QueryCachingPolicy caching = new VisibleQueryCaching();

    Answers(ConditionQueries queries, SecondLook secondLook, Similarity similarity) {
        this.queries = queries;
        this.secondLook = secondLook;
        this.similarity = similarity;
    }

    Similarity similarity() {
        return similarity;
    }

    Found find(String index, IndexReader reader, Asked asked) throws IOException {
        return within(index, reader, searcher -> new MatterSearch(searcher, queries, secondLook).find(asked));
    }

    long count(String index, IndexReader reader, Asked asked) throws IOException {
        return within(index, reader, searcher -> new MatterSearch(searcher, queries, secondLook).count(asked));
    }

    private interface Search<T> {
        T run(IndexSearcher searcher) throws IOException;
    }

    private <T> T within(String index, IndexReader reader, Search<T> search) throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity);
        searcher.setQueryCache(cache);
        searcher.setQueryCachingPolicy(caching);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        searcher.setTimeout(() -> System.nanoTime() - end > 0);
        T found;
        try {
            found = search.run(searcher);
        } catch (TooManyClauses e) {
            throw ConditionQueries.tooLarge(e);
        }
        if (searcher.timedOut()) {
            throw Failure.unavailable(
                    index,
                    "查询超过 " + LIMIT_SECONDS + " 秒没有结束，请缩小范围",
                    "the query didn't end within " + LIMIT_SECONDS + " s",
                    null);
        }
        return found;
    }
}
