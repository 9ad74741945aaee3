package org.duban.search.internal.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.PrefixCodedTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/**
 * What a document must have at least for a query to find it: so many of these clues. It may have them and not be found; it is never found
 * without them. Pure.
 *
 * @param clues terms, and beginnings of terms
 * @param atLeast how many of them; 0: nothing is known, the query has to be asked
 */
record Need(Set<Clue> clues, int atLeast) {

    /** Whatever the document has. */
    static final Need NOTHING = new Need(Set.of(), 0);

    /** No document. */
    private static final Need IMPOSSIBLE = new Need(Set.of(), 1);

    Need {
        clues = Set.copyOf(clues);
    }

    /**
     * Something in a document.
     *
     * @param beginning whether terms that begin so will do
     */
    record Clue(String field, BytesRef bytes, boolean beginning) {}

    static Need of(Query query) {
        if (query instanceof BoostQuery boost) {
            return of(boost.getQuery());
        } else if (query instanceof ConstantScoreQuery constant) {
            return of(constant.getQuery());
        } else if (query instanceof DisjunctionMaxQuery any) {
            return any(any.getDisjuncts().stream().map(Need::of).toList(), 1);
        } else if (query instanceof BooleanQuery all) {
            return of(all);
        } else if (query instanceof TermInSetQuery set) {
            return any(values(set), 1);
        } else if (query instanceof PrefixQuery prefix) {
            return new Need(
                    Set.of(new Clue(prefix.getField(), prefix.getPrefix().bytes(), true)), 1);
        } else if (query instanceof MatchNoDocsQuery) {
            return IMPOSSIBLE;
        }
        return terms(query);
    }

    private static Need of(BooleanQuery query) {
        List<Need> should = new ArrayList<>();
        Need all = NOTHING;
        boolean must = false;
        for (BooleanClause clause : query.clauses()) {
            if (clause.getOccur() == Occur.SHOULD) {
                should.add(of(clause.getQuery()));
            } else if (clause.getOccur() != Occur.MUST_NOT) {
                all = both(all, of(clause.getQuery()));
                must = true;
            }
        }
        int atLeast = Math.max(query.getMinimumNumberShouldMatch(), must || should.isEmpty() ? 0 : 1);
        return both(all, any(should, atLeast));
    }

    /** Both hold: clues they share may serve both. */
    private static Need both(Need a, Need b) {
        Set<Clue> shared = new HashSet<>(a.clues);
        shared.retainAll(b.clues);
        Set<Clue> union = new HashSet<>(a.clues);
        union.addAll(b.clues);
        return new Need(union, Math.max(Math.max(a.atLeast, b.atLeast), a.atLeast + b.atLeast - shared.size()));
    }

    /** So many of them hold. */
    private static Need any(List<Need> needs, int atLeast) {
        if (atLeast == 0) {
            return NOTHING;
        }
        List<Need> possible =
                needs.stream().filter(need -> !need.equals(IMPOSSIBLE)).toList();
        if (possible.size() < atLeast) {
            return IMPOSSIBLE;
        }
        Set<Clue> union = new HashSet<>();
        possible.forEach(need -> union.addAll(need.clues));
        int[] counts = possible.stream().mapToInt(Need::atLeast).sorted().toArray();
        boolean apart = possible.stream().mapToInt(need -> need.clues.size()).sum() == union.size();
        int least = apart ? Arrays.stream(counts, 0, atLeast).sum() : counts[atLeast - 1];
        return least == 0 ? NOTHING : new Need(union, least);
    }

    private static List<Need> values(TermInSetQuery set) {
        List<Need> values = new ArrayList<>();
        PrefixCodedTerms.TermIterator each = set.getTermData().iterator();
        for (BytesRef value = each.next(); value != null; value = each.next()) {
            values.add(new Need(Set.of(new Clue(set.getField(), BytesRef.deepCopyOf(value), false)), 1));
        }
        return values;
    }

    /** A query that says nothing of its terms, or that only some of them are needed, is always asked. */
    private static Need terms(Query query) {
        Set<Clue> clues = new HashSet<>();
        query.visit(new QueryVisitor() {
            @Override
            public void consumeTerms(Query leaf, Term... terms) {
                if (leaf == query) {
                    for (Term term : terms) {
                        clues.add(new Clue(term.field(), term.bytes(), false));
                    }
                }
            }

            @Override
            public QueryVisitor getSubVisitor(Occur occur, Query parent) {
                return occur == Occur.MUST ? this : EMPTY_VISITOR;
            }
        });
        return clues.isEmpty() ? NOTHING : new Need(clues, clues.size());
    }
}
