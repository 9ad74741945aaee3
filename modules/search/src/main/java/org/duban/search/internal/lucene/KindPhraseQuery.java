package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.apache.lucene.util.BytesRef;
import org.duban.api.search.TextKind;
import org.jspecify.annotations.Nullable;

/**
 * Terms at their positions one after another, all in texts of some kinds. Scores like a phrase that occurs as often as it does there.
 */
final class KindPhraseQuery extends Query {

    private final String field;
    private final List<BytesRef> terms;
    private final List<Integer> positions;
    private final Set<TextKind> kinds;

    /**
     * @param positions where the terms stand, from the phrase's beginning
     * @param kinds at least one
     */
    KindPhraseQuery(String field, List<BytesRef> terms, List<Integer> positions, Set<TextKind> kinds) {
        this.field = field;
        this.terms = List.copyOf(terms);
        this.positions = List.copyOf(positions);
        this.kinds = Set.copyOf(kinds);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) throws IOException {
        IndexReaderContext top = searcher.getTopReaderContext();
        List<TermStates> states = new ArrayList<>(terms.size());
        List<TermStatistics> statistics = new ArrayList<>(terms.size());
        for (BytesRef bytes : terms) {
            Term term = new Term(field, bytes);
            TermStates state = TermStates.build(searcher, term, scoreMode.needsScores());
            states.add(state);
            if (scoreMode.needsScores() && state.docFreq() > 0) {
                statistics.add(searcher.termStatistics(term, state.docFreq(), state.totalTermFreq()));
            }
        }
        // A term that is nowhere: the weight finds nothing and needs no statistics.
        SimScorer scorer = scoreMode.needsScores() && statistics.size() == terms.size()
                ? searcher.getSimilarity()
                        .scorer(boost, searcher.collectionStatistics(field), statistics.toArray(TermStatistics[]::new))
                : null;
        return new KindPhraseWeight(top, states, scorer, scoreMode);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            QueryVisitor all = visitor.getSubVisitor(Occur.MUST, this);
            all.consumeTerms(
                    this, terms.stream().map(term -> new Term(field, term)).toArray(Term[]::new));
        }
    }

    @Override
    public String toString(String defaultField) {
        return field + ":" + terms.stream().map(BytesRef::utf8ToString).toList() + positions + kinds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KindPhraseQuery query
                && field.equals(query.field)
                && terms.equals(query.terms)
                && positions.equals(query.positions)
                && kinds.equals(query.kinds);
    }

    @Override
    public int hashCode() {
        return ((classHash() * 31 + field.hashCode()) * 31 + terms.hashCode()) * 31 + kinds.hashCode();
    }

    private final class KindPhraseWeight extends Weight {

        private final IndexReaderContext top;
        private final List<TermStates> states;
        private final @Nullable SimScorer similarity;
        private final ScoreMode scoreMode;

        KindPhraseWeight(
                IndexReaderContext top, List<TermStates> states, @Nullable SimScorer similarity, ScoreMode scoreMode) {
            super(KindPhraseQuery.this);
            this.top = top;
            this.states = states;
            this.similarity = similarity;
            this.scoreMode = scoreMode;
        }

        @Override
        public @Nullable Scorer scorer(LeafReaderContext context) throws IOException {
            if (!states.get(0).wasBuiltFor(top)) {
                throw new IllegalStateException("asked of another index");
            }
            Terms all = context.reader().terms(field);
            BinaryDocValues ranges = context.reader().getBinaryDocValues(Field.KINDS);
            if (all == null || ranges == null) {
                return null;
            }
            PostingsEnum[] postings = new PostingsEnum[terms.size()];
            TermsEnum seek = all.iterator();
            for (int i = 0; i < postings.length; i++) {
                TermState state = states.get(i).get(context);
                if (state == null) {
                    return null;
                }
                seek.seekExact(terms.get(i), state);
                postings[i] = seek.postings(null, PostingsEnum.POSITIONS);
            }
            return new KindPhraseScorer(
                    this, postings, ranges, similarity, context.reader().getNormValues(field), scoreMode.needsScores());
        }

        @Override
        public Explanation explain(LeafReaderContext context, int doc) throws IOException {
            Scorer scorer = scorer(context);
            return scorer != null && scorer.iterator().advance(doc) == doc
                    ? Explanation.match(scorer.score(), "within " + kinds)
                    : Explanation.noMatch("not within " + kinds);
        }

        @Override
        public boolean isCacheable(LeafReaderContext context) {
            return true;
        }
    }

    private final class KindPhraseScorer extends Scorer {

        private final PostingsEnum[] postings;
        private final int[] at;
        private final int[] left;
        private final BinaryDocValues kindsOf;
        private final KindRanges ranges = new KindRanges(kinds);
        private final @Nullable SimScorer similarity;
        private final @Nullable NumericDocValues norms;
        private final boolean counted;
        private final DocIdSetIterator all;
        private int freq;

        KindPhraseScorer(
                Weight weight,
                PostingsEnum[] postings,
                BinaryDocValues kindsOf,
                @Nullable SimScorer similarity,
                @Nullable NumericDocValues norms,
                boolean counted) {
            super(weight);
            this.postings = postings;
            this.kindsOf = kindsOf;
            this.similarity = similarity;
            this.norms = norms;
            this.counted = counted;
            this.at = new int[postings.length];
            this.left = new int[postings.length];
            this.all = postings.length == 1 ? postings[0] : ConjunctionUtils.intersectIterators(List.of(postings));
        }

        @Override
        public TwoPhaseIterator twoPhaseIterator() {
            return new TwoPhaseIterator(all) {
                @Override
                public boolean matches() throws IOException {
                    freq = count();
                    return freq > 0;
                }

                @Override
                public float matchCost() {
                    return 100L * postings.length;
                }
            };
        }

        @Override
        public DocIdSetIterator iterator() {
            return TwoPhaseIterator.asDocIdSetIterator(twoPhaseIterator());
        }

        @Override
        public int docID() {
            return all.docID();
        }

        @Override
        public float getMaxScore(int upTo) {
            return Float.POSITIVE_INFINITY;
        }

        @Override
        public float score() throws IOException {
            if (similarity == null) {
                return 0;
            }
            long norm = norms != null && norms.advanceExact(docID()) ? norms.longValue() : 1L;
            return similarity.score(freq, norm);
        }

        /** How often the phrase stands in the asked kinds; where that isn't counted, 1 stands for any number. */
        private int count() throws IOException {
            if (!kindsOf.advanceExact(docID())) {
                return 0;
            }
            ranges.read(kindsOf.binaryValue());
            if (ranges.length == 0) {
                return 0;
            }
            for (int i = 0; i < postings.length; i++) {
                left[i] = postings[i].freq();
                at[i] = -1;
            }
            int range = 0;
            int count = 0;
            int start = ranges.bounds[0];
            while (true) {
                start = nextPhrase(start);
                while (range < ranges.length && start >= ranges.bounds[range + 1]) {
                    range += 2;
                }
                if (range == ranges.length) {
                    return count;
                }
                if (start < ranges.bounds[range]) {
                    start = ranges.bounds[range];
                } else {
                    count++;
                    if (!counted) {
                        return count;
                    }
                    start++;
                }
            }
        }

        /** Where the phrase begins next, from a position on; {@code Integer.MAX_VALUE} when nowhere. */
        private int nextPhrase(int from) throws IOException {
            int start = from;
            for (int i = 0; i < postings.length; i++) {
                int offset = positions.get(i);
                while (at[i] < start + offset) {
                    if (left[i]-- == 0) {
                        left[i] = 0;
                        return Integer.MAX_VALUE;
                    }
                    at[i] = postings[i].nextPosition();
                }
                if (at[i] > start + offset) {
                    start = at[i] - offset;
                    i = -1; // all again, for the new beginning
                }
            }
            return start;
        }
    }
}
