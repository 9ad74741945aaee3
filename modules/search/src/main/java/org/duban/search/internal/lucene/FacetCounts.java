package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of keys over all matters that fit: by ordinal in each segment, by value over all. A refresh costs it nothing.
 */
final class FacetCounts extends SimpleCollector {

    private final List<String> keys;
    private final Map<String, Map<String, Long>> counts = new HashMap<>();
    private @Nullable Segment[] segments;
    private long total;

    FacetCounts(Set<String> keys) {
        this.keys = List.copyOf(keys);
        this.segments = new Segment[keys.size()];
        for (String key : keys) {
            counts.put(key, new HashMap<>());
        }
    }

    /** By key: value → how many. */
    Map<String, Map<String, Long>> counts() {
        return counts;
    }

    long total() {
        return total;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        for (int i = 0; i < segments.length; i++) {
            SortedSetDocValues values = context.reader().getSortedSetDocValues(Field.key(keys.get(i)));
            segments[i] = values == null ? null : new Segment(values);
        }
    }

    @Override
    public void collect(int doc) throws IOException {
        total++;
        for (Segment segment : segments) {
            if (segment != null) {
                segment.count(doc);
            }
        }
    }

    @Override
    public void finish() throws IOException {
        for (int i = 0; i < segments.length; i++) {
            Segment segment = segments[i];
            if (segment != null) {
                segment.addTo(counts.computeIfAbsent(keys.get(i), key -> new HashMap<>()));
                segments[i] = null;
            }
        }
    }

    private static final class Segment {
        private final SortedSetDocValues values;
        private final int[] counts;

        Segment(SortedSetDocValues values) {
            this.values = values;
            this.counts = new int[Math.toIntExact(values.getValueCount())];
        }

        void count(int doc) throws IOException {
            if (values.advanceExact(doc)) {
                for (int left = values.docValueCount(); left > 0; left--) {
                    counts[(int) values.nextOrd()]++;
                }
            }
        }

        void addTo(Map<String, Long> all) throws IOException {
            for (int ord = 0; ord < counts.length; ord++) {
                if (counts[ord] > 0) {
                    all.merge(values.lookupOrd(ord).utf8ToString(), (long) counts[ord], Long::sum);
                }
            }
        }
    }
}
