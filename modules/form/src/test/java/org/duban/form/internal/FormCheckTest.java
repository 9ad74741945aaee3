package org.duban.form.internal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormCheckTest {

    private static Form form(String schema) {
        ObjectNode node = StrictJson.object(schema, ErrorCode.FORM_TYPE_INVALID);
        Mistakes mistakes = new Mistakes();
        SchemaRules.check(node, "", mistakes);
        mistakes.throwIfAny();
        return Form.of(node);
    }

    private static List<Problem> check(String schema, String json) {
        return form(schema).check(json(json));
    }

    /** What is wrong with the value of the only field, 「甲」. */
    private static Problem wrong(String rules, String value) {
        List<Problem> problems = check(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"title\":\"甲\"," + rules + "}}}",
                "{\"a\":" + value + "}");
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"string\"                | 5                   | /a | 5 | 文字 | 「甲」类型不对",
                "\"type\":\"integer\"               | 1.5                 | /a | 1.5 | 整数 | 「甲」类型不对",
                "\"type\":\"boolean\"               | \"是\"              | /a | 是 | true（是）或 false（否） | 「甲」类型不对",
                "\"type\":[\"number\",\"null\"]     | \"五\"              | /a | 五 | 数字或空（null） | 「甲」类型不对",
                "\"enum\":[\"人民网\",\"政务热线\",3] | \"论坛\"          | /a | 论坛 | 以下之一：人民网、政务热线、3 | 「甲」不是可选的值",
                "\"const\":\"区\"                   | \"市\"              | /a | 市 | 区 | 「甲」不是规定的值",
                "\"pattern\":\"^[0-9]+$\"           | \"x\"               | /a | x | 符合规则 ^[0-9]+$ 的文字 | 「甲」格式不对",
                "\"minLength\":3                    | \"两字\"            | /a | 两字 | 不少于 3 字 | 「甲」太短，只有 2 字",
                "\"maxLength\":3                    | \"有五个字𠮷\"      | /a | 有五个字𠮷 | 不超过 3 字 | 「甲」太长，有 5 字",
                "\"minimum\":1                      | 0                   | /a | 0 | 不小于 1 | 「甲」太小",
                "\"exclusiveMinimum\":0             | 0                   | /a | 0 | 大于 0 | 「甲」太小",
                "\"maximum\":100                    | 100.5               | /a | 100.5 | 不大于 100 | 「甲」太大",
                "\"exclusiveMaximum\":100           | 100                 | /a | 100 | 小于 100 | 「甲」太大",
                "\"multipleOf\":0.01                | 1.234               | /a | 1.234 | 至多 2 位小数 | 「甲」不是规定的倍数",
                "\"multipleOf\":5                   | 7                   | /a | 7 | 5 的整数倍 | 「甲」不是规定的倍数",
                "\"minItems\":2                     | [1]                 | /a | [1] | 至少 2 项 | 「甲」项数不够，只有 1 项",
                "\"maxItems\":1                     | [1,2]               | /a | [1,2] | 至多 1 项 | 「甲」项数太多，有 2 项",
                "\"uniqueItems\":true               | [1,1]               | /a | [1,1] | 各项不重复 | 「甲」有重复的项",
                "\"contains\":{\"const\":1}         | [2]                 | /a | [2] | 至少 1 项符合要求 | 「甲」符合要求的项不够",
                "\"contains\":{\"const\":1},\"minContains\":2 | [1,2]     | /a | [1,2] | 至少 2 项符合要求 | 「甲」符合要求的项不够",
                "\"contains\":{\"const\":1},\"maxContains\":1 | [1,1]     | /a | [1,1] | 至多 1 项符合要求 | 「甲」符合要求的项太多",
                "\"items\":{\"type\":\"integer\"}   | [1,\"x\"]           | /a/1 | x | 整数 | 「甲」第 2 项类型不对",
                "\"prefixItems\":[{\"type\":\"integer\"}] | [\"x\"]       | /a/0 | x | 整数 | 「甲」第 1 项类型不对",
                "\"prefixItems\":[true],\"items\":false | [1,2]           | /a | [1,2] | 没有多余的项 | 「甲」有多余的项",
                "\"prefixItems\":[true],\"unevaluatedItems\":false | [1,2] | /a | [1,2] | 没有多余的项 | 「甲」有多余的项",
                "\"minProperties\":1                | {}                  | /a | {} | 至少填写 1 个字段 | 「甲」字段不够，只有 0 个",
                "\"maxProperties\":0                | {\"b\":1}           | /a | {\"b\":1} | 至多填写 0 个字段 | 「甲」字段太多，有 1 个",
                "\"propertyNames\":{\"maxLength\":1} | {\"bb\":1}         | /a/bb | bb | 不超过 1 字 | 「甲」「bb」字段名不合规定",
                "\"patternProperties\":{\"^x\":{\"type\":\"string\"}} | {\"xy\":1} | /a/xy | 1 | 文字 | 「甲」「xy」类型不对",
                "\"additionalProperties\":{\"type\":\"string\"} | {\"b\":1} | /a/b | 1 | 文字 | 「甲」「b」类型不对",
                "\"not\":{\"enum\":[\"无\",\"略\"]} | \"略\"              | /a | 略 | 不是：以下之一：无、略 | 「甲」填写了不允许的内容",
                "\"allOf\":[{\"minLength\":3}]      | \"x\"               | /a | x | 不少于 3 字 | 「甲」太短，只有 1 字",
                "\"if\":{\"type\":\"string\"},\"then\":{\"minLength\":3} | \"x\" | /a | x | 不少于 3 字 | 「甲」太短，只有 1 字",
                "\"if\":{\"type\":\"string\"},\"else\":{\"minimum\":3}   | 1 | /a | 1 | 不小于 3 | 「甲」太小",
                "\"anyOf\":[{\"type\":\"string\",\"format\":\"date\"},{\"type\":\"null\"}] | \"x\" | /a | x | 「甲」：yyyy-MM-dd 日期，如 2026-11-23，或者「甲」：空（null） | 「甲」不符合任何一种填法",
                "\"oneOf\":[{\"minimum\":1},{\"minimum\":2}] | 3          | /a | 3 | 只符合其中一种填法 | 「甲」同时符合几种填法",
                "\"oneOf\":[{\"minimum\":1},{\"minimum\":2}] | 0          | /a | 0 | 「甲」：不小于 1，或者「甲」：不小于 2 | 「甲」不符合任何一种填法",
            })
    void sayWhatIsWrongAndWhatWouldBeRight(
            String rules, String value, String field, String shown, String expected, String message) {
        Problem problem = wrong(rules, value);
        assertAll(
                () -> assertEquals(ErrorCode.INVALID_FIELD, problem.code()),
                () -> assertEquals(field, problem.field()),
                () -> assertEquals(shown, problem.value()),
                () -> assertEquals(expected, problem.expected()),
                () -> assertEquals(message, problem.messageZh()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date                  | 2026-02-28 | 2026-02-30",
                "date-time             | 2026-11-23T09:30:00+08:00 | 2026-11-23T09:30:00",
                "time                  | 09:30:00+08:00 | 25:00:00+08:00",
                "duration              | P15D | 15天",
                "email                 | name@example.cn | name",
                "idn-email             | 督查@example.cn | 督查",
                "hostname              | www.example.cn | -a-",
                "idn-hostname          | 督查.example.cn | -a-",
                "ipv4                  | 192.0.2.1 | 192.0.2.256",
                "ipv6                  | 2001:db8::1 | 2001:db8",
                "uri                   | https://www.example.cn/a | 没有网址",
                "uri-reference         | /a/b | a b",
                "iri                   | https://www.example.cn/甲 | 没有网址",
                "iri-reference         | /甲/乙 | a b",
                "uri-template          | https://www.example.cn/{id} | {",
                "uuid                  | 123e4567-e89b-12d3-a456-426614174000 | 123",
                "json-pointer          | /a/0 | a",
                "relative-json-pointer | 1/a | /a",
                "regex                 | ^a+$ | (",
            })
    void aFormatIsCheckedAndShownByAnExample(String format, String good, String bad) {
        String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"title\":\"甲\",\"format\":\"" + format + "\"}}}";
        assertEquals(List.of(), check(schema, "{\"a\":\"" + good + "\"}"));
        List<Problem> problems = check(schema, "{\"a\":\"" + bad + "\"}");
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("「甲」格式不对", problems.get(0).messageZh());
        assertEquals(Wording.FORMATS.get(format), problems.get(0).expected());
    }

    @Test
    void aMissingFieldIsNamedByItsOwnPointerAndDescribed() {
        String schema = """
                {"type":"object","required":["来源/渠道"],"properties":{
                  "来源/渠道":{"title":"来源渠道","type":"string","enum":["人民网","政务热线"]},
                  "plan":{"title":"分期计划","type":"array","items":{"type":"object","required":["sum","day","note"],"properties":{
                    "sum":{"title":"计划投资","type":"number","minimum":0,"multipleOf":0.01},
                    "day":{"title":"日期","type":"string","format":"date"},
                    "note":{"title":"说明","type":"string","minLength":1,"maxLength":200}}}}}}
                """;
        assertEquals(
                List.of(
                        new Problem(
                                ErrorCode.MISSING_FIELD,
                                "/来源~1渠道",
                                "",
                                "以下之一：人民网、政务热线",
                                "「来源渠道」不能为空",
                                "/来源~1渠道 must not be empty"),
                        new Problem(
                                ErrorCode.MISSING_FIELD,
                                "/plan/1/sum",
                                "",
                                "数字，不小于 0，至多 2 位小数",
                                "「分期计划」第 2 项「计划投资」不能为空",
                                "/plan/1/sum must not be empty"),
                        new Problem(
                                ErrorCode.MISSING_FIELD,
                                "/plan/1/note",
                                "",
                                "文字，不超过 200 字",
                                "「分期计划」第 2 项「说明」不能为空",
                                "/plan/1/note must not be empty")),
                check(schema, """
                        {"plan":[{"sum":1.25,"day":"2026-03-01","note":"一"},{"day":"2026-04-01"}]}
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "\"\\n\\t\"", "null"})
    void aRequiredFieldThatIsBlankIsMissing(String blank) {
        String schema = """
                {"type":"object","required":["a"],"properties":{
                  "a":{"title":"甲","type":"string","minLength":1,"pattern":"\\\\S","maxLength":9}}}
                """;
        List<Problem> problems = check(schema, "{\"a\":" + blank + "}");
        assertEquals(1, problems.size(), problems::toString);
        assertEquals(ErrorCode.MISSING_FIELD, problems.get(0).code());
        assertEquals("「甲」不能为空", problems.get(0).messageZh());
        assertEquals("文字，不超过 9 字", problems.get(0).expected());
    }

    @Test
    void anOptionalFieldThatIsBlankIsToBeLeftOut() {
        Problem problem = wrong("\"type\":\"string\",\"pattern\":\"\\\\S\"", "\" \"");
        assertEquals(ErrorCode.INVALID_FIELD, problem.code());
        assertEquals("有内容的文字；没有内容就不写这个字段", problem.expected());
    }

    @Test
    void aPatternIsShownByItsExample() {
        Problem problem = wrong("\"type\":\"string\",\"pattern\":\"^[0-9]{4}$\",\"examples\":[\"2026\"]", "\"26\"");
        assertEquals("形如 2026", problem.expected());
    }

    @Test
    void anUnknownFieldIsNamedWithTheOneThatWasProbablyMeant() {
        String closed = """
                {"type":"object","additionalProperties":false,"properties":{
                  "channel":{"title":"来源渠道"},"author":{"title":"留言人"}}}
                """;
        String unevaluated = closed.replace("additional", "unevaluated");
        for (String schema : List.of(closed, unevaluated)) {
            List<Problem> problems = check(schema, "{\"chanel\":\"人民网\",\"zz\":[1]}");
            assertEquals(
                    List.of(
                            new Problem(
                                    ErrorCode.INVALID_FIELD,
                                    "/chanel",
                                    "人民网",
                                    "channel（来源渠道）",
                                    "没有「chanel」这个字段",
                                    "There is no field /chanel"),
                            new Problem(
                                    ErrorCode.INVALID_FIELD,
                                    "/zz",
                                    "[1]",
                                    "以下字段：channel、author",
                                    "没有「zz」这个字段",
                                    "There is no field /zz")),
                    problems);
        }
    }

    @Test
    void aNameThatStartsWithAHashIsNeverAField() {
        String schema = """
                {"type":"object","additionalProperties":false,"properties":{"a":{"title":"甲","items":{}}}}
                """;
        List<Problem> problems = check(schema, "{\"#x\":1,\"a\":[{\"#y\":2}]}");
        assertEquals(
                List.of("/a/0/#y", "/#x"), problems.stream().map(Problem::field).toList());
        assertEquals("没有「#x」这个字段", problems.get(1).messageZh());
    }

    @Test
    void aFieldThatAnotherOneNeedsIsMissing() {
        List<Problem> problems = check("""
                {"type":"object","dependentRequired":{"phone":["name"]},"properties":{
                  "phone":{"title":"联系电话"},"name":{"title":"联系人","type":"string"}}}
                """, "{\"phone\":\"1\"}");
        assertEquals(1, problems.size(), problems::toString);
        assertEquals(ErrorCode.MISSING_FIELD, problems.get(0).code());
        assertEquals("/name", problems.get(0).field());
        assertEquals("填写了「联系电话」，「联系人」就不能为空", problems.get(0).messageZh());
    }

    @Test
    void ofSeveralAlternativesOneIsToBeChosen() {
        List<Problem> problems = check("""
                {"type":"object","properties":{"phone":{"title":"电话"},"mail":{"title":"邮箱","format":"email"},"anyOf":{"type":"string"}},
                 "anyOf":[{"required":["phone"]},{"required":["mail"]}]}
                """, "{\"anyOf\":5}");
        assertEquals(2, problems.size(), problems::toString);
        assertEquals("「anyOf」类型不对", problems.get(0).messageZh());
        assertEquals("", problems.get(1).field());
        assertEquals("填写「电话」，或者填写「邮箱」", problems.get(1).expected());
        assertEquals("表单不符合任何一种填法", problems.get(1).messageZh());
    }

    @Test
    void anAlternativeMayForbidAField() {
        List<Problem> problems = check("""
                {"type":"object","properties":{"a":{"title":"甲"},"b":{"title":"乙"}},
                 "oneOf":[{"required":["a"],"properties":{"b":false}},{"properties":{"b":{}},"additionalProperties":false}]}
                """, "{\"a\":1,\"b\":2}");
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("不填写「乙」，或者不填写「甲」", problems.get(0).expected());
    }

    @Property(tries = 300)
    void aPlaceIsTheSamePointerThatTheValueHas(
            @ForAll @Size(max = 20)
                    Set<@StringLength(max = 4) @Chars({'/', '~', '0', '1', '%', ' ', '.', '甲', '"', '\\'}) String>
                            names) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode inner = root.putObject("x/y~ %甲");
        names.forEach(name -> inner.put(name, "乙"));
        Set<String> pointers = new HashSet<>();
        StrictJson.scalars(root, "", (pointer, value) -> pointers.add(pointer));
        List<Problem> problems = OPEN.check(root);
        assertEquals(pointers, problems.stream().map(Problem::field).collect(Collectors.toSet()));
        assertTrue(problems.stream().allMatch(p -> p.expected().equals("形如 甲")), problems::toString);
    }

    private static final Form OPEN = form("""
            {"type":"object","properties":{"x/y~ %甲":{"additionalProperties":{"$ref":"#/$defs/甲-1"}}},
             "$defs":{"甲-1":{"pattern":"^甲$","examples":["甲"]}}}
            """);

    @Test
    void eachItemHasAChoiceOfItsOwn() {
        List<Problem> problems = check("""
                {"type":"object","properties":{"a":{"title":"甲","type":"array","items":{"$ref":"#/$defs/day"}}},
                 "$defs":{"day":{"oneOf":[{"type":"string","format":"date"},{"type":"integer","minimum":1,"maximum":31}]}}}
                """, "{\"a\":[\"x\",3,40]}");
        assertEquals(
                List.of("/a/0", "/a/2"), problems.stream().map(Problem::field).toList());
        assertEquals(
                "「甲」第 3 项：yyyy-MM-dd 日期，如 2026-11-23，或者「甲」第 3 项：整数，不小于 1，不大于 31",
                problems.get(1).expected());
    }

    @Test
    void aConditionalFieldIsAskedForUnderItsConditionOnly() {
        String schema = """
                {"type":"object","required":["kind"],"properties":{
                  "kind":{"title":"类型","enum":["网络","电话"]},"link":{"title":"网址","type":"string","format":"uri"}},
                 "if":{"properties":{"kind":{"const":"网络"}}},"then":{"required":["link"]}}
                """;
        assertEquals(List.of(), check(schema, "{\"kind\":\"电话\"}"));
        assertEquals("「网址」不能为空", check(schema, "{\"kind\":\"网络\"}").get(0).messageZh());
        assertEquals(
                "以下之一：网络、电话", check(schema, "{\"link\":\"http://a.cn\"}").get(0).expected());
    }

    @Test
    void manyMistakesAreCountedInsteadOfListed() {
        List<Problem> problems = check(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"items\":{\"type\":\"string\"}}}}",
                "{\"a\":[" + "1,".repeat(249) + "1]}");
        assertEquals(Form.MAX_PROBLEMS + 1, problems.size());
        assertEquals("另有 150 处错误", problems.get(Form.MAX_PROBLEMS).messageZh());
    }

    @Test
    void aLongValueIsShownShort() {
        Problem problem = wrong("\"maxLength\":10", "\"" + "𠮷".repeat(1000) + "\"");
        assertEquals("「甲」太长，有 1000 字", problem.messageZh());
        assertTrue(problem.value().length() <= 201, problem.value());
        assertTrue(problem.value().endsWith("𠮷…"), problem.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "^(甲|乙)*$", "^(a|aa)+$", "(.*)*x"})
    void aTextThatCostsTooMuchToMatchDoesNotMatch(String regex) {
        String pattern = "\"type\":\"string\",\"pattern\":\"" + regex + "\"";
        assertEquals(
                "「甲」格式不对", wrong(pattern, "\"" + "a".repeat(50_000) + "!\"").messageZh());
        assertEquals(
                "「甲」格式不对", wrong(pattern, "\"" + "甲".repeat(500_000) + "!\"").messageZh());
    }

    @Property
    void anAmountHasAtMostTwoDecimalPlaces(@ForAll @BigRange(min = "0", max = "99999999") @Scale(3) BigDecimal amount) {
        boolean wholeFen = amount.stripTrailingZeros().scale() <= 2;
        assertEquals(
                wholeFen,
                MONEY.check(json("{\"a\":" + amount.toPlainString() + "}")).isEmpty());
    }

    private static final Form MONEY =
            form("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\",\"multipleOf\":0.01}}}");

    private static ObjectNode json(String text) {
        return StrictJson.object(text, ErrorCode.INVALID_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a", "a.", "甲", "1", "{a}", "a@b", "::", "a-", "%41", "~", "((", "P1", "http://"})
    void noLongTextOverflowsTheStackOrTakesForever(String part) {
        String text = part.repeat(300_000 / part.length());
        for (String format : Wording.FORMATS.keySet()) {
            check(
                    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\",\"properties\":{\"a\":{\"format\":\""
                            + format + "\"}}}",
                    "{\"a\":\"" + text + "\"}");
        }
    }
}
