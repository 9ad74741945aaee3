package org.duban.search.internal.lucene.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition.Need;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TellingRankingTest {

    private final TellingRanking ranking = new TellingRanking(new PlainVocabulary(Words::standard), "g");
    private final List<String> asked = new ArrayList<>();

    private Query gram(String gram) {
        asked.add(gram);
        return new TermQuery(new Term("g", gram));
    }

    private List<String> most(String text) {
        asked.clear();
        ranking.about(text, Need.MOST, this::gram);
        return List.copyOf(asked);
    }

    private static List<String> terms(Query query, Occur occur) {
        return ((BooleanQuery) query)
                .clauses().stream()
                        .filter(clause -> clause.getOccur() == occur)
                        .map(BooleanClause::getQuery)
                        .map(each -> ((TermQuery) each).getTerm().text())
                        .collect(Collectors.toList());
    }

    @Test
    @DisplayName("the quick search asks for what tells: 请问晏家坪油烟怎么投诉 → 晏家坪油烟")
    void asksForWhatTells() {
        assertEquals(List.of("晏家", "家坪", "坪油", "油烟"), most("请问晏家坪油烟怎么投诉"));
    }

    @Test
    @DisplayName("where all is needed, every word is: 停车 and 扰民, but not what stands between them")
    void everyWordIsNeeded() {
        Query all = ranking.about("停车扰民", Need.ALL, this::gram);

        assertEquals(List.of("停车", "扰民"), terms(all, Occur.MUST));
        assertEquals(List.of("车扰"), terms(all, Occur.SHOULD));
    }

    @Test
    void aSingleCharacterIsAskedForByItself() {
        assertEquals(new TermQuery(new Term("g", "扰")), ranking.about("扰？", Need.MOST, this::gram));
    }

    @Test
    void nothingToSearchForFindsNothing() {
        assertInstanceOf(MatchNoDocsQuery.class, ranking.about("？ ！", Need.MOST, this::gram));
        assertInstanceOf(MatchNoDocsQuery.class, ranking.about("", Need.ALL, this::gram));
        assertInstanceOf(MatchNoDocsQuery.class, ranking.like("", " ", this::gram));
    }

    @Test
    @DisplayName("the like of a matter has all of its title, and the words of its text")
    void likeTitleAndWords() {
        ranking.like("停车扰民", "油烟严重，停车", this::gram);

        assertEquals(List.of("停车", "车扰", "扰民", "油烟", "严重"), asked);
    }

    @Test
    void aLongTextIsAskedWithinLimits() {
        String text = IntStream.range(0x4E00, 0x4E00 + 5_000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        List<String> grams = most(text);

        assertTrue(grams.size() < Telling.LONGEST);
        assertEquals(grams.size(), new HashSet<>(grams).size());
    }
}
