package org.duban.search.internal.lucene.rank;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.SmallFloat;
import org.duban.search.internal.lucene.rank.Telling.Gram;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Within;
import org.jspecify.annotations.Nullable;

/**
 * Puts the best of what a first search found in their final order: by everything that is known about how they fit, which for a few is cheap. What
 * counts, and for how much:
 *
 * <ol>
 *   <li>the characters of the words, at the beginning of the matter (1): 不动产证 is near to 房产证;
 *   <li>the grams, as a language model (0.8): many of them once say more than one of them often;
 *   <li>where the telling grams occur first (0.6): what a matter is about is said early;
 *   <li>which words are there as a whole (0.8): of two that share the same grams, the one that has the words;
 *   <li>when the asker wrote several parts, how much of each stands there as it was written (0.8);
 *   <li>whether all that was typed stands there in one piece (10).
 * </ol>
 *
 * <p>The weights are about those that serve all of eight collections best, of messages, replies, laws and an encyclopaedia; twice as much or half as
 * much of one changes little. Thread-safe.
 */
public final class SecondLook {

    /** So many of the best are looked at again; 50 or 100 change nothing that can be measured. */
    public static final int DEPTH = 30;

    private static final double CHARACTERS = 1;
    private static final double GRAMS = 0.8;
    private static final double EARLY = 0.6;
    private static final double WORDS = 0.8;
    private static final double PARTS = 0.8;
    private static final double AS_TYPED = 10;

    /** What a gram weighs in the language model that is no part of what is looked for. */
    private static final double ASKING = 0.2;

    /** After so many positions a first occurrence counts 1/e of one at the very beginning. */
    private static final double EARLINESS = 150;

    /** Grams of a query that are looked at, and occurrences of one in one matter. */
    private static final int MOST_GRAMS = 160;

    private static final int MOST_POSITIONS = 1_000;

    private final PlainVocabulary vocabulary;
    private final String gramField;
    private final String characterField;
    private volatile @Nullable CharacterRarity rarity;

    /**
     * @param vocabulary the dictionary as it is now
     * @param gramField grams with positions and norms
     * @param characterField {@link CharacterCounts} as binary doc values
     */
    public SecondLook(PlainVocabulary vocabulary, String gramField, String characterField) {
        this.vocabulary = vocabulary;
        this.gramField = gramField;
        this.characterField = characterField;
    }

    /** Whether there is anything in a condition to look at again; if not, the first order is final. */
    public static boolean isWorthIt(Condition wanted) {
        return !texts(wanted).isEmpty();
    }

    /**
     * The same matches in their final order; of equals, the one that came first. Their scores are positive and comparable with each other, not with
     * those they had.
     *
     * @param wanted what they were found by
     * @param best the best of them; not changed
     */
    public ScoreDoc[] order(IndexSearcher searcher, Condition wanted, ScoreDoc[] best) throws IOException {
        Telling telling = vocabulary.telling(texts(wanted));
        double[] scores = new Look(searcher, telling, isLoose(wanted)).scores(best);
        ScoreDoc[] ordered = new ScoreDoc[best.length];
        for (int i = 0; i < best.length; i++) {
            ordered[i] = new ScoreDoc(best[i].doc, positive(scores[i]), best[i].shardIndex);
        }
        Arrays.sort(ordered, Comparator.comparingDouble((ScoreDoc match) -> -match.score));
        return ordered;
    }

    /** Any number as a positive one, in the same order. */
    private static float positive(double score) {
        return (float) (score < 0 ? 1 / (1 - score) : 1 + score);
    }

    /** What was typed, as far as it counts for the score. */
    private static Set<String> texts(Condition wanted) {
        Set<String> texts = new LinkedHashSet<>();
        collect(wanted, texts);
        return texts;
    }

    /** Whether anything may be found that isn't there as it was typed. */
    private static boolean isLoose(Condition wanted) {
        if (wanted instanceof Within within) {
            return isLoose(within.condition());
        } else if (wanted instanceof And and) {
            return and.conditions().stream().anyMatch(SecondLook::isLoose);
        }
        return wanted instanceof About
                || wanted instanceof AnyOf anyOf && anyOf.conditions().stream().anyMatch(SecondLook::isLoose);
    }

    private static void collect(Condition condition, Set<String> texts) {
        if (condition instanceof About about) {
            texts.add(about.text());
        } else if (condition instanceof Contains contains) {
            texts.add(contains.text());
        } else if (condition instanceof Within within) {
            collect(within.condition(), texts);
        } else if (condition instanceof And and) {
            collect(and.conditions(), texts);
        } else if (condition instanceof AnyOf anyOf) {
            collect(anyOf.conditions(), texts);
        }
    }

