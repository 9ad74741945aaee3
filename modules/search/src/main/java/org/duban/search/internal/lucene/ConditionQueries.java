package org.duban.search.internal.lucene;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher.TooManyClauses;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DueDates;
import org.duban.api.search.TextKind;
import org.duban.search.internal.lucene.rank.GramStates;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Grams;
import org.duban.search.internal.text.Identifiers;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Case;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Day;
import org.duban.spi.search.Condition.Days;
import org.duban.spi.search.Condition.Everything;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Like;
import org.duban.spi.search.Condition.Lit;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
import org.duban.spi.search.MatterText;
import org.jspecify.annotations.Nullable;

/**
 * Makes queries of conditions, for documents made by {@link MatterDocuments}. Pure; thread-safe. Knows no index: the same query may be asked
 * of an index or of a single matter in memory.
 *
 * <p>Every method throws {@link DubanException} with {@code INVALID_FIELD} for a condition that is too large to be answered quickly.
 */
public final class ConditionQueries {

    /** Conditions within conditions. */
    static final int DEEPEST = 64;

    /** Characters of one {@link Contains}. */
    static final int LONGEST = 4_000;

    /** What a key scores: like a word in one matter of a thousand. */
    private static final float KEY_SCORE = 7;

    /** A year's or a month's form is the beginning of the forms of its days. */
    private static final Pattern YEAR_OR_MONTH = Pattern.compile("\\d{4}(-\\d{2})?");

    private static final Query EVERYTHING = new MatchAllDocsQuery();
    private static final Query NOTHING = new MatchNoDocsQuery();

    private final Ranking ranking;
    private final GramStates states;

    /** @param states where grams were found */
    public ConditionQueries(Ranking ranking, GramStates states) {
        this.ranking = ranking;
        this.states = states;
    }

    /** The query whose score says how well a matter fits. */
    public Query wanted(Condition condition) {
        return query(condition, true);
    }

    /** The query that says only whether a matter fits. */
    public Query filter(Condition condition) {
        return query(condition, false);
    }

    private Query query(Condition condition, boolean scored) {
        try {
            return query(condition, scored, EnumSet.allOf(TextKind.class), 0);
        } catch (TooManyClauses e) {
            throw tooLarge(e);
        }
    }

