package org.duban.evaluation.internal.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.evaluation.ResultRow;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.SubjectKind;
import org.duban.evaluation.internal.result.ScoreStore.Sum;
import org.duban.evaluation.internal.rules.RuleSetReader;
import org.duban.evaluation.internal.score.Assessor;
import org.duban.evaluation.internal.score.Cases;
import org.duban.evaluation.internal.score.Entry;
import org.duban.evaluation.internal.score.MatterFacts;
import org.junit.jupiter.api.Test;

final class TallyingPropertiesTest {

    private static final RuleSet RULES = RuleSetReader.shipped();

    @Provide
    Arbitrary<List<MatterFacts>> years() {
        return Cases.matters().list().ofMinSize(1).ofMaxSize(20);
    }

    @Provide
    Arbitrary<Map<String, List<Sum>>> totals() {
        // Few different scores, so that there are ties.
        Arbitrary<List<Sum>> sums = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 200))
                .as((score, matters) -> matters == 0
                        ? List.of(new Sum("R-01", 1, -30_000, 0))
                        : List.of(new Sum(
                                Entry.SCORE, matters, (70L + 10 * score) * matters * 100_000_000L, matters * 10_000L)));
        return Arbitraries.maps(Arbitraries.integers().between(100, 999).map(n -> "u" + n), sums)
                .ofMaxSize(40)
                .map(TreeMap::new);
    }

    private static List<ResultRow> rows(Map<String, List<Sum>> totals) {
        return Tallying.rows(SubjectKind.UNIT, totals, RULES, id -> Optional.empty(), id -> id);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aRankingIsAStandardCompetitionRankingInATotalOrder(@ForAll("totals") Map<String, List<Sum>> totals) {
        List<ResultRow> rows = rows(totals);
        assertEquals(totals.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ResultRow row = rows.get(i);
            long better = rows.stream()
                    .filter(o -> o.ranked() && o.total().compareTo(row.total()) > 0)
                    .count();
            assertEquals(row.ranked() ? better + 1 : 0, row.rank());
            if (i > 0) {
                ResultRow before = rows.get(i - 1);
                int byTotal = before.total().compareTo(row.total());
                assertTrue(
                        before.ranked() && !row.ranked()
                                || before.ranked() == row.ranked()
                                        && (byTotal > 0
                                                || byTotal == 0 && before.id().compareTo(row.id()) < 0),
                        () -> before + " before " + row);
            }
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aTotalIsTheSumOfItsParts(@ForAll("years") List<MatterFacts> year) {
        SumBook book = new SumBook();
        for (MatterFacts facts : year) {
            for (Entry e : Entry.of(facts, Assessor.assess(facts, day -> RULES))) {
                if (e.subject().kind() == SubjectKind.UNIT) {
                    book.add(e.subject().id(), e.rule(), e.times(), e.amount(), e.weight());
                }
            }
        }
        for (ResultRow row : rows(book.totals())) {
            assertEquals(
                    row.total(),
                    RULES.tally()
                            .rounding()
                            .round(row.base().add(row.work()).add(row.bonus()).add(row.deduction())));
            BigDecimal counted =
                    row.sums().stream().map(ResultRow.RuleSum::counted).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, counted.compareTo(row.bonus().add(row.deduction())));
            for (ResultRow.RuleSum sum : row.sums()) {
                BigDecimal most = RULES.rule(sum.rule()).orElseThrow().most();
                assertTrue(most == null || sum.counted().abs().compareTo(most) <= 0);
            }
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void factsAreReadAsTheyWereWritten(@ForAll("years") List<MatterFacts> year) {
        for (MatterFacts facts : year) {
            assertEquals(facts, FactsCodec.read(facts.matter(), FactsCodec.write(facts)));
        }
    }

    @Test
    void aUnitOfOneLuckyMatterDoesNotBeatOneOfAHundredGoodOnes() {
        // 100 by one matter; 95 by a hundred: drawn to the mean of all (95.05) the first falls behind.
        Map<String, List<Sum>> totals = new TreeMap<>(Map.of(
                "few", List.of(new Sum(Entry.SCORE, 1, 100_0000_0000L, 10_000)),
                "many", List.of(new Sum(Entry.SCORE, 100, 100 * 96_0000_0000L, 1_000_000)),
                "weak", List.of(new Sum(Entry.SCORE, 100, 100 * 80_0000_0000L, 1_000_000))));
        assertEquals(
                List.of("many", "few", "weak"),
                rows(totals).stream().map(ResultRow::id).toList());
    }

    @Test
    void whoHasMoreMattersIsNotPunishedForHavingMore() {
        // One criticism in 20 matters and five in 100 weigh the same.
        Map<String, List<Sum>> totals = new TreeMap<>(Map.of(
                "small",
                List.of(new Sum(Entry.SCORE, 20, 20 * 90_0000_0000L, 200_000), new Sum("R-01", 1, -30_000, 0)),
                "large",
                List.of(new Sum(Entry.SCORE, 100, 100 * 90_0000_0000L, 1_000_000), new Sum("R-01", 5, -150_000, 0))));
        List<ResultRow> rows = rows(totals);
        assertEquals(rows.get(0).total(), rows.get(1).total());
        assertEquals(List.of(1, 1), rows.stream().map(ResultRow::rank).toList());
    }
}
