package org.duban.search.internal.lucene.rank;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/**
 * The rarer ones of many terms, at least some of which must be there. Which are rare is decided by the index that is asked: a term that every
 * second matter has costs more than all others together and changes nothing.
 */
final class RarestQuery extends Query {

    /** One term that may be asked for, and the query that asks for it. */
    record Choice(Term term, Query query) {}

    private record Rated(Choice choice, int matters) {}

    private final List<Choice> choices;
    private final int most;
    private final int least;

    /**
     * @param choices each term once
     * @param most so many are asked for
     * @param least so many of those that are asked for must be there; fewer when fewer exist
     */
    RarestQuery(List<Choice> choices, int most, int least) {
        this.choices = List.copyOf(choices);
        this.most = most;
        this.least = least;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        IndexReader reader = searcher.getIndexReader();
        List<Rated> existing = new ArrayList<>();
        for (Choice choice : choices) {
            int matters = reader.docFreq(choice.term());
            if (matters > 0) {
                existing.add(new Rated(choice, matters));
            }
        }
        if (existing.isEmpty()) {
            return new MatchNoDocsQuery("none of the terms exists");
        }
        existing.sort(Comparator.comparingInt(Rated::matters));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Rated rated : existing.subList(0, Math.min(most, existing.size()))) {
            any.add(rated.choice().query(), Occur.SHOULD);
        }
        return any.setMinimumNumberShouldMatch(Math.min(least, existing.size())).build();
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
        return "rarest " + most + " (" + least + ") of " + choices;
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other)
                && choices.equals(((RarestQuery) other).choices)
                && most == ((RarestQuery) other).most
                && least == ((RarestQuery) other).least;
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), choices, most, least);
    }
}
