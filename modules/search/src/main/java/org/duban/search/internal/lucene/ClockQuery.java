package org.duban.search.internal.lucene;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.duban.api.calendar.DueDates;
import org.jspecify.annotations.Nullable;

/** The lead's clock ran at an instant and counted to one of these dates. Reads the clock of each matter that all else fits. */
final class ClockQuery extends Query {

    private final Instant asOf;
    private final DueDates dates;

    ClockQuery(Instant asOf, DueDates dates) {
        this.asOf = asOf;
        this.dates = dates;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable Scorer scorer(LeafReaderContext context) throws IOException {
                BinaryDocValues clocks = context.reader().getBinaryDocValues(Field.CLOCK);
                if (clocks == null) {
                    return null;
                }
                TwoPhaseIterator shows = new TwoPhaseIterator(clocks) {
                    @Override
                    public boolean matches() throws IOException {
                        Long due = MatterCodec.runningTo(clocks.binaryValue(), asOf);
                        return due != null && dates.contains(due);
                    }

                    @Override
                    public float matchCost() {
                        return 100;
                    }
                };
                return new ConstantScoreScorer(this, score(), scoreMode, shows);
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return Field.CLOCK + "@" + asOf + dates;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClockQuery query && asOf.equals(query.asOf) && dates.equals(query.dates);
    }

    @Override
    public int hashCode() {
        return classHash() * 31 + Objects.hash(asOf, dates);
    }
}
