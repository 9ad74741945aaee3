package org.duban.search.internal.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.duban.search.internal.watch.Need.Clue;
import org.jspecify.annotations.Nullable;

/**
 * Which of many queries find a document. Not thread-safe.
 *
 * <p>The document's terms are looked up once, and counted for each query that needs them; only a query that has as many as it {@linkplain Need
 * needs} is asked. A term that every query has costs each of them an addition, so that it doesn't matter which terms are rare.
 *
 * @param <K> what names a query
 */
public final class StandingQueries<K> {

    /** Fields bring their own tokens, or none. */
    private static final Analyzer NONE = new KeywordAnalyzer();

    private final Map<K, Integer> slots = new HashMap<>();
    private final List<@Nullable Standing<K>> standing = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<String, Clues> fields = new HashMap<>();
    private int[] counts = new int[64];

    private record Standing<K>(K key, Query query, Need need) {}

    /** The queries that need something of one field. */
    private static final class Clues {
        final Map<BytesRef, Slots> terms = new HashMap<>();

        /** By length. */
        final TreeMap<Integer, Map<BytesRef, Slots>> beginnings = new TreeMap<>();

        Map<BytesRef, Slots> of(Clue clue) {
            return clue.beginning()
                    ? beginnings.computeIfAbsent(clue.bytes().length, length -> new HashMap<>())
                    : terms;
        }
    }

    /** Numbers of queries; none twice. */
    private static final class Slots {
        int[] numbers = new int[2];
        int length;

        void add(int slot) {
            numbers = ArrayUtil.grow(numbers, length + 1);
            numbers[length++] = slot;
        }

        boolean remove(int slot) {
            for (int i = 0; i < length; i++) {
                if (numbers[i] == slot) {
                    numbers[i] = numbers[--length];
                    return length == 0;
                }
            }
            return length == 0;
        }
    }

    /** What they are asked of. */
    public static IndexSearcher inMemory(List<IndexableField> document) {
        MemoryIndex index = new MemoryIndex();
        for (IndexableField field : document) {
            index.addField(field, NONE);
        }
        index.freeze();
        return index.createSearcher();
    }

    public int size() {
        return slots.size();
    }

    /** Adds a query in the place of the one of that key. */
    public void put(K key, Query query) {
        remove(key);
        Integer reused = free.poll();
        int slot = reused == null ? standing.size() : reused;
        Standing<K> added = new Standing<>(key, query, Need.of(query));
        if (reused == null) {
            standing.add(added);
            counts = ArrayUtil.grow(counts, slot + 1);
        } else {
            standing.set(slot, added);
        }
        slots.put(key, slot);
        for (Clue clue : added.need().clues()) {
            fields.computeIfAbsent(clue.field(), field -> new Clues())
                    .of(clue)
                    .computeIfAbsent(clue.bytes(), bytes -> new Slots())
                    .add(slot);
        }
    }

    public void remove(K key) {
        Integer slot = slots.remove(key);
        if (slot == null) {
            return;
        }
        Standing<K> removed = standing.set(slot, null);
        if (removed != null) {
            for (Clue clue : removed.need().clues()) {
                Clues clues = fields.get(clue.field());
                Map<BytesRef, Slots> all = clues == null ? Map.of() : clues.of(clue);
                Slots needing = all.get(clue.bytes());
                if (needing != null && needing.remove(slot)) {
                    all.remove(clue.bytes());
                }
            }
        }
        free.push(slot);
    }

    /**
     * The keys of the queries that find the document, in no order.
     *
     * @param failed takes those that can't be asked; they are asked no more
     */
    public List<K> matching(IndexSearcher document, BiConsumer<K, Throwable> failed) {
        List<K> found = new ArrayList<>();
        for (Standing<K> candidate : candidates(document)) {
            try {
                if (finds(candidate.query(), document)) {
                    found.add(candidate.key());
                }
            } catch (RuntimeException | StackOverflowError e) {
                remove(candidate.key());
                failed.accept(candidate.key(), e);
            }
        }
        return found;
    }

    /** Whether the query of this key finds the document; false when there is none. */
    public boolean matches(K key, IndexSearcher document) {
        Integer slot = slots.get(key);
        Standing<K> one = slot == null ? null : standing.get(slot);
        return one != null && finds(one.query(), document);
    }

    private List<Standing<K>> candidates(IndexSearcher document) {
        Arrays.fill(counts, 0, standing.size(), 0);
        try {
            for (LeafReaderContext leaf : document.getIndexReader().leaves()) {
                for (FieldInfo field : leaf.reader().getFieldInfos()) {
                    Clues clues = fields.get(field.name);
                    Terms terms = clues == null ? null : leaf.reader().terms(field.name);
                    if (clues != null && terms != null) {
                        count(clues, terms.iterator());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the document is in memory
        }
        List<Standing<K>> candidates = new ArrayList<>();
        for (int slot = 0; slot < standing.size(); slot++) {
            Standing<K> each = standing.get(slot);
            if (each != null && counts[slot] >= each.need().atLeast()) {
                candidates.add(each);
            }
        }
        return candidates;
    }

    /** @param terms in order, so that those with one beginning follow one another */
    private void count(Clues clues, TermsEnum terms) throws IOException {
        BytesRef beginning = new BytesRef();
        Map<Integer, BytesRef> last = new HashMap<>();
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            count(clues.terms.get(term));
            for (Map.Entry<Integer, Map<BytesRef, Slots>> each : clues.beginnings.entrySet()) {
                int length = each.getKey();
                if (length > term.length) {
                    break;
                }
                beginning.bytes = term.bytes;
                beginning.offset = term.offset;
                beginning.length = length;
                if (!beginning.equals(last.get(length))) {
                    last.put(length, BytesRef.deepCopyOf(beginning));
                    count(each.getValue().get(beginning));
                }
            }
        }
    }

    private void count(@Nullable Slots needing) {
        if (needing != null) {
            for (int i = 0; i < needing.length; i++) {
                counts[needing.numbers[i]]++;
            }
        }
    }

    private static boolean finds(Query query, IndexSearcher document) {
        try {
            Weight weight = document.createWeight(document.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
            for (LeafReaderContext leaf : document.getIndexReader().leaves()) {
                Scorer scorer = weight.scorer(leaf);
                if (scorer != null && scorer.iterator().nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the document is in memory
        }
    }
}
