package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.duban.api.search.TextKind;
import org.jspecify.annotations.Nullable;

/** A term that begins so, in texts of some kinds. The score is constant. */
final class KindPrefixQuery extends Query {

    private final Term prefix;
    private final Set<TextKind> kinds;

    KindPrefixQuery(Term prefix, Set<TextKind> kinds) {
        this.prefix = prefix;
        this.kinds = Set.copyOf(kinds);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable Scorer scorer(LeafReaderContext context) throws IOException {
                DocIdSetIterator found = find(context);
                return found == null ? null : new ConstantScoreScorer(this, score(), scoreMode, found);
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    private @Nullable DocIdSetIterator find(LeafReaderContext context) throws IOException {
        Terms terms = context.reader().terms(prefix.field());
        BinaryDocValues none = context.reader().getBinaryDocValues(Field.KINDS);
        if (terms == null || none == null) {
            return null;
        }
        FixedBitSet found = new FixedBitSet(context.reader().maxDoc());
        KindRanges ranges = new KindRanges(kinds);
        TermsEnum each = terms.iterator();
        if (each.seekCeil(prefix.bytes()) == SeekStatus.END) {
            return null;
        }
        PostingsEnum postings = null;
        boolean any = false;
        do {
            if (!StringHelper.startsWith(each.term(), prefix.bytes())) {
                break;
            }
            BinaryDocValues kindsOf = context.reader().getBinaryDocValues(Field.KINDS);
            postings = each.postings(postings, PostingsEnum.POSITIONS);
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                if (!found.get(doc) && kindsOf.advanceExact(doc)) {
                    ranges.read(kindsOf.binaryValue());
                    if (stands(postings, ranges)) {
                        found.set(doc);
                        any = true;
                    }
                }
            }
        } while (each.next() != null);
        return any ? new BitSetIterator(found, found.approximateCardinality()) : null;
    }

    private static boolean stands(PostingsEnum postings, KindRanges ranges) throws IOException {
        int range = 0;
        for (int left = postings.freq(); left > 0; left--) {
            int position = postings.nextPosition();
            while (range < ranges.length && position >= ranges.bounds[range + 1]) {
                range += 2;
            }
            if (range == ranges.length) {
                return false;
            }
            if (position >= ranges.bounds[range]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(prefix.field())) {
            visitor.consumeTermsMatching(
                    this,
                    prefix.field(),
                    () -> new ByteRunAutomaton(PrefixQuery.toAutomaton(prefix.bytes()), true, Integer.MAX_VALUE));
        }
    }

    @Override
    public String toString(String field) {
        return prefix + "*" + kinds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KindPrefixQuery query && prefix.equals(query.prefix) && kinds.equals(query.kinds);
    }

    @Override
    public int hashCode() {
        return (classHash() * 31 + prefix.hashCode()) * 31 + kinds.hashCode();
    }
}
