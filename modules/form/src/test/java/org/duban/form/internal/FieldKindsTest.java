package org.duban.form.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormField;
import org.duban.api.form.FormField.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldKindsTest {

    private static final FormTypesService SERVICE = FormTypesService.of(List.of());

    private static List<FormField> fields(String schema) {
        String definition = FormTypesServiceTest.definition("a", 1, "甲");
        int from = definition.indexOf("{\"type\":\"object\"");
        int to = definition.indexOf("\"deadline\"");
        return SERVICE.fields(SERVICE.read(definition.substring(0, from) + schema + "," + definition.substring(to)));
    }

    private static String one(String rules) {
        return "{\"type\":\"object\",\"properties\":{\"a\":{\"title\":\"甲\"," + rules + "}}}";
    }

    private static List<Problem> mistakes(String schema) {
        ObjectNode node = StrictJson.object(schema, ErrorCode.FORM_TYPE_INVALID);
        Mistakes mistakes = new Mistakes();
        SchemaRules.check(node, "/schema", mistakes);
        return mistakes.problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"string\"                                              | TEXT",
                "\"type\":[\"string\",\"null\"]                                   | TEXT",
                "\"type\":\"string\",\"format\":\"email\"                         | TEXT",
                "\"type\":\"string\",\"format\":\"date\"                          | DATE",
                "\"type\":\"string\",\"format\":\"date-time\"                     | DATE",
                "\"type\":\"number\"                                              | NUMBER",
                "\"type\":\"integer\"                                             | NUMBER",
                "\"type\":\"boolean\"                                             | FLAG",
                "\"type\":\"string\",\"enum\":[\"甲\"]                            | CHOICE",
                "\"enum\":[1,2]                                                   | CHOICE",
                "\"type\":\"array\",\"items\":{\"enum\":[\"甲\"]}                 | CHOICES",
                "\"type\":\"array\",\"items\":{\"type\":\"object\"}               | TABLE",
                "\"type\":\"array\",\"items\":{\"type\":\"string\"}               | GROUP",
                "\"type\":\"object\"                                              | GROUP",
                "\"type\":[\"string\",\"number\"]                                 | GROUP",
                "\"description\":\"什么都行\"                                     | GROUP",
            })
    void aKindFollowsFromTheSchema(String rules, Kind kind) {
        assertEquals(kind, fields(one(rules)).get(0).kind());
    }

    private static final List<String> GOOD = List.of(
            "text                | \"type\":\"string\",\"format\":\"date\"",
            "rich-text           | \"type\":\"string\"",
            "number              | \"type\":\"integer\",\"x-unit\":\"米\"",
            "money               | \"type\":\"number\",\"x-unit\":\"万元\"",
            "money               | \"type\":\"string\",\"pattern\":\"^[0-9]+(\\\\.[0-9]{1,2})?$\",\"x-unit\":\"元\"",
            "date                | \"type\":\"string\",\"format\":\"date\"",
            "flag                | \"type\":\"boolean\"",
            "choice              | \"type\":\"string\",\"enum\":[\"甲\"]",
            "choices             | \"type\":\"array\",\"items\":{\"enum\":[\"甲\"]}",
            "person              | \"type\":[\"string\",\"null\"]",
            "unit                | \"type\":\"string\"",
            "units               | \"type\":\"array\",\"items\":{\"type\":\"string\"},\"uniqueItems\":true",
            "attachment          | \"type\":\"array\",\"items\":{\"type\":\"string\"}",
            "table               | \"type\":\"array\",\"items\":{\"type\":\"object\"}",
            "group               | \"type\":\"object\"");

    @Test
    void everyKindCanBeSaid() {
        for (String row : GOOD) {
            String[] cells = row.split("\\|", 2);
            FormField field = fields(one(cells[1].strip() + ",\"x-kind\":\"" + cells[0].strip() + "\""))
                    .get(0);
            assertEquals(cells[0].strip(), field.kind().id());
        }
        assertEquals(
                Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.toSet()),
                GOOD.stream().map(row -> row.split("\\|", 2)[0].strip()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text       | \"type\":\"integer\" | `\"type\": \"string\"`",
                "rich-text  | \"type\":\"object\" | `\"type\": \"string\"`",
                "number     | \"type\":\"string\" | `\"type\": \"number\" 或 \"integer\"`",
                "money      | \"type\":\"string\",\"x-unit\":\"元\" | `\"type\": \"number\"，或 \"type\": \"string\" 和只容小数的 pattern，如 ^[0-9]+(\\.[0-9]{1,2})?$`",
                "money      | \"type\":\"string\",\"pattern\":\"[0-9]+\",\"x-unit\":\"元\" | `\"type\": \"number\"，或 \"type\": \"string\" 和只容小数的 pattern，如 ^[0-9]+(\\.[0-9]{1,2})?$`",
                "date       | \"type\":\"string\" | `\"type\": \"string\", \"format\": \"date\" 或 \"date-time\"`",
                "flag       | \"type\":\"string\" | `\"type\": \"boolean\"`",
                "choice     | \"type\":\"string\" | 列出可选值的 enum",
                "choices    | \"type\":\"array\",\"items\":{\"type\":\"string\"} | `\"type\": \"array\", \"items\": {\"enum\": […]}`",
                "person     | \"type\":\"object\" | `\"type\": \"string\"`",
                "person     | \"description\":\"没有类型\" | `\"type\": \"string\"`",
                "unit       | \"type\":\"array\" | `\"type\": \"string\"`",
                "units      | \"type\":\"array\",\"items\":{\"type\":\"string\"} | `\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"uniqueItems\": true`",
                "attachment | \"type\":\"string\" | `\"type\": \"array\", \"items\": {\"type\": \"string\"}`",
                "table      | \"type\":\"array\",\"items\":{\"type\":\"string\"} | `\"type\": \"array\", \"items\": {\"type\": \"object\", …}`",
                "group      | \"type\":\"string\" | `\"type\": \"object\"`",
            })
    void aKindThatTheSchemaContradictsIsAMistakeWithItsPlace(String kind, String rules, String expected) {
        List<Problem> problems = mistakes(one(rules + ",\"x-kind\":\"" + kind + "\""));
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("/schema/properties/a/x-kind", problems.get(0).field());
        assertEquals(kind, problems.get(0).value());
        assertEquals(expected, problems.get(0).expected());
        assertEquals("字段规则不是「" + kind + "」所要求的", problems.get(0).messageZh());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"number\",\"x-kind\":\"money\"           | x-unit | 金额的单位，如 万元 | 金额没有单位",
                "\"type\":\"string\",\"x-unit\":\"米\"              | x-unit | 删去；或者字段是数字或金额 | 只有数字和金额有单位",
                "\"type\":\"number\",\"x-unit\":\" \"               | x-unit | 文字，不能为空 | 关键字的值不对",
                "\"type\":\"number\",\"x-unit\":5                   | x-unit | 文字，不能为空 | 关键字的值不对",
                "\"type\":\"string\",\"x-widget\":true              | x-widget | 文字，不能为空 | 关键字的值不对",
                "\"type\":\"string\",\"x-kind\":\"richtext\"        | x-kind | rich-text | 没有「richtext」这种字段类型",
                "\"type\":\"string\",\"x-kind\":\"video\"           | x-kind | 以下之一：text、rich-text、number、money、date、flag、choice、choices、person、unit、units、attachment、table、group | 没有「video」这种字段类型",
                "\"type\":\"string\",\"x-kind\":[\"text\"]          | x-kind | 以下之一：text、rich-text、number、money、date、flag、choice、choices、person、unit、units、attachment、table、group | 关键字的值不对",
                "\"type\":\"number\",\"x-unti\":\"米\"              | x-unti | x-unit | 没有「x-unti」这个关键字",
                "\"type\":\"string\",\"x-Widget\":\"textarea\"      | x-Widget | x-widget | 没有「x-Widget」这个关键字",
            })
    void unitsAndHintsAreTexts(String rules, String keyword, String expected, String message) {
        List<Problem> problems = mistakes(one(rules));
        assertEquals("/schema/properties/a/" + keyword, problems.get(0).field());
        assertEquals(expected, problems.get(0).expected());
        assertEquals(message, problems.get(0).messageZh());
    }

    @Test
    void theKindMayStandInWhatTheFieldRefersTo() {
        assertEquals(List.of(new FormField("/a", "总投资", Kind.MONEY, "万元", "slider", true)), fields("""
                        {"type":"object","required":["a"],
                         "properties":{"a":{"title":"总投资","$ref":"#/$defs/money","x-widget":"slider"}},
                         "$defs":{"money":{"title":"金额","type":"number","x-kind":"money","x-unit":"万元"}}}"""));
    }

    @Test
    void fieldsAreInTheOrderOfTheSchemaAndGroupsAndTablesBeforeWhatIsInThem() {
        List<FormField> fields = fields("""
                {"type":"object","properties":{
                  "b/c":{"title":"乙","type":"object","required":["y"],"properties":{
                    "x":{"type":"string"},"y":{"title":"丁","type":"array","items":{"$ref":"#/$defs/row"}}}},
                  "a":{"title":"甲","type":"string","format":"date-time"}},
                 "allOf":[{"required":["a"],"properties":{"d":{"title":"戊","type":"boolean"}}}],
                 "$defs":{"row":{"type":"object","required":["date"],"properties":{
                    "date":{"title":"日期","type":"string","format":"date"},
                    "points":{"title":"点位","type":"array","items":{"type":"object","properties":{"n":{"title":"编号","type":"integer"}}}}}}}}""");
        assertEquals(
                List.of(
                        new FormField("/b~1c", "乙", Kind.GROUP, "", "", false),
                        new FormField("/b~1c/x", "x", Kind.TEXT, "", "", false),
                        new FormField("/b~1c/y", "丁", Kind.TABLE, "", "", true),
                        new FormField("/b~1c/y/*/date", "日期", Kind.DATE, "", "", true),
                        new FormField("/b~1c/y/*/points", "点位", Kind.TABLE, "", "", false),
                        new FormField("/b~1c/y/*/points/*/n", "编号", Kind.NUMBER, "", "", false),
                        new FormField("/a", "甲", Kind.DATE, "", "date-time", true),
                        new FormField("/d", "戊", Kind.FLAG, "", "", false)),
                fields);
    }

    @Test
    void whatIsRequiredUnderAConditionOnlyIsNotRequired() {
        List<FormField> fields = fields("""
                {"type":"object","properties":{"phone":{"type":"string"},"mail":{"type":"string"}},
                 "anyOf":[{"required":["phone"]},{"required":["mail"]}],
                 "if":{"required":["phone"]},"then":{"required":["mail"]}}""");
        assertTrue(fields.stream().noneMatch(FormField::required), fields::toString);
    }

    @Test
    void aMissingFieldsUnitIsSaid() {
        Form form = Form.of(StrictJson.object(
                "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"title\":\"甲\",\"type\":\"number\",\"x-unit\":\"米\"}}}",
                ErrorCode.FORM_TYPE_INVALID));
        assertEquals(
                "数字，单位：米",
                form.check(StrictJson.object("{}", ErrorCode.INVALID_FIELD))
                        .get(0)
                        .expected());
    }
}
