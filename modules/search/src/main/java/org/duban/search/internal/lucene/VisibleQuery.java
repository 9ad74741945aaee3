package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.access.Visibility.Clause;
import org.jspecify.annotations.Nullable;

/** What an asker may see. A type of its own, so that it is known as worth keeping: everybody asks again and again. */
final class VisibleQuery extends Query {

    private final Visibility visibility;

    VisibleQuery(Visibility visibility) {
        this.visibility = visibility;
    }

    /** The same without being kept. */
    Query terms() {
        if (visibility.everything()) {
            return new MatchAllDocsQuery();
        }
        if (visibility.clauses().isEmpty()) {
            return new MatchNoDocsQuery();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Clause clause : visibility.clauses()) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            for (Map.Entry<Attribute, Set<String>> condition :
                    clause.conditions().entrySet()) {
                List<BytesRef> terms = new ArrayList<>();
                for (String value : condition.getValue()) {
                    terms.add(Field.access(condition.getKey(), value));
                }
                all.add(new TermInSetQuery(Field.ACCESS, terms), Occur.FILTER);
            }
            any.add(all.build(), Occur.SHOULD);
        }
        return any.build();
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) throws IOException {
        // Rewriting to the terms would lose the type.
        Weight weight = new ConstantScoreQuery(searcher.rewrite(terms())).createWeight(searcher, scoreMode, boost);
        return new FilterWeight(this, weight) {};
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return visibility.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VisibleQuery query && visibility.equals(query.visibility);
    }

    @Override
    public int hashCode() {
        return classHash() * 31 + visibility.hashCode();
    }
}
