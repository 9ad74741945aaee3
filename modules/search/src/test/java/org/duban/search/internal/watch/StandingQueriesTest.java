package org.duban.search.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.duban.api.access.Visibility;
import org.duban.api.matter.MatterId;
import org.duban.api.search.TextKind;
import org.duban.search.internal.lucene.ConditionQueries;
import org.duban.search.internal.lucene.MatterDocuments;
import org.duban.search.internal.lucene.rank.PlainVocabulary;
import org.duban.search.internal.lucene.rank.TellingRanking;
import org.duban.search.internal.text.Words;
import org.duban.search.internal.watch.Need.Clue;
import org.duban.spi.search.Condition;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StandingQueriesTest {

    private static final PlainVocabulary VOCABULARY = new PlainVocabulary(Words::standard);
    private static final ConditionQueries QUERIES =
            new ConditionQueries(new TellingRanking(VOCABULARY, BoxReading.GRAMS), VOCABULARY.states());

    private final MatterDocuments documents = new MatterDocuments();

    private IndexSearcher document(String formType, String... texts) {
        List<Text> all = new ArrayList<>();
        for (String text : texts) {
            all.add(new Text(all.isEmpty() ? TextKind.TITLE : TextKind.CONTENT, 1, Instant.EPOCH, "somebody", text));
        }
        return StandingQueries.inMemory(documents.of(new MatterText(
                new MatterId("m"),
                1,
                Map.of("FORM_TYPE", Set.of(formType), "UNIT", Set.of("housing")),
                LocalDate.of(2026, 3, 2),
                null,
                Instant.EPOCH,
                List.of(),
                Map.of(Visibility.Attribute.LINE, Set.of("GOVERNMENT")),
                all)));
    }

    private static List<Integer> matching(List<Query> queries, IndexSearcher document) {
        StandingQueries<Integer> standing = new StandingQueries<>();
        for (int i = 0; i < queries.size(); i++) {
            standing.put(i, queries.get(i));
        }
        return standing.matching(document, StandingQueriesTest::unexpected).stream()
                .sorted()
                .toList();
    }

    private static void unexpected(Integer key, Throwable e) {
        throw new AssertionError("query " + key, e);
    }

    // ---- conditions at random over a small world, so that many fit

    private static final String CHARACTERS = "晏家坪油烟扰民路灯不亮2026年3月号";

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private static Condition condition(Random random, int depth) {
        int which = random.nextInt(depth == 0 ? 5 : 9);
        return switch (which) {
            case 0, 1 -> new Condition.Contains(text(random, 3));
            case 2 -> new Condition.About(text(random, 5), Condition.Need.ALL);
            case 3 ->
                new Condition.Key(
                        random.nextBoolean() ? "FORM_TYPE" : "UNIT",
                        Set.of(random.nextBoolean() ? "message" : "housing", "other"));
            case 4 -> new Condition.Contains(random.nextBoolean() ? "2026年3月" : "2026年");
            case 5 -> new Condition.Not(condition(random, depth - 1));
            case 6 ->
                new Condition.Within(
                        Set.of(random.nextBoolean() ? TextKind.TITLE : TextKind.CONTENT), condition(random, depth - 1));
            case 7 -> new Condition.And(List.of(condition(random, depth - 1), condition(random, depth - 1)));
            default -> new Condition.AnyOf(List.of(condition(random, depth - 1), condition(random, depth - 1)));
        };
    }

    @Property(tries = 400)
    void whateverFindsTheDocumentIsMatchedAndNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            queries.add(QUERIES.filter(condition(random, 3)));
        }
        IndexSearcher document =
                document(random.nextBoolean() ? "message" : "instruction", text(random, 8), text(random, 12));
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            if (count(queries.get(i), document) > 0) {
                asked.add(i);
            }
        }

        assertEquals(asked, matching(queries, document));
    }

    @Property(tries = 100)
    void whatWasRemovedOrReplacedIsNotAskedAndTheOthersAre(@ForAll long seed) {
        Random random = new Random(seed);
        StandingQueries<Integer> standing = new StandingQueries<>();
        Map<Integer, Query> kept = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            int key = random.nextInt(10);
            if (random.nextInt(3) == 0) {
                standing.remove(key);
                kept.remove(key);
            } else {
                Query query = QUERIES.filter(condition(random, 2));
                standing.put(key, query);
                kept.put(key, query);
            }
        }
        IndexSearcher document = document("message", text(random, 8), text(random, 12));
        Set<Integer> asked = new HashSet<>();
        kept.forEach((key, query) -> {
            if (count(query, document) > 0) {
                asked.add(key);
            }
        });

        assertEquals(kept.size(), standing.size());
        assertEquals(asked, new HashSet<>(standing.matching(document, StandingQueriesTest::unexpected)));
        for (int key = 0; key < 10; key++) {
            assertEquals(asked.contains(key), standing.matches(key, document));
        }
    }

    private static int count(Query query, IndexSearcher document) {
        try {
            return document.count(query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what is needed

    private static Query term(String text) {
        return new TermQuery(new Term("f", text));
    }

    private static Set<String> names(Need need) {
        Set<String> names = new HashSet<>();
        for (Clue clue : need.clues()) {
            names.add(clue.bytes().utf8ToString() + (clue.beginning() ? "*" : ""));
        }
        return names;
    }

    private static void assertNeeds(int atLeast, Set<String> of, Query query) {
        Need need = Need.of(query);
        assertEquals(of, names(need));
        assertEquals(atLeast, need.atLeast());
    }

    @Test
    @DisplayName("油烟扰民 类型:网民留言：每个词里的字对和类型都要有")
    void everyTermOfAWatchIsNeededTheCommonOnesToo() {
        Condition watch = new Condition.And(List.of(
                new Condition.About("油烟扰民", Condition.Need.ALL), new Condition.Key("FORM_TYPE", Set.of("message"))));

        assertNeeds(3, Set.of("油烟", "扰民", "message"), QUERIES.filter(watch));
    }

    @Test
    void ofAlternativesTheShortestSaysHowMuch() {
        Query either = new BooleanQuery.Builder()
                .add(all("a", "b", "c"), Occur.SHOULD)
                .add(all("x", "y"), Occur.SHOULD)
                .build();

        assertNeeds(2, Set.of("a", "b", "c", "x", "y"), either);
    }

    @Test
    void aTermThatServesTwoClausesIsCountedOnce() {
        Query both = new BooleanQuery.Builder()
                .add(all("a", "b"), Occur.MUST)
                .add(all("b", "c"), Occur.MUST)
                .build();

        assertNeeds(3, Set.of("a", "b", "c"), both);
    }

    @Test
    void soManyOfSeveralAreNeeded() {
        BooleanQuery.Builder some = new BooleanQuery.Builder().setMinimumNumberShouldMatch(2);
        for (String text : List.of("a", "b", "c")) {
            some.add(term(text), Occur.SHOULD);
        }

        assertNeeds(2, Set.of("a", "b", "c"), some.build());
    }

    @Test
    void whatIsExcludedOptionalOrUnknownIsNotNeeded() {
        Query query = new BooleanQuery.Builder()
                .add(term("a"), Occur.FILTER)
                .add(term("b"), Occur.SHOULD)
                .add(term("c"), Occur.MUST_NOT)
                .add(new MatchAllDocsQuery(), Occur.MUST)
                .build();

        assertNeeds(1, Set.of("a"), query);
        assertNeeds(1, Set.of("b*"), new PrefixQuery(new Term("f", "b")));
        assertEquals(Need.NOTHING, Need.of(new MatchAllDocsQuery()));
    }

    private static Query all(String... texts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String text : texts) {
            all.add(term(text), Occur.MUST);
        }
        return all.build();
    }

    @Test
    void aQueryThatFailsHarmsNoOtherAndIsAskedNoMore() {
        StandingQueries<String> standing = new StandingQueries<>();
        standing.put("bad", new Failing());
        standing.put("good", QUERIES.filter(new Condition.Contains("油烟")));
        List<String> failed = new ArrayList<>();

        assertEquals(List.of("good"), standing.matching(document("message", "油烟"), (key, e) -> failed.add(key)));
        assertEquals(List.of("good"), standing.matching(document("message", "油烟"), (key, e) -> failed.add(key)));
        assertEquals(List.of("bad"), failed);
        assertEquals(1, standing.size());
        assertFalse(standing.matches("bad", document("message", "油烟")));
        assertTrue(standing.matches("good", document("message", "油烟")));
    }

    /** Can't be asked. */
    private static final class Failing extends Query {
        @Override
        public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
            throw new IllegalStateException("can't be asked");
        }

        @Override
        public void visit(QueryVisitor visitor) {
            visitor.visitLeaf(this);
        }

        @Override
        public String toString(String field) {
            return "failing";
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
