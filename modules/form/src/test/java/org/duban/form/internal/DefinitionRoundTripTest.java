package org.duban.form.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.form.Cadence;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder;
import org.duban.api.office.Role;

/** A form type is kept by its definition: whoever reads that again must get the same form type. */
class DefinitionRoundTripTest {

    private static final FormTypesService SERVICE = FormTypesService.of(List.of());

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void readingADefinitionAgainGivesAnEqualFormType(@ForAll("definitions") String json) {
        FormType type = SERVICE.read(json);
        FormType again = SERVICE.read(type.definition());
        assertEquals(type, again);
        assertEquals(SERVICE.fields(type), SERVICE.fields(again));
        assertTrue(StrictJson.same(json, type.definition()));
    }

    @Provide
    Arbitrary<String> definitions() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        text(),
                        field().list().ofMaxSize(6),
                        member(
                                "omits",
                                enums(List.of("APPROVAL", "FEEDBACK", "SUBMISSION", "CONTINUATION", "CIRCULAR"), 0)),
                        member("ladder", ladder()),
                        member("cadences", cadences()),
                        member("similarBy", enums(List.of("#title", "#unit", "#area"), 0)),
                        member("roles", roles()))
                .as((version, name, fields, omits, ladder, cadences, similarBy, roles) -> """
                        {"id":"a","version":%d,"name":{"zh":%s,"en":"A"},
                         "schema":{"type":"object","properties":{%s}},
                         "deadline":{"from":"RECEIPT","cases":[]},"numbering":"甲〔{year}〕{n}号"%s%s%s%s%s}
                        """.formatted(
                                version,
                                name,
                                IntStream.range(0, fields.size())
                                        .mapToObj(i -> "\"f" + i + "\" : " + fields.get(i))
                                        .collect(Collectors.joining(" ,\n")),
                                omits,
                                ladder,
                                cadences,
                                similarBy,
                                roles));
    }

    /** A member with a comma before it, or none. */
    private static Arbitrary<String> member(String name, Arbitrary<String> value) {
        return Arbitraries.oneOf(Arbitraries.just(""), value.map(text -> ", \"" + name + "\" : " + text));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.of("\"甲\"", "\"\\u7532\\/\\t𠮷\"", "\"\\\"引号\\\"\\\\\"", "\" \u2028 x\"");
    }

    private static Arbitrary<String> field() {
        return Combinators.combine(
                        text(),
                        Arbitraries.of(
                                "\"type\":\"string\",\"x-kind\":\"rich-text\",\"maxLength\":1e3",
                                "\"type\":\"number\",\"multipleOf\":1.0E-2,\"x-kind\":\"money\",\"x-unit\":\"万元\"",
                                "\"type\":\"integer\",\"minimum\":-0,\"maximum\":12345678901234567890",
                                "\"enum\":[1,2.50,\"x\",null]",
                                "\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"a\":true}}"))
                .as((title, rules) -> "{\"title\":" + title + ", " + rules + "}");
    }

    private static Arbitrary<String> enums(List<String> names, int least) {
        return Arbitraries.of(names)
                .set()
                .ofMinSize(least)
                .map(some -> some.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]")));
    }

    private static <E extends Enum<E>> Arbitrary<String> someOf(Class<E> type) {
        return enums(List.of(type.getEnumConstants()).stream().map(Enum::name).toList(), 1);
    }

    private static Arbitrary<String> ladder() {
        Arbitrary<List<String>> audiences = someOf(Ladder.Audience.class).list().ofSize(6);
        return Combinators.combine(
                        Arbitraries.integers().between(-30, 30).set().ofMaxSize(6),
                        audiences,
                        Arbitraries.of(Ladder.Action.class).list().ofSize(6),
                        Arbitraries.integers().between(0, 40))
                .as((days, to, actions, hours) -> {
                    List<String> steps = new ArrayList<>();
                    for (int day : new TreeSet<>(days)) {
                        int i = steps.size();
                        steps.add("{\"id\":\"s%d\",\"workingDays\":%d,\"do\":\"%s\",\"to\":%s}"
                                .formatted(i, day, day < 1 ? Ladder.Action.REMIND : actions.get(i), to.get(i)));
                    }
                    return "{\"steps\":" + steps + ",\"urgeAfterHours\":" + hours + "}";
                });
    }

    private static Arbitrary<String> cadences() {
        Arbitrary<String> periodic = Combinators.combine(
                        Arbitraries.of(Cadence.Period.WEEKLY, Cadence.Period.MONTHLY),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Cadence.Roll.class))
                .as((period, day, following, roll) -> "\"period\":\"%s\",\"day\":%d,\"following\":%s,\"roll\":\"%s\""
                        .formatted(period, day, following, roll));
        return Arbitraries.oneOf(periodic, Arbitraries.just("\"period\":\"DAILY\""))
                .list()
                .ofMaxSize(4)
                .map(all -> IntStream.range(0, all.size())
                        .mapToObj(i -> "{\"id\":\"c" + i + "\",\"name\":\"报\"," + all.get(i) + "}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static Arbitrary<String> roles() {
        return Arbitraries.maps(Arbitraries.of(RoleRules.COMMANDS), someOf(Role.class))
                .ofMaxSize(4)
                .map(rules -> rules.entrySet().stream()
                        .map(rule -> "\"" + rule.getKey() + "\":" + rule.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    }
}
