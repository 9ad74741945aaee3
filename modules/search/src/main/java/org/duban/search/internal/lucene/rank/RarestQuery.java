package org.duban.search.internal.lucene.rank;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/**
 * Any of the rarer ones of many terms. Which are rare is decided by the index that is asked: a term that every second matter has costs more than
 * all others together and changes nothing.
 */
final class RarestQuery extends Query {

    /** One term that may be asked for, and the query that asks for it. */
    record Choice(Term term, Query query) {}

    private record Rated(Query query, int matters) {}

    private final List<Choice> choices;
    private final int most;
    private final GramStates states;

    /**
     * @param choices each term once
     * @param most so many are asked for
     * @param states where terms are looked up; no part of what is asked
     */
    RarestQuery(List<Choice> choices, int most, GramStates states) {
        this.choices = List.copyOf(choices);
        this.most = most;
        this.states = states;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        List<Rated> existing = new ArrayList<>();
        for (Choice choice : choices) {
            TermStates found = states.of(searcher, choice.term());
            if (found.docFreq() > 0) {
                existing.add(new Rated(choice.query(), found.docFreq()));
            }
        }
        existing.sort(Comparator.comparingInt(Rated::matters));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Rated rated : existing.subList(0, Math.min(most, existing.size()))) {
            any.add(rated.query(), Occur.SHOULD);
        }
        return any.build();
    }

    @Override
    public void visit(QueryVisitor visitor) {
        QueryVisitor any = visitor.getSubVisitor(Occur.SHOULD, this);
        for (Choice choice : choices) {
            choice.query().visit(any);
        }
    }

    @Override
    public String toString(String field) {
        return "rarest " + most + " of " + choices;
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other)
                && choices.equals(((RarestQuery) other).choices)
                && most == ((RarestQuery) other).most;
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), choices, most);
    }
}
