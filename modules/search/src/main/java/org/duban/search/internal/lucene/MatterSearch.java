package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;
import org.duban.api.access.Visibility;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Found;
import org.duban.spi.search.Found.Match;
import org.duban.spi.search.MatterText;

/** Answers what is asked from one state of the index. */
final class MatterSearch {

    private final IndexSearcher searcher;
    private final ConditionQueries queries;

    MatterSearch(IndexSearcher searcher, ConditionQueries queries) {
        this.searcher = searcher;
        this.queries = queries;
    }

    long count(Asked asked) throws IOException {
        return asked.visibility().clauses().isEmpty() ? 0 : searcher.count(query(asked, false, ""));
    }

    Found find(Asked asked) throws IOException {
        Cursor after = asked.after() == null ? null : Cursor.read(asked.after(), asked);
        if (asked.visibility().clauses().isEmpty()) {
            return new Found(List.of(), 0, true, noCounts(asked.facets()), null);
        }
        Map<String, Map<String, Long>> facets = new HashMap<>();
        long total = countFacets(asked, facets);
        if (asked.limit() <= 0) {
            return new Found(List.of(), total >= 0 ? total : count(asked), true, facets, null);
        }
        boolean scored = asked.sort() == Sort.RELEVANCE;
        Order order = Order.of(asked.sort());
        TopFieldDocs top = searcher.search(
                query(asked, scored, ""),
                new TopFieldCollectorManager(
                        order.sort(),
                        asked.limit() + 1,
                        after == null ? null : order.after(after),
                        total >= 0 ? 0 : asked.exactTotal()));
        boolean more = top.scoreDocs.length > asked.limit();
        List<Match> matches = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        Cursor last = null;
        for (ScoreDoc each : more ? List.of(top.scoreDocs).subList(0, asked.limit()) : List.of(top.scoreDocs)) {
            matches.add(new Match(matter(stored, each.doc), order.score((FieldDoc) each)));
            last = order.cursor((FieldDoc) each);
        }
        boolean exact = total >= 0 || top.totalHits.relation == TotalHits.Relation.EQUAL_TO;
        return new Found(
                matches,
                total >= 0 ? total : top.totalHits.value,
                exact,
                facets,
                more && last != null ? last.write(asked) : null);
    }

    /** Counts what is asked for; returns how many fit, -1 when it wasn't necessary to go through all. */
    private long countFacets(Asked asked, Map<String, Map<String, Long>> facets) throws IOException {
        Set<String> filtered = new HashSet<>();
        for (Condition filter : asked.filters()) {
            if (filter instanceof Key key && asked.facets().contains(key.key())) {
                filtered.add(key.key());
            }
        }
        // A facet that is filtered by shows what else could be chosen, so it is counted without its own filter.
        for (String key : filtered) {
            FacetCounts alone = new FacetCounts(Set.of(key));
            searcher.search(query(asked, false, key), alone);
            facets.putAll(alone.counts());
        }
        Set<String> others = new HashSet<>(asked.facets());
        others.removeAll(filtered);
        if (others.isEmpty()) {
            return -1;
        }
        FacetCounts together = new FacetCounts(others);
        searcher.search(query(asked, false, ""), together);
        facets.putAll(together.counts());
        return together.total();
    }

    private static Map<String, Map<String, Long>> noCounts(Set<String> facets) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        facets.forEach(key -> counts.put(key, Map.of()));
        return counts;
    }

    /** @param unfiltered the key whose filters are left out; empty: none */
    private Query query(Asked asked, boolean scored, String unfiltered) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (scored) {
            all.add(queries.wanted(asked.wanted()), Occur.MUST);
        } else {
            all.add(queries.filter(asked.wanted()), Occur.FILTER);
        }
        for (Condition filter : asked.filters()) {
            if (!(filter instanceof Key key && key.key().equals(unfiltered))) {
                all.add(queries.filter(filter), Occur.FILTER);
            }
        }
        Visibility visibility = asked.visibility();
        if (!visibility.everything()) {
            all.add(new VisibleQuery(visibility), Occur.FILTER);
        }
        return all.build();
    }

    private static MatterText matter(StoredFields stored, int doc) throws IOException {
        MatterBytes visitor = new MatterBytes();
        stored.document(doc, visitor);
        return MatterCodec.decode(visitor.bytes);
    }

    private static final class MatterBytes extends StoredFieldVisitor {

        private byte[] bytes = new byte[0];

        @Override
        public Status needsField(FieldInfo field) {
            return field.name.equals(Field.MATTER) ? Status.YES : Status.NO;
        }

        @Override
        public void binaryField(FieldInfo field, byte[] value) {
            bytes = value;
        }
    }

    /**
     * An order of matters. The id makes it total.
     *
     * @param sort the order
     * @param scored whether the score is what is sorted by
     */
    private record Order(org.apache.lucene.search.Sort sort, boolean scored) {

        static Order of(Sort by) {
            SortField first = switch (by) {
                case RELEVANCE -> SortField.FIELD_SCORE;
                case NEWEST -> number(Field.RECEIVED, true);
                case OLDEST -> number(Field.RECEIVED, false);
                case DUE -> number(Field.RUNNING, false);
                case CHANGED -> number(Field.CHANGED, true);
            };
            return new Order(
                    new org.apache.lucene.search.Sort(first, new SortField(Field.ID, SortField.Type.STRING)),
                    by == Sort.RELEVANCE);
        }

        private static SortField number(String field, boolean descending) {
            SortField sort = new SortField(field, SortField.Type.LONG, descending);
            sort.setMissingValue(descending ? Long.MIN_VALUE : Long.MAX_VALUE); // last
            return sort;
        }

        FieldDoc after(Cursor cursor) {
            Object first = scored ? (Object) Float.intBitsToFloat((int) cursor.value()) : (Object) cursor.value();
            // No two matters have one place, so which document it was doesn't matter.
            return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {first, new BytesRef(cursor.id())});
        }

        Cursor cursor(FieldDoc match) {
            Object first = match.fields[0];
            long value = first instanceof Float score ? Float.floatToIntBits(score) : (Long) first;
            return new Cursor(value, ((BytesRef) match.fields[1]).utf8ToString());
        }

        double score(FieldDoc match) {
            return match.fields[0] instanceof Float score ? score : 0;
        }
    }
}