    private static void collect(Collection<Condition> conditions, Set<String> texts) {
        for (Condition condition : conditions) {
            collect(condition, texts);
        }
    }

    private CharacterRarity rarity(IndexReader reader) throws IOException {
        CharacterRarity known = rarity;
        if (known == null || !known.fits(reader)) {
            known = new CharacterRarity(reader, characterField);
            rarity = known;
        }
        return known;
    }

    /** One query at one state of the index. */
    private final class Look {

        private final IndexSearcher searcher;
        private final Telling telling;
        private final boolean loose;
        private final List<Gram> grams;
        private final double[] matters;
        private final TermStates[] states;
        private final double all;
        private final double averageLength;
        private final double gramWeight;
        private final CharacterRarity rarity;

        Look(IndexSearcher searcher, Telling telling, boolean loose) throws IOException {
            this.searcher = searcher;
            this.telling = telling;
            this.loose = loose;
            grams = telling.grams()
                    .subList(0, Math.min(MOST_GRAMS, telling.grams().size()));
            matters = new double[grams.size()];
            states = new TermStates[grams.size()];
            double weight = 0;
            for (int i = 0; i < matters.length; i++) {
                states[i] = vocabulary
                        .states()
                        .of(searcher, new Term(gramField, grams.get(i).term()));
                matters[i] = states[i].docFreq();
                weight += weight(i);
            }
            gramWeight = weight;
            CollectionStatistics statistics = searcher.collectionStatistics(gramField);
            all = statistics == null ? 0 : statistics.docCount();
            averageLength = statistics == null
                    ? 1
                    : Math.max(1, statistics.sumTotalTermFreq() / (double) statistics.docCount());
            rarity = rarity(searcher.getIndexReader());
        }

        private double weight(int gram) {
            return grams.get(gram).telling() ? 1 : ASKING;
        }

        private double idf(int gram) {
            return Weights.idf(all, matters[gram]);
        }

        double[] scores(ScoreDoc[] matches) throws IOException {
            Integer[] byDocument = new Integer[matches.length];
            Arrays.setAll(byDocument, i -> i);
            Arrays.sort(byDocument, Comparator.comparingInt(i -> matches[i].doc));
            double[] scores = new double[matches.length];
            int next = 0;
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                int first = next;
                while (next < byDocument.length
                        && matches[byDocument[next]].doc
                                < leaf.docBase + leaf.reader().maxDoc()) {
                    next++;
                }
                int[] documents = new int[next - first];
                for (int i = 0; i < documents.length; i++) {
                    documents[i] = matches[byDocument[first + i]].doc - leaf.docBase;
                }
                if (documents.length > 0) {
                    double[] inLeaf = scores(leaf, documents);
                    for (int i = 0; i < documents.length; i++) {
                        scores[byDocument[first + i]] = inLeaf[i];
                    }
                }
            }
            return scores;
        }

        private double[] scores(LeafReaderContext leaf, int[] documents) throws IOException {
            double[] scores = new double[documents.length];
            Hits[] hits = new Hits[documents.length];
            Arrays.setAll(hits, i -> new Hits(grams.size()));
            TermsEnum terms = leaf.reader().terms(gramField) == null
                    ? TermsEnum.EMPTY
                    : leaf.reader().terms(gramField).iterator();
            boolean parts = telling.parts().size() > 1;
            PostingsEnum postings = null;
            for (int gram = 0; gram < matters.length; gram++) {
                TermState state = states[gram].get(leaf);
                if (state == null) {
                    continue;
                }
                terms.seekExact(new Term(gramField, grams.get(gram).term()).bytes(), state);
                postings = terms.postings(postings, PostingsEnum.POSITIONS);
                for (int i = 0; i < documents.length; i++) {
                    if (postings.docID() < documents[i]
                            && postings.advance(documents[i]) == DocIdSetIterator.NO_MORE_DOCS) {
                        break;
                    }
                    if (postings.docID() == documents[i]) {
                        scores[i] += score(gram, postings, hits[i], parts);
                    }
                }
            }
            boolean[] asTyped = new boolean[documents.length];
            for (int i = 0; i < documents.length; i++) {
                scores[i] += WORDS * words(hits[i]);
                asTyped[i] = asTyped(hits[i], false);
            }
            if (!parts) {
                // Where grams first stand doesn't say whether they stand together.
                addPlaces(leaf, terms, documents, asTyped, hits);
            }
            for (int i = 0; i < documents.length; i++) {
                hits[i].sort();
                scores[i] += PARTS * parts(hits[i]);
                if (asTyped[i] && asTyped(hits[i], true)) {
                    scores[i] += AS_TYPED;
                }
            }
            addLength(leaf.reader(), documents, scores);
            addCharacters(leaf.reader(), documents, scores);
            return scores;
        }

