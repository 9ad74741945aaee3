package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
import org.duban.api.access.Visibility;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.search.internal.lucene.rank.SecondLook;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Found;
import org.duban.spi.search.Found.Match;
import org.duban.spi.search.MatterText;
import org.jspecify.annotations.Nullable;

/** Answers what is asked from one state of the index. */
final class MatterSearch {

    private final IndexSearcher searcher;
    private final ConditionQueries queries;
    private final SecondLook secondLook;

    MatterSearch(IndexSearcher searcher, ConditionQueries queries, SecondLook secondLook) {
        this.searcher = searcher;
        this.queries = queries;
        this.secondLook = secondLook;
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
        // The best come first in the order of the second look; a page that begins among them is taken from the top.
        boolean fromTop = scored && SecondLook.isWorthIt(asked.wanted()) && (after == null || Place.isLookedAt(after));
        TopFieldDocs top = searcher.search(
                query(asked, scored, ""),
                new TopFieldCollectorManager(
                        order.sort(),
                        depth(asked, after, fromTop),
                        after == null || fromTop ? null : order.after(after),
                        total >= 0 ? 0 : asked.exactTotal()));
        List<Place> places = fromTop ? lookedAt(asked.wanted(), top.scoreDocs, after) : order.places(top.scoreDocs);
        boolean more = places.size() > asked.limit();
        List<Place> page = more ? places.subList(0, asked.limit()) : places;
        List<MatterText> matters = MatterReading.read(
                searcher.getIndexReader(),
                page.stream().mapToInt(Place::document).toArray());
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            matches.add(new Match(matters.get(i), page.get(i).score()));
        }
        boolean exact = total >= 0 || top.totalHits.relation == TotalHits.Relation.EQUAL_TO;
        return new Found(
                matches,
                total >= 0 ? total : top.totalHits.value,
                exact,
                facets,
                more ? page.get(page.size() - 1).cursor().write(asked) : null);
    }

    /** How many of the best are needed to tell the page and whether there is another. */
    private static int depth(Asked asked, @Nullable Cursor after, boolean fromTop) {
        int page = asked.limit() + 1;
        if (!fromTop) {
            return page;
        }
        return after == null ? Math.max(page, SecondLook.DEPTH) : SecondLook.DEPTH + page;
    }

    private List<Place> lookedAt(Condition wanted, ScoreDoc[] top, @Nullable Cursor after) throws IOException {
        Map<Integer, IdOrder.Id> ids = new HashMap<>();
        int depth = Math.min(SecondLook.DEPTH, top.length);
        for (int i = 0; i < depth; i++) {
            ids.put(top[i].doc, Place.id((FieldDoc) top[i]));
        }
        List<Place> places = new ArrayList<>();
        for (ScoreDoc match : secondLook.order(searcher, wanted, Arrays.copyOf(top, depth))) {
            places.add(Place.lookedAt(match, ids.getOrDefault(match.doc, () -> "")));
        }
        for (int i = depth; i < top.length; i++) {
            places.add(Place.scored((FieldDoc) top[i]));
        }
        Collections.sort(places);
        if (after != null) {
            Place last = new Place(-1, 0, after.value(), after::id);
            places.removeIf(place -> place.compareTo(last) <= 0);
        }
        return places;
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
                    new org.apache.lucene.search.Sort(first, new SortField(Field.ID, new IdOrder())),
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
            return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {first, (IdOrder.Id) cursor::id});
        }

        List<Place> places(ScoreDoc[] matches) {
            return Stream.of(matches)
                    .map(match -> scored ? Place.scored((FieldDoc) match) : Place.sorted((FieldDoc) match))
                    .toList();
        }
    }

    /**
     * A match and its place in the order.
     *
     * @param score from 1 on when it was looked at twice, else less
     * @param value what is sorted by, as in {@link Cursor}: scores aren't negative, so their bits are in their order
     */
    private record Place(int document, double score, long value, IdOrder.Id id) implements Comparable<Place> {

        /** Added to the bits of a score of the second look: all these come before all others. */
        private static final long LOOKED_AT = 1L << Float.SIZE;

        static boolean isLookedAt(Cursor cursor) {
            return cursor.value() >= LOOKED_AT;
        }

        static Place lookedAt(ScoreDoc match, IdOrder.Id id) {
            return new Place(match.doc, 1 + match.score, LOOKED_AT | Float.floatToIntBits(match.score), id);
        }

        static Place scored(FieldDoc match) {
            float score = (Float) match.fields[0];
            return new Place(match.doc, score / (1 + score), Float.floatToIntBits(score), id(match));
        }

        static Place sorted(FieldDoc match) {
            return new Place(match.doc, 0, (Long) match.fields[0], id(match));
        }

        static IdOrder.Id id(FieldDoc match) {
            return (IdOrder.Id) match.fields[1];
        }

        Cursor cursor() {
            return new Cursor(value, id.text());
        }

        /** By scores, the best first. */
        @Override
        public int compareTo(Place other) {
            int order = Long.compare(other.value, value);
            return order != 0 ? order : id.text().compareTo(other.id.text());
        }
    }
}
