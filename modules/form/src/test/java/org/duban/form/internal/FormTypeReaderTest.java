package org.duban.form.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.DeadlineRule.Unit;
import org.duban.api.calendar.LightRule;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Period;
import org.duban.api.form.Cadence.Roll;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder;
import org.duban.api.form.Ladder.Action;
import org.duban.api.form.Ladder.Audience;
import org.duban.api.form.Ladder.Step;
import org.duban.api.form.RoleRule;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.Stage;
import org.duban.api.office.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTypeReaderTest {

    private static final String WHOLE = """
            {
              "id": "visit",
              "version": 3,
              "name": {"zh": "现场督查", "en": "Visit"},
              "schema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "required": ["kind"],
                "properties": {
                  "kind": {"title": "类型", "type": "string", "enum": ["暗访", "抽样"]},
                  "urgent": {"title": "紧急", "type": "boolean"},
                  "people": {"title": "人数", "type": "integer"},
                  "units": {"title": "单位", "type": "array", "items": {"$ref": "#/$defs/unit"}}
                },
                "$defs": {"unit": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}}
              },
              "omits": ["APPROVAL", "CIRCULAR"],
              "deadline": {
                "from": "ASSIGNMENT",
                "cases": [
                  {"field": "/urgent", "equals": true, "days": 3, "unit": "CALENDAR_DAYS"},
                  {"field": "/people", "equals": 7.0, "days": 5, "unit": "WORKING_DAYS"},
                  {"days": 20, "unit": "WORKING_DAYS"}
                ]
              },
              "lights": [
                {"code": "red", "name": "逾期", "colour": "#d93026", "daysLeft": -1},
                {"code": "blue", "name": "正常", "colour": "#2266CC"}
              ],
              "numbering": "督查〔{year}〕{n}号",
              "requiredBeforeAssignment": ["/people", "#lead", "#leader", "#requirement", "#due"],
              "filters": ["/kind", "/urgent"],
              "replyRequired": true,
              "ladder": {
                "urgeAfterHours": 4,
                "steps": [
                  {"id": "before-2", "workingDays": -2, "do": "REMIND", "to": ["HANDLER"]},
                  {"id": "day", "workingDays": 0, "do": "REMIND", "to": ["HANDLER", "LEADER"]},
                  {"id": "notice", "workingDays": 5, "do": "SUPERVISION_NOTICE", "to": ["OFFICER"]},
                  {"id": "circular", "workingDays": 5, "do": "CIRCULAR", "to": ["OFFICE"]}
                ]
              },
              "cadences": [
                {"id": "daily", "name": "日报", "period": "DAILY", "following": true},
                {"id": "weekly", "name": "周报", "period": "WEEKLY", "day": 5},
                {"id": "monthly", "name": "月结", "period": "MONTHLY", "day": 31, "following": true, "roll": "FORWARD"}
              ],
              "similarBy": ["#title", "#unit", "#area", "/people"],
              "roles": {"Register": ["OFFICER", "SYSTEM"], "Archive": ["DIRECTOR"]}
            }
            """;

    private static final String LEAST = """
            {"id":"a","version":1,"name":{"zh":"甲","en":"A"},"schema":{"type":"object"},
             "deadline":{"from":"RECEIPT","cases":[]},"numbering":"甲〔{year}〕{n}号"}
            """;

    private static FormType read(String json) {
        return FormTypeReader.read(json).type();
    }

    private static List<Problem> mistakes(String json) {
        DubanException e = assertThrows(DubanException.class, () -> read(json));
        assertTrue(e.problems().stream().allMatch(p -> p.code() == ErrorCode.FORM_TYPE_INVALID), e::getMessage);
        return e.problems();
    }

    /** The only mistake after a change of the whole definition. */
    private static Problem mistakeAfter(String replace, String by) {
        assertTrue(WHOLE.contains(replace), replace);
        List<Problem> problems = mistakes(WHOLE.replace(replace, by));
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0);
    }

    @Test
    void everyPropertyIsRead() {
        FormType type = read(WHOLE);
        assertEquals("visit", type.id());
        assertEquals(3, type.version());
        assertEquals("现场督查", type.nameZh());
        assertEquals("Visit", type.nameEn());
        assertEquals(Set.of(Stage.APPROVAL, Stage.CIRCULAR), type.omitted());
        assertEquals(
                new DeadlineRule(
                        DeadlineRule.From.ASSIGNMENT,
                        List.of(
                                new DeadlineRule.Case("/urgent", "true", 3, Unit.CALENDAR_DAYS),
                                new DeadlineRule.Case("/people", "7", 5, Unit.WORKING_DAYS),
                                new DeadlineRule.Case(null, null, 20, Unit.WORKING_DAYS))),
                type.deadline());
        assertEquals(
                new LightRule(List.of(
                        new LightRule.Light("red", "逾期", "#d93026", -1),
                        new LightRule.Light("blue", "正常", "#2266CC", null))),
                type.lights());
        assertEquals("督查〔{year}〕{n}号", type.numbering());
        assertEquals(List.of("/people", "#lead", "#leader", "#requirement", "#due"), type.requiredBeforeAssignment());
        assertEquals(List.of("/kind", "/urgent"), type.filters());
        assertTrue(type.replyRequired());
        assertEquals(
                new Ladder(
                        List.of(
                                new Step("before-2", -2, Action.REMIND, Set.of(Audience.HANDLER)),
                                new Step("day", 0, Action.REMIND, Set.of(Audience.HANDLER, Audience.LEADER)),
                                new Step("notice", 5, Action.SUPERVISION_NOTICE, Set.of(Audience.OFFICER)),
                                new Step("circular", 5, Action.CIRCULAR, Set.of(Audience.OFFICE))),
                        4),
                type.ladder());
        assertEquals(
                List.of(
                        new Cadence("daily", "日报", Period.DAILY, 1, true, Roll.SKIP),
                        new Cadence("weekly", "周报", Period.WEEKLY, 5, false, Roll.BACK),
                        new Cadence("monthly", "月结", Period.MONTHLY, 31, true, Roll.FORWARD)),
                type.cadences());
        assertEquals(List.of("#title", "#unit", "#area", "/people"), type.similarBy());
        assertEquals(
                List.of(
                        new RoleRule("Register", Set.of(Role.OFFICER, Role.SYSTEM)),
                        new RoleRule("Archive", Set.of(Role.DIRECTOR))),
                type.roles());
    }

    @Test
    void theDefinitionIsKeptWholeWithoutItsLayout() {
        FormType type = read(LEAST);
        assertEquals(LEAST.replaceAll("\\s+", ""), type.definition());
        assertEquals(type, read(type.definition()));
    }

    @Test
    void theLadderMayTellNobodyAndUrgingHasADefaultPause() {
        Ladder ladder = read(LEAST.strip().replaceAll("}$", ",\"ladder\":{\"steps\":[]}}"))
                .ladder();
        assertEquals(new Ladder(List.of(), Ladder.DEFAULT.urgeAfterHours()), ladder);
    }

    @Test
    void everyCommandThatPeopleGiveCanBeNarrowedAndNoOther() {
        Set<String> records = Arrays.stream(MatterCommand.class.getDeclaredClasses())
                .filter(type -> type.isRecord() && MatterCommand.class.isAssignableFrom(type))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        records.add("Register");
        records.removeAll(Set.of("Recount", "Escalate"));
        assertEquals(records, new TreeSet<>(RoleRules.COMMANDS));
        assertTrue(records.contains("Finish") && records.contains("Submit"), records::toString);
    }

    @Test
    void whatMayBeLeftOutHasADefault() {
        FormType type = read(LEAST);
        assertEquals(Set.of(), type.omitted());
        assertEquals(LightRule.DEFAULT, type.lights());
        assertEquals(new DeadlineRule(DeadlineRule.From.RECEIPT, List.of()), type.deadline());
        assertEquals(List.of(), type.requiredBeforeAssignment());
        assertEquals(List.of(), type.filters());
        assertEquals(false, type.replyRequired());
        assertEquals(Ladder.DEFAULT, type.ladder());
        assertEquals(List.of(), type.cadences());
        assertEquals(List.of(), type.similarBy());
        assertEquals(List.of(), type.roles());
    }

    @Test
    void aCaseOfTheDeadlineHoldsForTheTextTheFormGives() {
        DeadlineRule rule = read(WHOLE).deadline();
        Map<String, String> values = FormTypesService.of(List.of(WHOLE)).values("{\"people\":7,\"kind\":\"暗访\"}");
        assertEquals(5, rule.caseFor(values).orElseThrow().days());
    }

    @Test
    void layoutOfTheFileMakesNoOtherFormType() {
        assertEquals(read(WHOLE), read(WHOLE.replaceAll("\\s+", " ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what is replaced | by | place | value | what would be right | what is wrong
                "`\"version\": 3`  | `\"version\": 0`     | /version | 0 | 不小于 1 | 数字超出范围",
                "`\"version\": 3`  | `\"version\": \"3\"` | /version | 3 | 整数 | 类型不对",
                "`\"version\": 3`  | `\"version\": 1.5`   | /version | 1.5 | 整数 | 类型不对",
                "`\"version\": 3,` | ``                   | /version | `` | 整数 | 缺少「version」",
                "`\"id\": \"visit\"` | `\"id\": \"现场\"` | /id | 现场 | `小写字母、数字和连字符，以字母开头，如 key-task` | 标识不合规定",
                "`\"en\": \"Visit\"` | `\"en\": \" \"`    | /name/en | ` ` | 文字，不能为空 | 类型不对",
                "filters           | filtres              | /filtres | `[\"/kind\",\"/urgent\"]` | filters | 没有「filtres」这个属性",
                "CIRCULAR          | HANDLING             | /omits/1 | HANDLING | 以下之一：APPROVAL、FEEDBACK、SUBMISSION、CONTINUATION、CIRCULAR | 「承办」环节不能省略",
                "CIRCULAR          | CIRCULER             | /omits/1 | CIRCULER | CIRCULAR | 没有「CIRCULER」这个环节",
                "CIRCULAR          | APPROVAL             | /omits/1 | APPROVAL | 每项只写一次 | 重复的项",
                "ASSIGNMENT        | RECEIVED             | /deadline/from | RECEIVED | 以下之一：RECEIPT、ASSIGNMENT | 没有「RECEIVED」这个值",
                "CALENDAR_DAYS     | CALENDER_DAYS        | /deadline/cases/0/unit | CALENDER_DAYS | CALENDAR_DAYS | 没有「CALENDER_DAYS」这个值",
                "`\"days\": 3`     | `\"days\": 0`        | /deadline/cases/0/days | 0 | 1 至 3660 | 数字超出范围",
                "`\"equals\": true` | `\"equals\": \"true\"` | /deadline/cases/0/equals | true | true（是）或 false（否） | 「紧急」不会是这个值",
                "`\"equals\": true, ` | ``                | /deadline/cases/0/equals | `` | 文字、数字或 true/false | 缺少「equals」",
                "`\"field\": \"/urgent\"` | `\"field\": \"/urgnet\"` | /deadline/cases/0/field | /urgnet | /urgent | 没有「/urgnet」这个字段",
                "`\"field\": \"/urgent\", \"equals\": true` | `\"field\": \"/kind\", \"equals\": \"突击\"` | /deadline/cases/0/equals | 突击 | 以下之一：暗访、抽样 | 「类型」不会是这个值",
                "`\"field\": \"/urgent\", \"equals\": true, ` | `` | /deadline/cases/1 | `{\"field\":\"/people\",\"equals\":7,\"days\":5,\"unit\":\"WORKING_DAYS\"}` | 放在 /deadline/cases/0 之前，或删去 | 永远轮不到这一条：/deadline/cases/0 已经适用",
                "`\"field\": \"/people\", \"equals\": 7.0` | `\"field\": \"/urgent\", \"equals\": true` | /deadline/cases/1 | `{\"field\":\"/urgent\",\"equals\":true,\"days\":5,\"unit\":\"WORKING_DAYS\"}` | 放在 /deadline/cases/0 之前，或删去 | 永远轮不到这一条：/deadline/cases/0 已经适用",
                "`\"colour\": \"#2266CC\"` | `\"colour\": \"#2266CC\", \"daysLeft\": 3` | /lights/1/daysLeft | 3 | 最后一盏灯不写 daysLeft | 最后一盏灯不能有天数，否则有的日子无灯可亮",
                "`\"daysLeft\": -1` | `\"daysLeft\": -2`  | /lights/0/daysLeft | -2 | -1 至 3660 | 数字超出范围",
                "`, \"daysLeft\": -1` | ``                | /lights/0/daysLeft | `` | 剩余工作日数，-1 为逾期 | 只有最后一盏灯可以没有天数",
                "`\"code\": \"blue\"` | `\"code\": \"red\"` | /lights/1/code | red | 每盏灯一个代码 | 灯的代码重复",
                "#2266CC           | blue                 | /lights/1/colour | blue | `#rrggbb，如 #d93026` | 颜色不对",
                "{n}               | {number}             | /numbering | number | 以下之一：year、n | 没有「number」这个占位符",
                "〔{year}〕        | ``                   | /numbering | 督查{n}号 | 如 批示〔{year}〕{n}号 | 编号中 {year} 须出现一次，否则编号会重复",
                "{n}               | {n}{n}               | /numbering | 督查〔{year}〕{n}{n}号 | 如 批示〔{year}〕{n}号 | 编号中 {n} 须出现一次，否则编号会重复",
                "{n}号             | {n}号}               | /numbering | 督查〔{year}〕{n}号} | 成对的花括号 | 编号中花括号不成对",
                "#leader           | #leeder              | /requiredBeforeAssignment/2 | #leeder | #leader | 没有「#leeder」这个交办要素",
                "`\"/people\", \"#lead\"` | `\"/peple\", \"#lead\"` | /requiredBeforeAssignment/0 | /peple | /people | 没有「/peple」这个字段",
                "`[\"/kind\"`      | `[\"kind\"`          | /filters/0 | kind | 以 / 开头的 JSON 指针，如 /channel | 不是 JSON 指针",
                "`[\"/kind\"`      | `[\"/units\"`        | /filters/0 | /units | 文字、数字或 true/false 字段 | 「单位」不是单个的值",
                "`\"replyRequired\": true` | `\"replyRequired\": 1` | /replyRequired | 1 | true 或 false | 类型不对",
                // ladder, cadences, similar matters, roles
                "`\"urgeAfterHours\": 4` | `\"urgeAfterHours\": -1` | /ladder/urgeAfterHours | -1 | 0 至 500 | 数字超出范围",
                "`\"urgeAfterHours\"` | `\"urgeAfterHour\"` | /ladder/urgeAfterHour | 4 | urgeAfterHours | 没有「urgeAfterHour」这个属性",
                "`\"id\": \"day\"` | `\"id\": \"before-2\"` | /ladder/steps/1/id | before-2 | 各不相同的标识 | 标识重复",
                "`\"id\": \"day\"` | `\"id\": \"当日\"` | /ladder/steps/1/id | 当日 | `小写字母、数字和连字符，以字母开头，如 key-task` | 标识不合规定",
                "`\"workingDays\": -2` | `\"workingDays\": 1` | /ladder/steps/1/workingDays | 0 | 不小于前面一步的 1 | 步骤须按天数由早到晚排列",
                "`\"workingDays\": -2` | `\"workingDays\": -5000` | /ladder/steps/0/workingDays | -5000 | -3660 至 3660 | 数字超出范围",
                "`\"workingDays\": -2, ` | `` | /ladder/steps/0/workingDays | `` | 整数 | 缺少「workingDays」",
                "`\"do\": \"REMIND\", \"to\": [\"HANDLER\", \"LEADER\"]` | `\"do\": \"ACCOUNTABILITY\", \"to\": [\"OFFICE\"]` | /ladder/steps/1/workingDays | 0 | 不小于 1；到期之前和当日只能 REMIND | 没有逾期，不能做「问责建议拟稿」",
                "`\"do\": \"CIRCULAR\"` | `\"do\": \"CIRCULER\"` | /ladder/steps/3/do | CIRCULER | CIRCULAR | 没有「CIRCULER」这个值",
                "`\"HANDLER\", \"LEADER\"` | `\"HANDLER\", \"EVERYBODY\"` | /ladder/steps/1/to/1 | EVERYBODY | 以下之一：HANDLER、UNIT_LEADER、OFFICER、OFFICE、LEADER | 没有「EVERYBODY」这个值",
                "`\"HANDLER\", \"LEADER\"` | `\"HANDLER\", \"HANDLER\"` | /ladder/steps/1/to/1 | HANDLER | 每项只写一次 | 重复的项",
                "`\"HANDLER\", \"LEADER\"` | `` | /ladder/steps/1/to | [] | 以下至少一个：HANDLER、UNIT_LEADER、OFFICER、OFFICE、LEADER | 「to」不能为空",
                "`{\"id\": \"day\"` | `5, {\"id\": \"day\"` | /ladder/steps/1 | 5 | JSON 对象 | 类型不对",
                "`\"id\": \"weekly\"` | `\"id\": \"daily\"` | /cadences/1/id | daily | 各不相同的标识 | 标识重复",
                "`\"period\": \"WEEKLY\"` | `\"period\": \"YEARLY\"` | /cadences/1/period | YEARLY | 以下之一：DAILY、WEEKLY、MONTHLY | 没有「YEARLY」这个值",
                "`\"day\": 5` | `\"day\": 8` | /cadences/1/day | 8 | 1 至 7 | 数字超出范围",
                "`\"day\": 31` | `\"day\": 32` | /cadences/2/day | 32 | 1 至 31 | 数字超出范围",
                "`, \"day\": 5` | `` | /cadences/1/day | `` | 整数 | 缺少「day」",
                "`\"period\": \"DAILY\"` | `\"period\": \"DAILY\", \"roll\": \"BACK\"` | /cadences/0/roll | BACK | 不写 roll | 每日报告只在工作日报送，没有「roll」",
                "`\"period\": \"DAILY\"` | `\"period\": \"DAILY\", \"day\": 1` | /cadences/0/day | 1 | 不写 day | 每日报告只在工作日报送，没有「day」",
                "FORWARD | FOREWARD | /cadences/2/roll | FOREWARD | FORWARD | 没有「FOREWARD」这个值",
                "`\"following\": true, \"roll\"` | `\"following\": 1, \"roll\"` | /cadences/2/following | 1 | true 或 false | 类型不对",
                "#area | #aera | /similarBy/2 | #aera | #area | 没有「#aera」这个比对项",
                "`\"#area\", \"/people\"` | `\"#area\", \"/peopel\"` | /similarBy/3 | /peopel | /people | 没有「/peopel」这个字段",
                "`\"#area\", \"/people\"` | `\"#area\", \"/units\"` | /similarBy/3 | /units | 文字、数字或 true/false 字段 | 「单位」不是单个的值",
                "`\"Archive\": [` | `\"Achive\": [` | /roles/Achive | Achive | Archive | 没有「Achive」这个命令",
                "`\"Archive\": [` | `\"Recount\": [` | /roles/Recount | `[\"DIRECTOR\"]` | 删去这一条 | 「Recount」由系统执行，没有人发出",
                "`\"Archive\": [` | `\"Escalate\": [` | /roles/Escalate | `[\"DIRECTOR\"]` | 删去这一条 | 「Escalate」由系统执行，没有人发出",
                "`\"SYSTEM\"` | `\"SISTEM\"` | /roles/Register/1 | SISTEM | SYSTEM | 没有「SISTEM」这个值",
                "`[\"DIRECTOR\"]` | `[]` | /roles/Archive | [] | 以下至少一个：DIRECTOR、DEPUTY_DIRECTOR、OFFICER、PRINCIPAL_LEADER、SUPERVISING_LEADER、LEADER_IN_CHARGE、RESPONSIBLE_LEADER、HANDLER、PARTNER、SYSTEM | 「Archive」不能为空",
                "`[\"DIRECTOR\"]` | `\"DIRECTOR\"` | /roles/Archive | DIRECTOR | 列表 | 类型不对",
                // the schema
                "2020-12           | 2019-09              | /schema/$schema | https://json-schema.org/draft/2019-09/schema | https://json-schema.org/draft/2020-12/schema | 关键字的值不对",
                "`\"type\": \"boolean\"` | `\"type\": \"bool\"` | /schema/properties/urgent/type | bool | 以下之一：string、number、integer、boolean、array、object、null | 没有「bool」这种类型",
                "`\"type\": \"boolean\"` | `\"tpye\": \"boolean\"` | /schema/properties/urgent/tpye | boolean | type | 没有「tpye」这个关键字",
                "`\"type\": \"boolean\"` | `\"$id\": \"a\"` | /schema/properties/urgent/$id | a | JSON Schema 2020-12 的关键字，自定义的以 x- 开头 | 没有「$id」这个关键字",
                "`\"type\": \"boolean\"` | `\"format\": \"dat\"` | /schema/properties/urgent/format | dat | date | 没有「dat」这种格式",
                "`\"type\": \"boolean\"` | `\"pattern\": \"a(b\"` | /schema/properties/urgent/pattern | a(b | 正则表达式 | 正则表达式有误（第 4 个字符）",
                "`\"type\": \"boolean\"` | `\"maxLength\": -1` | /schema/properties/urgent/maxLength | -1 | 不小于 0 的整数 | 关键字的值不对",
                "`\"type\": \"boolean\"` | `\"minimum\": 5, \"maximum\": 4.5` | /schema/properties/urgent/minimum | 5 | 不大于 maximum 的 4.5 | 下限大于上限，没有值能符合",
                "`\"type\": \"boolean\"` | `\"$ref\": \"https://a.cn/b\"` | /schema/properties/urgent/$ref | https://a.cn/b | 对本文件 $defs 的引用：#/$defs/名称，名称只含文字、数字、_ 和 - | 关键字的值不对",
                "`#/$defs/unit`    | `#/$defs/unti`       | /schema/properties/units/items/$ref | #/$defs/unti | 对本文件 $defs 的引用：#/$defs/名称，名称只含文字、数字、_ 和 - | 关键字的值不对",
                "`[\"暗访\", \"抽样\"]` | `[\"暗访\", \"暗访\"]` | /schema/properties/kind/enum/1 | 暗访 | 每个值只写一次 | 可选的值重复",
                "`[\"暗访\", \"抽样\"]` | `[]`            | /schema/properties/kind/enum | [] | 至少一个值、各不相同的列表 | 关键字的值不对",
                "`\"required\": [\"kind\"]` | `\"required\": [\"knid\"]` | /schema/required/0 | knid | kind | 没有「knid」这个字段",
                "`\"required\": [\"name\"]` | `\"required\": [\"nmae\"]` | /schema/$defs/unit/required/0 | nmae | name | 没有「nmae」这个字段",
                "`\"required\": [\"kind\"]` | `\"dependentRequired\": {\"kind\":[\"urgnt\"]}` | /schema/dependentRequired/kind/0 | urgnt | urgent | 没有「urgnt」这个字段",
                "`\"required\": [\"kind\"]` | `\"allOf\":[{\"required\": [\"knid\"]}]` | /schema/allOf/0/required/0 | knid | kind | 没有「knid」这个字段",
            })
    void eachMistakeHasItsPlaceItsValueAndWhatWouldBeRight(
            String replace, String by, String place, String value, String expected, String message) {
        Problem mistake = mistakeAfterAllowingConsequences(replace, by);
        assertEquals(place, mistake.field());
        assertEquals(value, mistake.value());
        assertEquals(expected, mistake.expected());
        assertEquals(message, mistake.messageZh());
    }

    /** Some mistakes make a second one: a placeholder with a wrong name is missing by its right name. */
    private static Problem mistakeAfterAllowingConsequences(String replace, String by) {
        assertTrue(WHOLE.contains(replace), replace);
        return mistakes(WHOLE.replace(replace, by)).get(0);
    }

    @Test
    void referencesInACircleAreRefused() {
        Problem mistake =
                mistakeAfter("{\"name\": {\"type\": \"string\"}}", "{\"name\": {\"$ref\": \"#/$defs/unit\"}}");
        assertEquals("/schema/$defs", mistake.field());
        assertEquals("引用形成循环，表单不能无限嵌套", mistake.messageZh());
    }

    @Test
    void anOwnKeywordStartsWithX() {
        read(WHOLE.replace("\"type\": \"boolean\"", "\"type\": \"boolean\", \"x-colour\": {\"kind\": \"switch\"}"));
    }

    @Test
    void aSlipInOneOfDubansOwnKeywordsIsNoRemark() {
        Problem mistake = mistakeAfter("\"type\": \"boolean\"", "\"type\": \"boolean\", \"x-knd\": \"flag\"");
        assertEquals("/schema/properties/urgent/x-knd", mistake.field());
        assertEquals("x-kind", mistake.expected());
    }

    @Test
    void referencesThatMultiplyAreFollowedOnce() {
        StringBuilder defs = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
            defs.append("\"d%d\":{\"allOf\":[%s,%s]},".formatted(i, next, next));
        }
        ObjectNode schema = StrictJson.object(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{" + defs
                        + "\"d60\":{\"title\":\"甲\",\"type\":\"string\"}}}",
                ErrorCode.FORM_TYPE_INVALID);
        assertEquals(
                List.of(new FormField("/a", "甲", FormField.Kind.TEXT, "", "", false)),
                SchemaRules.check(schema, "", new Mistakes()).orElseThrow().list(Form.MAX_FIELDS));
    }

    @Test
    void aFormHasAThousandFieldsAtMost() {
        String fields = IntStream.range(0, Form.MAX_FIELDS)
                .mapToObj(i -> "\"f" + i + "\":{\"type\":\"string\"}")
                .collect(Collectors.joining(","));
        read(LEAST.replace("{\"type\":\"object\"}", "{\"type\":\"object\",\"properties\":{" + fields + "}}"));
        Problem mistake = mistakes(LEAST.replace(
                        "{\"type\":\"object\"}", "{\"type\":\"object\",\"properties\":{" + fields + ",\"more\":{}}}"))
                .get(0);
        assertEquals("/schema/properties", mistake.field());
        assertEquals("字段太多", mistake.messageZh());
    }

    @Test
    void referencesThatLeadTooFarAreRefused() {
        StringBuilder defs = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            defs.append("\"d%d\":{\"$ref\":\"#/$defs/d%d\"},".formatted(i, i + 1));
        }
        List<Problem> problems = mistakes(LEAST.replace(
                "{\"type\":\"object\"}",
                "{\"type\":\"object\",\"$defs\":{" + defs + "\"d20000\":{\"type\":\"string\"}}}"));
        assertEquals("字段规则嵌套、引用的层次太多", problems.get(0).messageZh());
    }

    @Test
    void allMistakesAreToldAtOnce() {
        List<String> places = mistakes("""
                        {"id":"A","version":0,"name":"甲","schema":{"type":"array","minLenth":1},"omits":["ARCHIVING"],
                         "deadline":{"from":"TODAY","cases":[5]},"lights":[],"numbering":"{m}","filters":["/x"],"more":1}
                        """).stream().map(Problem::field).toList();
        assertEquals(
                List.of(
                        "/more",
                        "/id",
                        "/version",
                        "/name",
                        "/schema/type",
                        "/schema/minLenth",
                        "/omits/0",
                        "/deadline/from",
                        "/deadline/cases/0",
                        "/lights",
                        "/numbering",
                        "/numbering",
                        "/numbering",
                        "/filters/0"),
                places);
    }

    @Test
    void whatIsNoJsonIsRefusedAsADefinition() {
        assertEquals("不是有效的 JSON：第 1 行第 2 列", mistakes("{").get(0).messageZh());
        assertEquals(
                "字段重复：第 1 行第 19 列",
                mistakes("{\"id\":\"a\",\"id\":\"b\"}").get(0).messageZh());
    }

    @Test
    void everyKeywordThatCanBeBrokenHasItsOwnWords() {
        Set<String> saidByTheirParts = Set.of(
                "$ref",
                "allOf",
                "anyOf",
                "contains",
                "prefixItems",
                "properties",
                "patternProperties",
                "additionalProperties",
                "unevaluatedProperties",
                "required",
                "dependentRequired",
                "dependentSchemas",
                "if",
                "then",
                "else");
        Set<String> remarks = Set.of(
                "$schema",
                "$comment",
                "$defs",
                "title",
                "description",
                "default",
                "examples",
                "deprecated",
                "readOnly",
                "writeOnly",
                "contentEncoding",
                "contentMediaType",
                "contentSchema",
                "x-kind",
                "x-unit",
                "x-widget");
        assertEquals(
                List.of(),
                SchemaRules.keywords().stream()
                        .filter(keyword -> !saidByTheirParts.contains(keyword) && !remarks.contains(keyword))
                        .filter(keyword -> !Wording.has(keyword))
                        .toList());
    }

    @Test
    void theExampleInTheReadmeIsAFormType() throws IOException {
        Matcher example =
                Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertTrue(example.find());
        FormType type = read(example.group(1));
        assertEquals("instruction", type.id());
        assertEquals(LightRule.DEFAULT, type.lights());
        assertEquals(Ladder.DEFAULT, type.ladder());
        assertEquals(List.of(new Cadence("weekly", "周报", Period.WEEKLY, 5, false, Roll.BACK)), type.cadences());
        assertEquals(
                List.of(
                        "/reportRequired flag",
                        "/requirement rich-text",
                        "/funds money",
                        "/visits table",
                        "/visits/*/date date"),
                FormTypesService.of(List.of()).fields(type).stream()
                        .map(field -> field.pointer() + " " + field.kind().id())
                        .toList());
        assertFalse(example.find(), "one example");
    }
}