        /** All places of all grams but the first of each, in some of the matters. */
        private void addPlaces(LeafReaderContext leaf, TermsEnum terms, int[] documents, boolean[] which, Hits[] hits)
                throws IOException {
            int[] chosen =
                    IntStream.range(0, documents.length).filter(i -> which[i]).toArray();
            PostingsEnum postings = null;
            for (int gram = 0; chosen.length > 0 && gram < matters.length; gram++) {
                TermState state = states[gram].get(leaf);
                if (state == null) {
                    continue;
                }
                terms.seekExact(new Term(gramField, grams.get(gram).term()).bytes(), state);
                postings = terms.postings(postings, PostingsEnum.POSITIONS);
                for (int i : chosen) {
                    if (postings.docID() < documents[i]
                            && postings.advance(documents[i]) == DocIdSetIterator.NO_MORE_DOCS) {
                        break;
                    }
                    if (postings.docID() == documents[i]) {
                        postings.nextPosition();
                        for (int at = 1; at < Math.min(postings.freq(), MOST_POSITIONS); at++) {
                            hits[i].add(postings.nextPosition(), gram);
                        }
                    }
                }
            }
        }

        private double score(int gram, PostingsEnum postings, Hits hits, boolean everywhere) throws IOException {
            int occurrences = postings.freq();
            int first = postings.nextPosition();
            hits.add(first, gram);
            for (int i = 1; everywhere && i < Math.min(occurrences, MOST_POSITIONS); i++) {
                hits.add(postings.nextPosition(), gram);
            }
            double score = GRAMS * weight(gram) * Weights.likelihood(occurrences, all, matters[gram]);
            return grams.get(gram).telling() ? score + EARLY * idf(gram) * Math.exp(-first / EARLINESS) : score;
        }

        private void addLength(LeafReader reader, int[] documents, double[] scores) throws IOException {
            NumericDocValues norms = reader.getNormValues(gramField);
            for (int i = 0; norms != null && i < documents.length; i++) {
                if (norms.advanceExact(documents[i])) {
                    int length = SmallFloat.byte4ToInt((byte) norms.longValue());
                    scores[i] -= GRAMS * gramWeight * Weights.lengthCost(length, averageLength);
                }
            }
        }

        private void addCharacters(LeafReader reader, int[] documents, double[] scores) throws IOException {
            BinaryDocValues values = reader.getBinaryDocValues(characterField);
            CharacterCounts.Reader counts = new CharacterCounts.Reader();
            int[] characters = telling.characters();
            for (int i = 0; values != null && i < documents.length; i++) {
                if (!values.advanceExact(documents[i])) {
                    continue;
                }
                counts.read(values.binaryValue());
                int next = 0;
                while (next < characters.length && counts.next()) {
                    while (next < characters.length && characters[next] < counts.character) {
                        next++;
                    }
                    if (next < characters.length && characters[next] == counts.character) {
                        scores[i] += CHARACTERS
                                * rarity.idf(counts.character)
                                * Weights.saturated(counts.count, counts.total, rarity.averageLength());
                    }
                }
            }
        }

        /** The words that are there: the idf of each, less than the sum of its grams' as these don't occur apart. */
        private double words(Hits hits) {
            double score = 0;
            for (int[] word : telling.words()) {
                if (hits.haveAll(word)) {
                    double idf = 0;
                    for (int gram : word) {
                        idf += idf(gram);
                    }
                    score += idf / Math.sqrt(word.length);
                }
            }
            return score;
        }

        /**
         * Whether one of the texts stands there in one piece as it was typed, but for spaces and marks. What was asked for exactly does everywhere.
         *
         * @param together false: whether at least all of its grams are there
         */
        private boolean asTyped(Hits hits, boolean together) {
            for (int[] text : loose ? telling.texts() : List.<int[]>of()) {
                if (text.length > 1 && hits.haveAll(text) && (!together || hits.contain(text))) {
                    return true;
                }
            }
            return false;
        }

        /** How much of each part stands there as it was written: each gram's idf, the more the longer the run it stands in. */
        private double parts(Hits hits) {
            if (telling.parts().size() < 2) {
                return 0;
            }
            double score = 0;
            for (int[] part : telling.parts()) {
                int[] longest = hits.longestRuns(part);
                for (int i = 0; i < part.length; i++) {
                    if (longest[i] > 1) {
                        score += idf(part[i]) * (1 - 1.0 / longest[i]);
                    }
                }
            }
            return score;
        }
    }
}
