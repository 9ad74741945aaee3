package org.duban.search.internal.lucene.rank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.duban.search.internal.lucene.Ranking;
import org.duban.search.internal.lucene.rank.RarestQuery.Choice;
import org.duban.search.internal.lucene.rank.Telling.Gram;
import org.duban.spi.search.Condition.Need;

/**
 * The quick first search: the rarer of a text's telling grams, scored by BM25. What it finds best is put in order by {@link SecondLook}.
 * Thread-safe.
 */
public final class TellingRanking implements Ranking {

    /** Grams of a short text that are asked for; the others change nothing. */
    private static final int FEWEST = 16;

    /** Of a long text, so much of its grams is asked for. */
    private static final double SHARE = 0.6;

    private static final int MOST = 48;

    private final PlainVocabulary vocabulary;
    private final String field;

    /**
     * @param vocabulary the dictionary as it is now
     * @param field of the grams
     */
    public TellingRanking(PlainVocabulary vocabulary, String field) {
        this.vocabulary = vocabulary;
        this.field = field;
    }

    @Override
    public Query about(String text, Need need, Function<String, Query> gram) {
        Telling telling = vocabulary.telling(text);
        return need == Need.ALL ? all(telling, gram) : most(telling.tellingGrams(), gram);
    }

    @Override
    public Query like(String title, String text, Function<String, Query> gram) {
        Map<String, Gram> grams = new LinkedHashMap<>();
        for (Gram each : vocabulary.telling(title).tellingGrams()) {
            grams.put(each.term(), each);
        }
        // Grams across two words of a long text are mostly accidents, and accidents are rare.
        for (Gram each : vocabulary.telling(text).grams()) {
            if (each.telling() && each.inWord()) {
                grams.putIfAbsent(each.term(), each);
            }
        }
        return most(List.copyOf(grams.values()), gram);
    }

    private Query most(List<Gram> grams, Function<String, Query> gram) {
        if (grams.isEmpty()) {
            return new MatchNoDocsQuery("nothing in it can be searched for");
        }
        if (grams.size() == 1) {
            return gram.apply(grams.get(0).term());
        }
        List<Choice> choices = new ArrayList<>();
        for (Gram each : grams) {
            choices.add(new Choice(new Term(field, each.term()), gram.apply(each.term())));
        }
        int most = (int) Math.min(MOST, Math.max(FEWEST, SHARE * grams.size()));
        return new RarestQuery(choices, most, vocabulary.states());
    }

    /** Every word, by its grams; what stands between words only adds to the score. */
    private static Query all(Telling telling, Function<String, Query> gram) {
        List<Gram> grams = telling.tellingGrams();
        if (grams.isEmpty()) {
            return new MatchNoDocsQuery("nothing in it can be searched for");
        }
        boolean words = grams.stream().anyMatch(Gram::inWord);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Gram each : grams) {
            all.add(gram.apply(each.term()), each.inWord() || !words ? Occur.MUST : Occur.SHOULD);
        }
        return all.build();
    }
}
