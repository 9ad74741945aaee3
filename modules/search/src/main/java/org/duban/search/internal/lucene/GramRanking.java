package org.duban.search.internal.lucene;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Grams;
import org.duban.spi.search.Condition.Need;

/** The more of the rarer grams, the better. */
final class GramRanking implements Ranking {

    /** Grams that are looked at; a page of text. */
    private static final int MOST_GRAMS = 400;

    private static final int LONGEST = 4_000;

    @Override
    public Query about(String text, Need need, Function<String, Query> gram) {
        return grams(text, need == Need.ALL ? 1.0 : 0.0, gram);
    }

    @Override
    public Query like(String title, String text, Function<String, Query> gram) {
        return grams(title + '\n' + text, 0.0, gram);
    }

    private static Query grams(String text, double share, Function<String, Query> gram) {
        Set<String> grams = new LinkedHashSet<>();
        List<String> all = Grams.of(Folding.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text));
        for (String each : all.size() > MOST_GRAMS ? all.subList(0, MOST_GRAMS) : all) {
            grams.add(each);
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String each : grams) {
            any.add(gram.apply(each), Occur.SHOULD);
        }
        return any.setMinimumNumberShouldMatch(Math.max(1, (int) Math.round(share * grams.size())))
                .build();
    }
}