    static DubanException tooLarge(Throwable cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.INVALID_FIELD,
                        "text",
                        null,
                        "更短、更少的条件",
                        "查询条件太多，无法执行",
                        "the query has too many conditions"),
                cause);
    }

    private Query query(Condition condition, boolean scored, Set<TextKind> kinds, int depth) {
        if (depth > DEEPEST) {
            throw tooLarge(new TooManyClauses());
        }
        if (condition instanceof Everything) {
            return scored ? new BoostQuery(new ConstantScoreQuery(EVERYTHING), 0) : EVERYTHING;
        } else if (condition instanceof About about) {
            return ranking.about(about.text(), about.need(), gram -> phrase(gram, kinds));
        } else if (condition instanceof Contains contains) {
            return contains(contains.text(), scored, kinds);
        } else if (condition instanceof Like like) {
            return ranking.like(like.title(), like.text(), gram -> phrase(gram, kinds));
        } else if (condition instanceof Within within) {
            Set<TextKind> both = EnumSet.copyOf(kinds);
            both.retainAll(within.kinds());
            return query(within.condition(), scored, both, depth + 1);
        } else if (condition instanceof And and) {
            return and(and.conditions(), scored, kinds, depth + 1);
        } else if (condition instanceof AnyOf anyOf) {
            return anyOf(anyOf.conditions(), scored, kinds, depth + 1);
        } else if (condition instanceof Not not) {
            return and(List.of(not), scored, kinds, depth + 1);
        } else if (condition instanceof Key key) {
            Query query = key(key.key(), key.values());
            return scored ? new BoostQuery(new ConstantScoreQuery(query), KEY_SCORE) : query;
        } else if (condition instanceof Days days) {
            Query query = range(days.day() == Day.RECEIVED ? Field.RECEIVED : Field.DUE, days.from(), days.to());
            return scored ? new BoostQuery(new ConstantScoreQuery(query), 0) : query;
        } else {
            Query query = lit((Lit) condition);
            return scored ? new BoostQuery(new ConstantScoreQuery(query), 0) : query;
        }
    }

    private Query and(List<Condition> conditions, boolean scored, Set<TextKind> kinds, int depth) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean positive = false;
        for (Condition condition : conditions) {
            if (condition instanceof Not not) {
                all.add(query(not.condition(), false, kinds, depth), Occur.MUST_NOT);
            } else if (scored
                    && !(condition instanceof Days || condition instanceof Lit || condition instanceof Everything)) {
                all.add(query(condition, true, kinds, depth), Occur.MUST);
                positive = true;
            } else {
                all.add(query(condition, false, kinds, depth), Occur.FILTER);
                positive = true;
            }
        }
        if (!positive) {
            all.add(EVERYTHING, Occur.FILTER);
        }
        return all.build();
    }

    private Query anyOf(List<Condition> conditions, boolean scored, Set<TextKind> kinds, int depth) {
        Set<Query> queries = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            queries.add(query(condition, scored, kinds, depth));
        }
        return anyOf(queries, scored);
    }

    private static Query anyOf(Set<Query> queries, boolean scored) {
        if (queries.isEmpty()) {
            return NOTHING;
        }
        if (queries.size() == 1) {
            return queries.iterator().next();
        }
        if (scored) {
            return new DisjunctionMaxQuery(queries, 0);
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Query query : queries) {
            any.add(query, Occur.SHOULD);
        }
        return any.build();
    }

    /** Exactly this text; and where it is a date or a document's number, that in any other spelling. */
    private Query contains(String text, boolean scored, Set<TextKind> kinds) {
        if (text.length() > LONGEST) {
            throw tooLarge(new TooManyClauses());
        }
        Set<Query> spellings = new LinkedHashSet<>();
        spellings.add(phrase(Folding.fold(text), kinds));
        String identifier = identifier(text.strip());
        if (identifier != null) {
            Term term = new Term(Field.IDENTIFIERS, identifier);
            spellings.add(YEAR_OR_MONTH.matcher(identifier).matches() ? startsWith(term, kinds) : exactly(term, kinds));
        }
        return anyOf(spellings, scored);
    }

    /** The one form of a text that is a date, a number and nothing else: it is another, or none, without the first or the last character. */
    private static @Nullable String identifier(String text) {
        List<String> forms = Identifiers.of(text);
        return forms.size() == 1
                        && !forms.equals(Identifiers.of(text.substring(1)))
                        && !forms.equals(Identifiers.of(text.substring(0, text.length() - 1)))
                ? forms.get(0)
                : null;
    }

    private Query phrase(CharSequence folded, Set<TextKind> kinds) {
        List<Grams.Gram> cover = Grams.cover(folded);
        if (cover.isEmpty() || kinds.isEmpty()) {
            return NOTHING;
        }
        String first = cover.get(0).term();
        if (first.codePointCount(0, first.length()) == 1) {
            return startsWith(new Term(Field.GRAMS, first), kinds);
        }
        if (everywhere(kinds)) {
            return new PhraseOfGrams(Field.GRAMS, Grams.of(folded), states);
        }
        return new KindPhraseQuery(
                Field.GRAMS,
                cover.stream().map(gram -> new BytesRef(gram.term())).toList(),
                cover.stream().map(Grams.Gram::position).toList(),
                kinds);
    }

    private static Query exactly(Term term, Set<TextKind> kinds) {
        if (kinds.isEmpty()) {
            return NOTHING;
        }
        return everywhere(kinds)
                ? new TermQuery(term)
                : new KindPhraseQuery(term.field(), List.of(term.bytes()), List.of(0), kinds);
    }

    private static Query startsWith(Term prefix, Set<TextKind> kinds) {
        if (kinds.isEmpty()) {
            return NOTHING;
        }
        return everywhere(kinds) ? new PrefixQuery(prefix) : new KindPrefixQuery(prefix, kinds);
    }

    private static boolean everywhere(Set<TextKind> kinds) {
        return kinds.size() == TextKind.values().length;
    }

    private static Query key(String key, Set<String> values) {
        return new TermInSetQuery(
                Field.key(key), values.stream().map(Values::term).toList());
    }

    private static Query lit(Lit lit) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Case each : lit.cases()) {
            Query shows = shows(lit, each.dates());
            BooleanQuery.Builder all = new BooleanQuery.Builder()
                    .add(key("FORM_TYPE", Set.of(each.formType())), Occur.FILTER)
                    .add(shows, Occur.FILTER);
            if (!each.formVersions().isEmpty()) {
                all.add(key(MatterText.FORM_VERSION, texts(each.formVersions())), Occur.FILTER);
            } else {
                Set<Integer> others = new HashSet<>();
                for (Case other : lit.cases()) {
                    if (other.formType().equals(each.formType())) {
                        others.addAll(other.formVersions());
                    }
                }
                if (!others.isEmpty()) {
                    all.add(key(MatterText.FORM_VERSION, texts(others)), Occur.MUST_NOT);
                }
            }
            any.add(all.build(), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query shows(Lit lit, DueDates dates) {
        if (lit.asOf() != null) {
            return new ClockQuery(lit.asOf(), dates);
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (DueDates.Range range : dates.ranges()) {
            any.add(
                    range(Field.RUNNING, range.from(), range.to() == Long.MAX_VALUE ? range.to() : range.to() - 1),
                    Occur.SHOULD);
        }
        return any.build();
    }

    private static Set<String> texts(Set<Integer> versions) {
        Set<String> texts = new TreeSet<>();
        versions.forEach(version -> texts.add(version.toString()));
        return texts;
    }

    private static Query range(String field, long from, long to) {
        if (from > to) {
            return NOTHING;
        }
        return new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery(field, from, to), NumericDocValuesField.newSlowRangeQuery(field, from, to));
    }
}
