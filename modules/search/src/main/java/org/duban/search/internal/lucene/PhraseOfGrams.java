package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SlowImpactsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.ExactPhraseMatcher;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseMatcher;
import org.apache.lucene.search.PhraseQuery.PostingsAndFreq;
import org.apache.lucene.search.PhraseWeight;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.duban.search.internal.lucene.rank.GramStates;
import org.duban.search.internal.text.Grams;
import org.jspecify.annotations.Nullable;

/**
 * A text as grams one after another. Half of them prove it ({@link Grams#cover}); the half with the rarest gram in it is read, since the rarest
 * says which matters have to be looked at.
 */
final class PhraseOfGrams extends Query {

    /** Of a longer text the rarest gram isn't looked for: among so many a rare one is read in any case. */
    private static final int WORTH_CHOOSING = 24;

    /** What it costs to read the positions of a term in a matter, as Lucene estimates it for its own phrases: to get there, and each position. */
    private static final float SEEK_COST = 128;

    private static final float POSITION_COST = 7;

    private final String field;
    private final List<String> grams;
    private final GramStates states;

    /**
     * @param grams all grams of the text in order
     * @param states where they stand
     */
    PhraseOfGrams(String field, List<String> grams, GramStates states) {
        this.field = field;
        this.grams = List.copyOf(grams);
        this.states = states;
    }

    private Term term(int gram) {
        return new Term(field, grams.get(gram));
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        return grams.size() == 1 ? new TermQuery(term(0), states.of(searcher, term(0))) : this;
    }

    /** Which grams prove the text: every second one from one on, and both ends. */
    private TreeSet<Integer> cover(int through) {
        TreeSet<Integer> cover = new TreeSet<>();
        for (int i = through % 2; i < grams.size(); i += 2) {
            cover.add(i);
        }
        cover.add(0);
        cover.add(grams.size() - 1);
        return cover;
    }

    /** The rarest gram. */
    private int rarest(IndexSearcher searcher) throws IOException {
        int rarest = 0;
        if (grams.size() <= WORTH_CHOOSING) {
            for (int i = 1; i < grams.size(); i++) {
                if (states.of(searcher, term(i)).docFreq()
                        < states.of(searcher, term(rarest)).docFreq()) {
                    rarest = i;
                }
            }
        }
        return rarest;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) throws IOException {
        List<Integer> read = new ArrayList<>(cover(rarest(searcher)));
        List<TermStates> found = new ArrayList<>();
        for (int gram : read) {
            found.add(states.of(searcher, term(gram)));
        }
        // The score doesn't depend on which half is read.
        List<TermStatistics> statistics = new ArrayList<>();
        if (scoreMode.needsScores()) {
            for (int gram : cover(0)) {
                TermStates state = states.of(searcher, term(gram));
                if (state.docFreq() > 0) {
                    statistics.add(searcher.termStatistics(term(gram), state.docFreq(), state.totalTermFreq()));
                }
            }
        }
        return new PhraseWeight(this, field, searcher, scoreMode) {

            @Override
            protected @Nullable SimScorer getStats(IndexSearcher asked) throws IOException {
                return statistics.isEmpty()
                        ? null
                        : asked.getSimilarity()
                                .scorer(
                                        boost,
                                        asked.collectionStatistics(field),
                                        statistics.toArray(TermStatistics[]::new));
            }

            @Override
            protected @Nullable PhraseMatcher getPhraseMatcher(
                    LeafReaderContext context, SimScorer scorer, boolean exposeOffsets) throws IOException {
                Terms terms = context.reader().terms(field);
                if (terms == null) {
                    return null;
                }
                TermsEnum seek = terms.iterator();
                PostingsAndFreq[] postings = new PostingsAndFreq[read.size()];
                float cost = 0;
                for (int i = 0; i < postings.length; i++) {
                    TermState state = found.get(i).get(context);
                    if (state == null) {
                        return null;
                    }
                    Term term = term(read.get(i));
                    seek.seekExact(term.bytes(), state);
                    postings[i] = postings(seek, term, read.get(i), exposeOffsets);
                    cost += SEEK_COST + POSITION_COST * seek.totalTermFreq() / seek.docFreq();
                }
                return new ExactPhraseMatcher(postings, scoreMode, scorer, cost);
            }

            private PostingsAndFreq postings(TermsEnum seek, Term term, int position, boolean exposeOffsets)
                    throws IOException {
                int flags = exposeOffsets ? PostingsEnum.OFFSETS : PostingsEnum.POSITIONS;
                if (scoreMode == ScoreMode.TOP_SCORES) {
                    ImpactsEnum impacts = seek.impacts(flags);
                    return new PostingsAndFreq(impacts, impacts, position, term);
                }
                PostingsEnum postings = seek.postings(null, flags);
                return new PostingsAndFreq(postings, new SlowImpactsEnum(postings), position, term);
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            QueryVisitor all = visitor.getSubVisitor(Occur.MUST, this);
            all.consumeTerms(this, cover(0).stream().map(this::term).toArray(Term[]::new));
        }
    }

    @Override
    public String toString(String defaultField) {
        return field + ":" + grams;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhraseOfGrams query && field.equals(query.field) && grams.equals(query.grams);
    }

    @Override
    public int hashCode() {
        return (classHash() * 31 + field.hashCode()) * 31 + grams.hashCode();
    }
}
