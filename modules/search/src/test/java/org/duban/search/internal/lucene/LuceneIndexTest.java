package org.duban.search.internal.lucene;

import static org.duban.search.internal.lucene.Sample.asked;
import static org.duban.search.internal.lucene.Sample.counting;
import static org.duban.search.internal.lucene.Sample.matter;
import static org.duban.search.internal.lucene.Sample.page;
import static org.duban.search.internal.lucene.Sample.seenBy;
import static org.duban.search.internal.lucene.Sample.sorted;
import static org.duban.search.internal.lucene.Sample.titled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.access.Visibility.Clause;
import org.duban.api.calendar.DueDates;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Day;
import org.duban.spi.search.Condition.Days;
import org.duban.spi.search.Condition.Everything;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Lit;
import org.duban.spi.search.Condition.Need;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest {

    @TempDir
    private Path folder;

    private LuceneEngine engine;
    private SearchIndex index;

    @BeforeEach
    void open() {
        engine = new LuceneEngine(folder, Words::standard);
        index = engine.open("g1");
    }

    @AfterEach
    void close() {
        index.close();
        engine.close();
    }

    private void put(MatterText... matters) {
        index.put(List.of(matters));
        index.refresh();
    }

    private List<String> ids(Asked asked) {
        return ids(index.find(asked));
    }

    private static List<String> ids(Found found) {
        return found.matches().stream()
                .map(match -> match.matter().id().value())
                .toList();
    }

    private List<String> sortedIds(Condition wanted, Condition... filters) {
        return ids(asked(wanted, filters)).stream().sorted().toList();
    }

    @Test
    @DisplayName("what was put is given back as it was put")
    void whatWasPutIsGivenBackAsItWasPut() {
        MatterText matter = matter("m-1")
                .text(TextKind.TITLE, "关于晏家坪油烟扰民的督办")
                .text(TextKind.CONTENT, "𠮷野家门前 ２０２６年3月5日\u0000\uFFFF")
                .text(TextKind.CONTENT, "　")
                .key("FORM_TYPE", "message")
                .key("UNIT", "u1", "u2", "")
                .dueOn(Sample.DAY.plusDays(7))
                .clock(Sample.NOON, null)
                .clock(Sample.NOON.plusNanos(1), Sample.DAY.plusDays(7))
                .access(Attribute.LINE, "PARTY")
                .build();
        put(matter);

        assertEquals(
                matter, index.find(asked(new Everything())).matches().get(0).matter());
    }

    @Test
    void aMatterPutAgainTakesTheOldOnesPlace() {
        put(titled("m1", "旧的标题"));
        put(titled("m1", "新的标题"));

        assertEquals(List.of(), ids(asked(new Contains("旧的"))));
        assertEquals(List.of("m1"), ids(asked(new Contains("新的"))));
        assertEquals(1, index.size());
    }

    @Test
    void whatWasPutIsSeenAfterTheRefreshOnly() {
        index.put(List.of(titled("m1", "标题")));

        assertEquals(List.of(), ids(asked(new Everything())));
        index.refresh();
        assertEquals(List.of("m1"), ids(asked(new Everything())));
    }

    @Test
    @DisplayName("a phrase is found whatever punctuation is between its characters, but not across two texts")
    void phrases() {
        put(
                matter("m1")
                        .text(TextKind.TITLE, "七督通〔2026〕3号")
                        .text(TextKind.CONTENT, "油烟、扰民")
                        .text(TextKind.CONTENT, "停车")
                        .build(),
                titled("m2", "扰民油烟"));

        assertEquals(List.of("m1"), ids(asked(new Contains("油烟扰民"))));
        assertEquals(List.of("m1"), ids(asked(new Contains("煙擾"))));
        assertEquals(List.of("m1"), ids(asked(new Contains("七督通[2026]3號"))));
        assertEquals(List.of(), ids(asked(new Contains("民停"))));
        assertEquals(List.of("m1", "m2"), sortedIds(new Contains("扰")));
        assertEquals(List.of("m1"), sortedIds(new Contains("号")));
    }

    @Test
    @DisplayName("a date is found in other spellings when nothing else is asked with it")
    void dates() {
        put(titled("m1", "二〇二六年三月五日会议"), titled("m2", "2026-03-05来信"), titled("m3", "2026年3月6日"));

        assertEquals(List.of("m1", "m2"), sortedIds(new Contains("2026年3月5日")));
        assertEquals(List.of("m1", "m2", "m3"), sortedIds(new Contains("2026年3月")));
        assertEquals(List.of(), sortedIds(new Contains("2026年3月5日来信")));
    }

    @Test
    void withinLooksInTextsOfTheseKindsOnly() {
        put(
                matter("m1")
                        .text(TextKind.TITLE, "油烟")
                        .text(TextKind.REPLY, "已整改，2026年3月5日回复")
                        .build(),
                matter("m2")
                        .text(TextKind.TITLE, "已整改")
                        .text(TextKind.REPLY, "油烟扰民属实")
                        .build());

        assertEquals(List.of("m1"), ids(asked(new Within(Set.of(TextKind.TITLE), new Contains("油烟")))));
        assertEquals(List.of("m2"), ids(asked(new Within(Set.of(TextKind.REPLY), new Contains("油烟扰民")))));
        assertEquals(List.of(), ids(asked(new Within(Set.of(TextKind.TITLE), new Contains("油烟扰民")))));
        assertEquals(List.of("m1"), ids(asked(new Within(Set.of(TextKind.TITLE), new Contains("烟")))));
        assertEquals(
                List.of("m1", "m2"), sortedIds(new Within(Set.of(TextKind.TITLE, TextKind.REPLY), new Contains("烟"))));
        assertEquals(List.of("m1"), ids(asked(new Within(Set.of(TextKind.REPLY), new Contains("2026-03-05")))));
        assertEquals(List.of(), ids(asked(new Within(Set.of(TextKind.TITLE), new Contains("2026-03-05")))));
        assertEquals(
                List.of("m2"),
                ids(asked(new Within(Set.of(TextKind.REPLY), new About("油烟问题", Need.MOST))))
                        .subList(0, 1));
        assertEquals(List.of(), ids(asked(new Within(Set.of(), new Contains("烟")))));
    }

    @Test
    void conditionsJoin() {
        put(titled("m1", "油烟扰民"), titled("m2", "噪音扰民"), titled("m3", "停车难"));
        Condition smoke = new Contains("油烟");
        Condition nuisance = new Contains("扰民");

        assertEquals(List.of("m1"), sortedIds(new And(List.of(smoke, nuisance))));
        assertEquals(List.of("m1", "m3"), sortedIds(new AnyOf(List.of(smoke, new Contains("停车")))));
        assertEquals(List.of("m2"), sortedIds(new And(List.of(nuisance, new Not(smoke)))));
        assertEquals(List.of("m2", "m3"), sortedIds(new Not(smoke)));
        assertEquals(List.of("m3"), sortedIds(new And(List.of(new Not(smoke), new Not(nuisance)))));
        assertEquals(List.of("m1", "m2", "m3"), sortedIds(new And(List.of())));
        assertEquals(List.of(), sortedIds(new AnyOf(List.of())));
    }

    @Test
    void keysAndDaysFilter() {
        put(
                matter("m1")
                        .text(TextKind.TITLE, "甲")
                        .key("UNIT", "u1", "u2")
                        .receivedOn(LocalDate.of(2026, 1, 5))
                        .build(),
                matter("m2")
                        .text(TextKind.TITLE, "甲")
                        .key("UNIT", "")
                        .dueOn(LocalDate.of(2026, 2, 1))
                        .receivedOn(LocalDate.of(1969, 1, 5))
                        .build());

        assertEquals(List.of("m1"), sortedIds(new Everything(), new Key("UNIT", Set.of("u2", "u9"))));
        assertEquals(List.of("m2"), sortedIds(new Everything(), new Key("UNIT", Set.of(""))));
        assertEquals(List.of(), sortedIds(new Everything(), new Key("UNIT", Set.of())));
        assertEquals(List.of("m1"), sortedIds(new Everything(), days(Day.RECEIVED, "2026-01-05", "2026-01-05")));
        assertEquals(List.of("m2"), sortedIds(new Everything(), days(Day.RECEIVED, "1960-01-05", "2026-01-04")));
        assertEquals(List.of("m2"), sortedIds(new Everything(), days(Day.DUE, "2000-01-05", "2026-02-01")));
        assertEquals(List.of(), sortedIds(new Everything(), days(Day.DUE, "2026-02-02", "2026-02-01")));
    }

    private static Condition days(Day day, String from, String to) {
        return new Days(
                day, LocalDate.parse(from).toEpochDay(), LocalDate.parse(to).toEpochDay());
    }

    @Test
    void lightsAreThoseOfTheInstant() {
        LocalDate first = Sample.DAY.plusDays(7);
        LocalDate extended = Sample.DAY.plusDays(20);
        Instant then = Sample.NOON.plusSeconds(86_400);
        put(
                matter("m1")
                        .text(TextKind.TITLE, "甲")
                        .key("FORM_TYPE", "message")
                        .key("FORM_VERSION", "1")
                        .clock(Sample.NOON, first)
                        .clock(then, extended)
                        .build(),
                matter("m2")
                        .text(TextKind.TITLE, "甲")
                        .key("FORM_TYPE", "message")
                        .key("FORM_VERSION", "2")
                        .clock(Sample.NOON, first)
                        .clock(then, null)
                        .build());
        DueDates early = new DueDates(List.of(new DueDates.Range(Long.MIN_VALUE, first.toEpochDay() + 1)));
        DueDates late = new DueDates(List.of(new DueDates.Range(first.toEpochDay() + 1, Long.MAX_VALUE)));

        assertEquals(List.of(), sortedIds(new Everything(), lit(null, early)));
        assertEquals(List.of("m1"), sortedIds(new Everything(), lit(null, late)));
        assertEquals(List.of("m1", "m2"), sortedIds(new Everything(), lit(then.minusNanos(1), early)));
        assertEquals(List.of("m1"), sortedIds(new Everything(), lit(then, late)));
        assertEquals(List.of(), sortedIds(new Everything(), lit(Sample.NOON.minusNanos(1), early)));
        assertEquals(
                List.of("m2"),
                sortedIds(
                        new Everything(),
                        new Lit(
                                Sample.NOON,
                                List.of(
                                        new Condition.Case("message", Set.of(1), late),
                                        new Condition.Case("message", Set.of(), early)))));
    }

    private static Condition lit(Instant asOf, DueDates dates) {
        return new Lit(asOf, List.of(new Condition.Case("message", Set.of(), dates)));
    }

    @Test
    void onlyWhatTheAskerMaySeeIsFoundAndCounted() {
        put(
                matter("m1")
                        .text(TextKind.TITLE, "甲")
                        .access(Attribute.LINE, "PARTY")
                        .access(Attribute.PARTNER, "p1")
                        .key("AREA", "a")
                        .build(),
                matter("m2")
                        .text(TextKind.TITLE, "甲")
                        .access(Attribute.LINE, "PARTY")
                        .access(Attribute.OFFICER, "p1")
                        .key("AREA", "a")
                        .build());
        Asked all = counting(Set.of("AREA"), asked(new Everything()));
        Visibility partner = new Visibility(List.of(
                new Clause(Map.of(Attribute.PARTNER, Set.of("p1"), Attribute.LINE, Set.of("PARTY", "GOVERNMENT")))));

        assertEquals(List.of("m1"), ids(seenBy(partner, all)));
        assertEquals(
                Map.of("AREA", Map.of("a", 1L)),
                index.find(seenBy(partner, all)).facets());
        assertEquals(1, index.count(seenBy(partner, all)));
        assertEquals(2, index.count(all));
        Found nothing = index.find(seenBy(new Visibility(List.of()), all));
        assertEquals(List.of(), nothing.matches());
        assertEquals(0, nothing.total());
        assertEquals(0, index.count(seenBy(new Visibility(List.of()), all)));
    }

    @Test
    void aFacetDisregardsTheFiltersOnItsOwnKey() {
        put(
                matter("m1")
                        .text(TextKind.TITLE, "甲")
                        .key("AREA", "a")
                        .key("STAGE", "x")
                        .build(),
                matter("m2")
                        .text(TextKind.TITLE, "甲")
                        .key("AREA", "b")
                        .key("STAGE", "x")
                        .build(),
                matter("m3")
                        .text(TextKind.TITLE, "甲")
                        .key("AREA", "b")
                        .key("STAGE", "y")
                        .build());

        Found found = index.find(
                counting(Set.of("AREA", "STAGE", "NONE"), asked(new Contains("甲"), new Key("AREA", Set.of("b")))));

        assertEquals(
                Map.of("AREA", Map.of("a", 1L, "b", 2L), "STAGE", Map.of("x", 1L, "y", 1L), "NONE", Map.of()),
                found.facets());
        assertEquals(2, found.total());
    }

    @Test
    void pagesFollowOneAnotherInEveryOrder() {
        List<MatterText> matters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Sample matter = matter("m" + i)
                    .text(TextKind.TITLE, "扰民".repeat(1 + i % 7))
                    .receivedOn(Sample.DAY.plusDays(i % 5))
                    .changedAt(Sample.NOON.plusNanos(i % 3));
            if (i % 4 != 0) {
                matter.clock(Sample.NOON, Sample.DAY.plusDays(i % 6));
            }
            matters.add(matter.build());
            if (i % 13 == 0) {
                put(matters.toArray(MatterText[]::new));
                matters.clear();
            }
        }
        put(matters.toArray(MatterText[]::new));
        for (Sort sort : Sort.values()) {
            Asked asked = sorted(sort, asked(new Contains("扰民")));
            List<String> whole = ids(page(50, null, asked));
            assertEquals(50, Set.copyOf(whole).size());
            List<String> paged = new ArrayList<>();
            String after = null;
            do {
                Found found = index.find(page(7, after, asked));
                paged.addAll(ids(found));
                assertEquals(50, found.total());
                after = found.next();
            } while (after != null);
            assertEquals(whole, paged, sort.name());
        }
    }

    @Test
    void ordersAreTotalWithTheIdLast() {
        put(
                matter("b")
                        .text(TextKind.TITLE, "甲")
                        .receivedOn(Sample.DAY)
                        .clock(Sample.NOON, Sample.DAY)
                        .build(),
                matter("a").text(TextKind.TITLE, "甲").receivedOn(Sample.DAY).build(),
                matter("c")
                        .text(TextKind.TITLE, "甲")
                        .receivedOn(Sample.DAY.plusDays(1))
                        .changedAt(Sample.NOON.plusNanos(1))
                        .build());

        assertEquals(List.of("a", "b", "c"), ids(asked(new Everything())));
        assertEquals(List.of("c", "a", "b"), ids(sorted(Sort.NEWEST, asked(new Everything()))));
        assertEquals(List.of("a", "b", "c"), ids(sorted(Sort.OLDEST, asked(new Everything()))));
        assertEquals(List.of("b", "a", "c"), ids(sorted(Sort.DUE, asked(new Everything()))));
        assertEquals(List.of("c", "a", "b"), ids(sorted(Sort.CHANGED, asked(new Everything()))));
    }

    @Test
    void aPositionOfAnotherQueryIsRefused() {
        put(titled("m1", "扰民"), titled("m2", "扰民"));
        Asked asked = asked(new Contains("扰民"));
        String next = index.find(page(1, null, asked)).next();

        assertInvalid(() -> index.find(page(1, next, asked(new Contains("扰")))));
        assertInvalid(() -> index.find(page(1, next, sorted(Sort.NEWEST, asked))));
        assertInvalid(() -> index.find(page(1, next + "A", asked)));
        assertInvalid(() -> index.find(page(1, "", asked)));
        assertInvalid(() -> index.find(page(1, "？", asked)));
        assertNull(index.find(page(1, next, asked)).next());
    }

    private static void assertInvalid(org.junit.jupiter.api.function.Executable call) {
        assertEquals(
                ErrorCode.INVALID_FIELD,
                assertThrows(DubanException.class, call).code());
    }

    @Test
    void manyMattersAtOnceAreAllThere() {
        index.put(IntStream.range(0, 1000)
                .mapToObj(i -> titled("m" + i % 500, "第" + i + "件"))
                .toList());
        index.refresh();

        assertEquals(500, index.size());
        assertEquals(List.of("m499"), ids(asked(new Contains("第999件"))));
        assertEquals(List.of(), ids(asked(new Contains("第499件"))));
    }

    @Test
    void hugeQueriesAreAnsweredOrRefused() {
        put(titled("m1", "扰民"));
        List<Condition> many = IntStream.range(0, 10_000)
                .mapToObj(i -> (Condition) new Contains("第" + i))
                .toList();
        Condition deep = new Contains("扰民");
        for (int i = 0; i < 10_000; i++) {
            deep = new Not(new And(List.of(deep)));
        }
        Condition deepest = deep;

        assertInvalid(() -> index.find(asked(new AnyOf(many))));
        assertInvalid(() -> index.find(asked(new And(many))));
        assertInvalid(() -> index.find(asked(deepest)));
        assertInvalid(() -> index.find(asked(new Contains("扰".repeat(100_000)))));
        assertTrue(index.find(asked(new About("扰民".repeat(50_000), Need.MOST))).total() >= 0);
    }
}
