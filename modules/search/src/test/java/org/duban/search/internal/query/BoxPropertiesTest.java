package org.duban.search.internal.query;

import static org.duban.search.internal.query.Town.TOWN;
import static org.duban.search.internal.query.Town.VOCABULARY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.duban.api.search.Facet;
import org.duban.api.search.Search;
import org.duban.api.search.TextKind;
import org.duban.search.internal.query.Reading.Either;
import org.duban.search.internal.query.Reading.Fact;
import org.duban.search.internal.query.Reading.In;
import org.duban.search.internal.query.Reading.Part;
import org.duban.search.internal.query.Reading.Phrase;
import org.duban.search.internal.query.Reading.Without;
import org.duban.search.internal.query.Reading.Word;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoxPropertiesTest {

    /** What the box has rules for, and what tends to break readers. */
    private static final List<String> BITS = List.of(
            "晏家坪",
            "油烟",
            "住建局",
            "yjp",
            "2026-03-05",
            "七督通〔2026〕3号",
            "-",
            "－",
            "\"",
            "“",
            "”",
            "「",
            "」",
            "『",
            "|",
            "｜",
            " OR ",
            " 或 ",
            "或",
            ":",
            "：",
            "标题:",
            "类型：",
            "期限:",
            "收到:>=",
            "来源渠道:",
            "不含:",
            "网民留言",
            "今天",
            "..",
            "，",
            ",",
            "、",
            "；",
            " ",
            "　",
            "\n",
            "\t",
            "😀",
            "👨‍👩‍👧",
            "\uD83D",
            "\uDE00",
            "\u0000",
            "\u200B",
            "\uFEFF",
            "e\u0301",
            "\u202E",
            "1,000",
            "A-B",
            "*",
            "?",
            "~",
            "\\",
            "(",
            ")",
            "[",
            "^",
            "\uD840\uDC00",
            "AND",
            "NOT",
            "null",
            "'",
            "<b>",
            "&",
            "\uFFFF");

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(200),
                Arbitraries.of(BITS).list().ofMaxSize(60).map(bits -> String.join("", bits)));
    }

    @Property
    @Label("无论打什么都读得懂，不会越读越多")
    void anyTextIsRead(@ForAll("anything") String text) {
        assertSound(text);
    }

    /** Longer and wilder with {@code -Dduban.fuzz.rounds} and {@code -Dduban.fuzz.seed}. */
    @Test
    @DisplayName("乱打一气也不出错")
    void monkeysAreAnswered() {
        Random random = new Random(Long.getLong("duban.fuzz.seed", 20260318));
        int rounds = Integer.getInteger("duban.fuzz.rounds", 3_000);
        for (int round = 0; round < rounds; round++) {
            StringBuilder text = new StringBuilder();
            int bits = 1 + random.nextInt(round % 100 == 0 ? 3_000 : 30);
            String often = BITS.get(random.nextInt(BITS.size()));
            for (int i = 0; i < bits; i++) {
                text.append(
                        switch (random.nextInt(4)) {
                            case 0 -> often;
                            case 1 -> String.valueOf((char) random.nextInt(1 << 16));
                            default -> BITS.get(random.nextInt(BITS.size()));
                        });
            }
            assertSound(text.toString());
        }
    }

    private static void assertSound(String text) {
        Calls lookup = new Calls();
        Reading reading = Box.read(text, lookup);
        String typed = text.substring(0, Math.min(text.length(), Search.MAX_TEXT));
        int length =
                reading.parts().stream().mapToInt(BoxPropertiesTest::length).sum();
        assertTrue(length <= typed.length(), () -> "more was read than typed: " + reading);
        assertTrue(lookup.calls <= 3 * typed.length(), () -> lookup.calls + " look-ups for " + typed.length());
        for (Part part : reading.parts()) {
            assertTexts(part, typed);
        }
        assertEquals(reading.parts().isEmpty(), reading.understood().isEmpty());
        Plan plan = Plan.of(reading, VOCABULARY);
        int conditions = size(plan.whole()) + (plan.relaxed() == null ? 0 : size(plan.relaxed()));
        assertTrue(conditions <= 800, () -> conditions + " conditions for " + reading);
        Marks.of(plan.whole(), VOCABULARY.words());
    }

    /** Each text stands in what was typed and has something to be searched for. */
    private static void assertTexts(Part part, String typed) {
        if (part instanceof Word || part instanceof Phrase) {
            String text = part instanceof Word word ? word.text() : ((Phrase) part).text();
            assertTrue(typed.contains(text), () -> text + " isn't in " + typed);
            assertTrue(!Searched.isEmpty(text), () -> "nothing to search for in " + text);
        } else if (part instanceof In in) {
            assertTexts(in.part(), typed);
        } else if (part instanceof Without without) {
            assertTexts(without.part(), typed);
        } else if (part instanceof Either either) {
            assertTrue(either.parts().size() > 1);
            either.parts().forEach(one -> assertTexts(one, typed));
        }
    }

    private static int length(Part part) {
        if (part instanceof Word word) {
            return word.text().length();
        } else if (part instanceof Phrase phrase) {
            return phrase.text().length();
        } else if (part instanceof In in) {
            return length(in.part());
        } else if (part instanceof Without without) {
            return length(without.part());
        } else if (part instanceof Either either) {
            return either.parts().stream().mapToInt(BoxPropertiesTest::length).sum();
        }
        return 0;
    }

    static int size(Condition condition) {
        if (condition instanceof And and) {
            return 1
                    + and.conditions().stream()
                            .mapToInt(BoxPropertiesTest::size)
                            .sum();
        } else if (condition instanceof AnyOf anyOf) {
            return 1
                    + anyOf.conditions().stream()
                            .mapToInt(BoxPropertiesTest::size)
                            .sum();
        } else if (condition instanceof Not not) {
            return 1 + size(not.condition());
        } else if (condition instanceof Within within) {
            return 1 + size(within.condition());
        }
        return 1;
    }

    /** What somebody means, and one way to type it. */
    private record Meant(Part part, String typed) {}

    @Provide
    Arbitrary<Meant> meant() {
        Arbitrary<Meant> text = Arbitraries.oneOf(words(), phrases());
        Arbitrary<Meant> alternatives = Combinators.combine(
                        text.list().ofMinSize(2).ofMaxSize(4), Arbitraries.of("|", "｜", " | ", " OR ", " 或 "))
                .as((all, or) -> new Meant(
                        new Either(all.stream().map(Meant::part).toList()),
                        all.stream().map(Meant::typed).collect(Collectors.joining(or))));
        Arbitrary<Meant> within = Combinators.combine(
                        Arbitraries.of(TextKind.class), Arbitraries.of(":", "："), Arbitraries.of(true, false), text)
                .as((kind, colon, zh, value) -> new Meant(
                        new In(kind, value.part()),
                        (zh ? kind.zh() : kind.name().toLowerCase(Locale.ROOT)) + colon + value.typed()));
        Arbitrary<Meant> facts = Combinators.combine(
                        Arbitraries.of("阶段", "stage"),
                        Arbitraries.of(":", "："),
                        Arbitraries.of("承办", "反馈", "核查").set().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(",", "，", "、", "|"))
                .as((field, colon, values, comma) -> new Meant(
                        new Fact(new Key(Facet.STAGE.name(), stages(values)), "阶段", String.join("、", values)),
                        field + colon + String.join(comma, values)));
        Arbitrary<Meant> positive = Arbitraries.oneOf(text, within, facts);
        Arbitrary<Meant> excluded = Combinators.combine(positive, Arbitraries.of("-", "－"))
                .as((one, minus) -> new Meant(new Without(one.part()), minus + one.typed()));
        return Arbitraries.oneOf(positive, excluded, alternatives);
    }

    private static Set<String> stages(Set<String> zh) {
        return zh.stream()
                .map(name -> name.equals("承办") ? "HANDLING" : name.equals("反馈") ? "FEEDBACK" : "VERIFICATION")
                .collect(Collectors.toSet());
    }

    private static Arbitrary<Meant> words() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withCharRange('一', '龥')
                                .ofMinLength(1)
                                .ofMaxLength(8),
                        Arbitraries.of("2026-03-05", "七督通〔2026〕3号", "A-B", "1,000", "GB/T9704", "晏家坪（西）"))
                .filter(word -> !word.equals("或") && !word.equals("或者"))
                .map(word -> new Meant(new Word(word), word));
    }

    private static Arbitrary<Meant> phrases() {
        Arbitrary<String> text = Arbitraries.of("油烟 扰民", "晏家坪", "类型:甲|乙 -丙", "a, b", "OR");
        return Combinators.combine(text, Arbitraries.of("\"\"", "“”", "「」", "『』", "＂＂"))
                .as((phrase, marks) -> new Meant(new Phrase(phrase), marks.charAt(0) + phrase + marks.charAt(1)));
    }

    @Property
    @Label("合乎语法的，读出来就是所指的")
    void whatIsWellFormedIsReadAsItWasMeant(
            @ForAll @Size(max = 8) List<@From("meant") Meant> all, @ForAll("separators") String separator) {
        Reading reading = Box.read(all.stream().map(Meant::typed).collect(Collectors.joining(separator)), TOWN);
        assertEquals(all.stream().map(Meant::part).toList(), reading.parts());
        assertEquals(List.of(), reading.remarks());
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of(" ", "　", "\n", "；", "。 ", "  \t");
    }

    @Property
    @Label("任何一天，怎样写都是那天")
    void aDayIsReadHoweverItIsWritten(@ForAll("days") LocalDate day) {
        List<String> written = List.of(
                day.toString(),
                day.toString().replace('-', '/'),
                day.toString().replace('-', '.'),
                day.toString().replace("-", ""),
                day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日",
                day.getYear() + "-" + day.getMonthValue() + "-" + day.getDayOfMonth(),
                day + ".." + day);
        for (String typed : written) {
            assertEquals(new DayRange(day, day), DayRange.read(typed, Town.TODAY), typed);
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1950, 1, 1).toEpochDay(),
                        LocalDate.of(2099, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Property
    @Label("排除和条件永远有效，放宽时也一样")
    void exclusionsAndFactsStayInForce(@ForAll @Size(max = 8) List<@From("meant") Meant> all) {
        Reading reading = Box.read(all.stream().map(Meant::typed).collect(Collectors.joining(" ")), TOWN);
        Plan plan = Plan.of(reading, VOCABULARY);
        List<Condition> filters = new ArrayList<>();
        for (Part part : reading.parts()) {
            if (part instanceof Fact fact) {
                filters.add(fact.condition());
            } else if (part instanceof Without without && without.part() instanceof Word word) {
                filters.add(new Not(new Contains(word.text())));
            }
        }
        assertTrue(plan.filters().containsAll(filters), () -> plan.filters() + " lack some of " + filters);
        long exclusions = reading.parts().stream()
                .filter(part -> part instanceof Without || part instanceof Fact)
                .count();
        assertEquals(exclusions, plan.filters().size());
    }

    /** Counts what it is asked. */
    private static final class Calls implements Lookup {
        private int calls;

        @Override
        public LocalDate today() {
            return TOWN.today();
        }

        @Override
        public List<Meaning> meanings(Facet facet, String name) {
            calls++;
            return TOWN.meanings(facet, name);
        }

        @Override
        public Condition lit(Set<String> codes) {
            return TOWN.lit(codes);
        }

        @Override
        public Set<String> fields(String title) {
            calls++;
            return TOWN.fields(title);
        }

        @Override
        public List<Meaning> values(String pointer, String value) {
            calls++;
            return TOWN.values(pointer, value);
        }
    }
}
