package org.duban.search.internal.lucene.rank;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.IndexSearcher;

/**
 * Where terms stand in the dictionaries of an index, looked up once for both looks and for the queries after: with many segments finding the terms of
 * a query takes as long as finding its matches. Thread-safe.
 */
public final class GramStates {

    /** Of a smaller index it isn't worth remembering; one that is made for a single matter would only drive out the others. */
    private static final int WORTH_IT = 1_000;

    /** About a megabyte. */
    private static final int MOST = 4_096;

    private final Map<Term, TermStates> known = new ConcurrentHashMap<>();

    /** Where a term stands in what is searched, with how many matters have it. */
    public TermStates of(IndexSearcher searcher, Term term) throws IOException {
        TermStates states = known.get(term);
        if (states == null || !states.wasBuiltFor(searcher.getTopReaderContext())) {
            states = TermStates.build(searcher, term, true);
            if (searcher.getIndexReader().maxDoc() >= WORTH_IT) {
                if (known.size() >= MOST) {
                    known.clear();
                }
                known.put(term, states);
            }
        }
        return states;
    }
}
