package org.duban.form.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.form.internal.Catalog.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTypesServiceTest {

    private static final FormTypesService SERVICE = FormTypesService.of(List.of(definition("visit", 1, "现场督查")));

    /** The definition of a form type with one field, 「地点」 at /place. */
    static String definition(String id, int version, String name) {
        return """
                {"id":"%s","version":%d,"name":{"zh":"%s","en":"A kind"},
                 "schema":{"type":"object","properties":{"place":{"title":"地点","type":"string"}}},
                 "deadline":{"from":"RECEIPT","cases":[]},"numbering":"%s〔{year}〕{n}号"}
                """.formatted(id, version, name, id);
    }

    private static FormType type(String id, int version, String name) {
        return SERVICE.read(definition(id, version, name));
    }

    // ---- which form types there are

    @Test
    void theNewestVersionIsTheOneWithTheHighestNumberAndOlderOnesAreKept() {
        FormTypesService service = FormTypesService.of(List.of(
                definition("b", 9, "九"), definition("b", 10, "十"), definition("b", 2, "二"), definition("a", 1, "一")));
        assertEquals(10, service.find("b").orElseThrow().version());
        assertEquals("二", service.find("b", 2).orElseThrow().nameZh());
        assertEquals(Optional.empty(), service.find("b", 3));
        assertEquals(Optional.empty(), service.find("c"));
        assertEquals(Optional.empty(), service.find("c", 1));
        assertEquals(
                List.of("a 1", "b 10"),
                service.all().stream().map(t -> t.id() + " " + t.version()).toList());
    }

    @Test
    void theSameVersionWithOtherContentIsRefusedAndTheFirstOneStays() {
        FormTypesService service = new FormTypesService();
        service.put("1", new Source("first 1.0.0", false, Map.of("forms/a.json", type("a", 1, "甲")), List.of()));
        service.put("2", new Source("second 1.0.0", false, Map.of("a.json", type("a", 1, "乙")), List.of()));
        assertEquals("甲", service.find("a").orElseThrow().nameZh());
        assertEquals(
                List.of(new FormTypeFault(
                        "second 1.0.0", "a.json", "a 第 1 版已由 first 1.0.0 forms/a.json 提供，内容不同；修改须用新的版本号")),
                service.faults());

        service.remove("1");
        assertEquals("乙", service.find("a").orElseThrow().nameZh());
        assertEquals(List.of(), service.faults());

        service.remove("2");
        assertTrue(service.all().isEmpty());
    }

    @Test
    void theSameVersionWithTheSameContentIsNoFaultAndStaysUntilTheLastSourceGoes() {
        FormTypesService service = new FormTypesService();
        service.put("1", new Source("first", false, Map.of("a.json", type("a", 1, "甲")), List.of()));
        service.put("2", new Source("second", false, Map.of("a.json", type("a", 1, "甲")), List.of()));
        assertEquals(List.of(), service.faults());
        service.remove("1");
        assertTrue(service.find("a", 1).isPresent());
    }

    @Test
    void anAnswerIsASnapshot() {
        FormTypesService service = new FormTypesService();
        service.put("1", new Source("first", false, Map.of("a.json", type("a", 1, "甲")), List.of()));
        var before = service.all();
        service.remove("1");
        assertEquals(1, before.size());
        assertEquals(0, service.all().size());
    }

    @Test
    void aListOfDefinitionsIsReadWholeOrNotAtAll() {
        DubanException twice = assertThrows(
                DubanException.class,
                () -> FormTypesService.of(List.of(definition("a", 1, "甲"), definition("a", 1, "乙"))));
        assertEquals(ErrorCode.FORM_TYPE_INVALID, twice.code());
        DubanException broken =
                assertThrows(DubanException.class, () -> FormTypesService.of(List.of(definition("a", 1, "甲"), "{}")));
        assertEquals(ErrorCode.FORM_TYPE_INVALID, broken.code());
    }

    // ---- checking forms

    @Test
    void aFormIsCheckedAgainstTheVersionItWasRegisteredWithEvenWhenThatIsGone() {
        FormType gone = type("gone", 1, "甲");
        assertEquals(List.of(), SERVICE.check(gone, "{\"place\":\"秀川街道\"}"));
        assertEquals("「地点」类型不对", SERVICE.check(gone, "{\"place\":1}").get(0).messageZh());
    }

    @Test
    void aFormTypeThatWasNeverReadHereIsCheckedAllTheSame() {
        FormType read = type("made", 1, "甲");
        FormType made = withSchema(read, "{\"type\":\"object\",\"required\":[\"x\"],\"properties\":{\"x\":{}}}");
        assertEquals("/x", SERVICE.check(made, "{}").get(0).field());
        DubanException e = assertThrows(
                DubanException.class,
                () -> SERVICE.check(withSchema(read, "{\"type\":\"object\",\"$ref\":\"https://a.cn/b\"}"), "{}"));
        assertEquals("/$ref", e.problems().get(0).field());
    }

    private static FormType withSchema(FormType type, String schema) {
        return new FormType(
                type.id(),
                type.version(),
                type.nameZh(),
                type.nameEn(),
                schema,
                type.omitted(),
                type.deadline(),
                type.lights(),
                type.numbering(),
                type.requiredBeforeAssignment(),
                type.filters(),
                type.replyRequired(),
                type.ladder(),
                type.cadences(),
                type.similarBy(),
                type.roles(),
                type.definition());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                       | ``       | ``      | 不是 JSON 对象",
                "null                     | ``       | null    | 不是 JSON 对象",
                "[1]                      | ``       | [1]     | 不是 JSON 对象",
                "\"x\"                    | ``       | x       | 不是 JSON 对象",
                "{\"a\":1} {}             | ``       | ``      | JSON 对象之后还有内容：第 1 行第 10 列",
                "{\"a\":{\"b\":1,\"b\":2}} | /a/b    | b       | 字段重复：第 1 行第 18 列",
                "{\"a\":{\"b\":[],\"b\":{}}} | /a/b  | b       | 字段重复：第 1 行第 19 列",
                "{\"a\":[1,]}             | /a/1     | ``      | 不是有效的 JSON：第 1 行第 10 列",
                "{a:1}                    | ``       | ``      | 不是有效的 JSON：第 1 行第 3 列",
                "{\"a\":NaN}              | /a       | ``      | 不是有效的 JSON：第 1 行第 9 列",
                "{\"a\":1e999999999}      | /a       | 1E+999999999 | 数字位数太多",
                "{\"a\":1e-41}            | /a       | 1E-41   | 数字位数太多",
            })
    void whatIsNotOneJsonObjectIsAProblemWithItsPlace(String json, String field, String value, String message) {
        List<Problem> problems = SERVICE.check(SERVICE.find("visit").orElseThrow(), json);
        assertEquals(1, problems.size());
        assertEquals(ErrorCode.INVALID_FIELD, problems.get(0).code());
        assertEquals(field, problems.get(0).field());
        assertEquals(value, problems.get(0).value());
        assertEquals(message, problems.get(0).messageZh());
        assertEquals(
                problems,
                assertThrows(DubanException.class, () -> SERVICE.values(json)).problems());
    }

    @Test
    void depthAndLengthHaveLimits() {
        String deep = "[".repeat(StrictJson.MAX_DEPTH - 1) + "]".repeat(StrictJson.MAX_DEPTH - 1);
        assertEquals(Map.of(), SERVICE.values("{\"a\":" + deep + "}"));
        assertEquals("JSON 嵌套太深", refusal("{\"a\":[" + deep + "]}").messageZh());
        assertEquals("JSON 嵌套太深", refusal("{\"a\":" + "[".repeat(100_000)).messageZh());
        assertEquals("JSON 嵌套太深", refusal("{\"a\":".repeat(100_000)).messageZh());

        String long1 = "{\"a\":\"" + "长".repeat(StrictJson.MAX_CHARS - 8) + "\"}";
        assertEquals(StrictJson.MAX_CHARS, long1.length());
        assertEquals(1, SERVICE.values(long1).size());
        assertEquals("JSON 太长", refusal(long1 + " ").messageZh());
    }

    private static Problem refusal(String json) {
        return assertThrows(DubanException.class, () -> SERVICE.values(json))
                .problems()
                .get(0);
    }

    // ---- values

    @Test
    void valuesAreTheTextsOfScalarsByTheirPointers() {
        assertEquals(
                Map.of(
                        "/a~1b/~0",
                        "文",
                        "/n",
                        "7",
                        "/m",
                        "-0.5",
                        "/z",
                        "0",
                        "/t",
                        "true",
                        "/l/0",
                        "x",
                        "/l/1/y",
                        "120",
                        "/",
                        "无名"),
                SERVICE.values("""
                        {"a/b":{"~":"文"},"n":7.0,"m":-5e-1,"z":0.00,"t":true,"none":null,"empty":{},
                         "l":["x",{"y":1.2e2}],"":"无名"}
                        """));
    }

    @Property
    void everyTextIsEitherReadOrRefusedWithAReason(@ForAll("almostJson") String text) {
        try {
            SERVICE.values(text).forEach((pointer, value) -> assertTrue(pointer.startsWith("/")));
            assertEquals(
                    List.of(),
                    SERVICE.check(SERVICE.find("visit").orElseThrow(), text).stream()
                            .filter(problem -> !problem.field().startsWith("/place"))
                            .toList());
        } catch (DubanException e) {
            assertEquals(ErrorCode.INVALID_FIELD, e.code());
            assertFalse(e.problems().get(0).messageZh().isEmpty());
            assertEquals(e.problems(), SERVICE.check(SERVICE.find("visit").orElseThrow(), text));
        }
    }

    @Provide
    Arbitrary<String> almostJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"place\"",
                        "\"a\"",
                        "\"\\u0000\"",
                        "1",
                        "1e99",
                        "-",
                        "true",
                        "null",
                        "\"",
                        " ",
                        "甲",
                        "\\")
                .list()
                .ofMaxSize(12)
                .map(parts -> "{" + String.join("", parts) + "}");
    }

    @Test
    void aFormTypeIsCompiledOnce() {
        FormType type = type("once", 1, "甲");
        assertSame(SERVICE.form(type), SERVICE.form(type("once", 1, "甲")));
    }

    @Test
    void manyThreadsCheckAgainstOneForm() {
        FormType type = type("busy", 1, "甲");
        List<List<Problem>> answers = IntStream.range(0, 5_000)
                .parallel()
                .mapToObj(i -> SERVICE.check(type, "{\"place\":" + (i % 2 == 0 ? "\"甲\"" : "1") + "}"))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertEquals(i % 2, answers.get(i).size());
        }
    }
}
