package org.duban.forms.district;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.LightRule;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Period;
import org.duban.api.form.Cadence.Roll;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder;
import org.duban.api.matter.Stage;
import org.duban.form.internal.FormTypesService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DistrictFormsTest {

    private static final Map<String, String> DEFINITIONS = definitions();
    private static final FormTypesService TYPES = FormTypesService.of(List.copyOf(DEFINITIONS.values()));

    private static Map<String, String> definitions() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("target/classes/forms"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                texts.put(file.getFileName().toString().replace(".json", ""), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    static Stream<FormType> types() {
        return TYPES.all().stream();
    }

    private static FormType type(String id) {
        return TYPES.find(id).orElseThrow();
    }

    private static List<Problem> check(String id, String json) {
        return TYPES.check(type(id), json);
    }

    private static Optional<DeadlineRule.Case> limit(String id, String json) {
        assertEquals(List.of(), check(id, json));
        return type(id).deadline().caseFor(TYPES.values(json));
    }

    private static DeadlineRule.Unit workingDays() {
        return DeadlineRule.Unit.WORKING_DAYS;
    }

    @Test
    void theBundleCarriesTheSixKindsOfTheDistrict() throws IOException {
        assertEquals(
                Set.of("instruction", "message", "livelihood", "key-task", "key-project", "decision"),
                DEFINITIONS.keySet());
        DEFINITIONS.keySet().forEach(id -> assertTrue(TYPES.find(id).isPresent(), id));
        try (InputStream in = Files.newInputStream(Path.of("target/classes/META-INF/MANIFEST.MF"))) {
            assertEquals("forms/*.json", new Manifest(in).getMainAttributes().getValue("Duban-Forms"));
        }
    }

    @Test
    void eachKindHasItsOwnNumbers() {
        assertEquals(
                List.of(
                        "议定〔{year}〕{n}号",
                        "批示〔{year}〕{n}号",
                        "项目〔{year}〕{n}号",
                        "重点〔{year}〕{n}号",
                        "实事〔{year}〕{n}号",
                        "留言〔{year}〕{n}号"),
                types().map(FormType::numbering).toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyFieldHasAChineseTitle(FormType type) throws IOException {
        JsonNode schema = new ObjectMapper().readTree(type.schema());
        Set<String> untitled = new TreeSet<>();
        for (JsonNode properties : schema.findValues("properties")) {
            properties.fields().forEachRemaining(field -> {
                if (!field.getValue().path("title").asText().matches(".*\\p{IsHan}.*")) {
                    untitled.add(field.getKey());
                }
            });
        }
        assertEquals(Set.of(), untitled);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMisspeltFieldIsNoticed(FormType type) {
        assertTrue(TYPES.check(type, "{\"zzz\":1}").stream()
                .anyMatch(p -> p.field().equals("/zzz") && p.messageZh().equals("没有「zzz」这个字段")));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theDistrictsLightsAreGreenYellowAndRed(FormType type) {
        assertEquals(LightRule.DEFAULT, type.lights());
    }

    @Test
    void onlyMessagesLeaveOutStagesAndOnlyTheyOweAPublishedReply() {
        types().forEach(type -> {
            boolean message = type.id().equals("message");
            assertEquals(
                    message ? EnumSet.of(Stage.APPROVAL, Stage.SUBMISSION, Stage.CIRCULAR) : Set.of(), type.omitted());
            assertEquals(message, type.replyRequired());
        });
    }

    @Test
    void onlyLivelihoodProjectsNeedAllFiveThingsFixedBeforeAssignment() {
        types().forEach(type -> assertEquals(
                type.id().equals("livelihood")
                        ? List.of("/task", "#lead", "#leader", "#requirement", "#due")
                        : List.of(),
                type.requiredBeforeAssignment()));
    }

    // ---- ladders, cadences, fields

    private static List<String> steps(FormType type) {
        return type.ladder().steps().stream()
                .map(step -> step.workingDays() + " " + step.action() + " " + new TreeSet<>(step.to()))
                .toList();
    }

    @Test
    void instructionsAndDecisionsClimbTheDefaultLadder() {
        assertEquals(Ladder.DEFAULT, type("instruction").ladder());
        assertEquals(Ladder.DEFAULT, type("decision").ladder());
    }

    @Test
    void aMessageIsEscalatedSoonerThanAnythingElse() {
        assertEquals(
                List.of(
                        "-2 REMIND [HANDLER]",
                        "0 REMIND [HANDLER, UNIT_LEADER]",
                        "1 REMIND [UNIT_LEADER, OFFICER]",
                        "2 SUPERVISION_NOTICE [OFFICER, OFFICE]",
                        "5 CIRCULAR [OFFICER, OFFICE]",
                        "10 ACCOUNTABILITY [OFFICER, OFFICE]"),
                steps(type("message")));
        assertEquals(4, type("message").ladder().urgeAfterHours());
        types().filter(type -> !type.id().equals("message"))
                .forEach(type -> assertEquals(7, type.ladder().urgeAfterHours(), type.id()));
    }

    @Test
    void whatTakesAYearIsRemindedOfTwoWeeksBefore() {
        for (String id : List.of("livelihood", "key-task", "key-project")) {
            assertEquals("-10 REMIND [HANDLER]", steps(type(id)).get(0));
            assertEquals(type("livelihood").ladder(), type(id).ladder());
        }
    }

    @Test
    void aProjectOwesAWeeklyReportAndAMonthlyCloseATaskAMonthlyReport() {
        assertEquals(
                List.of(
                        new Cadence("weekly", "周报", Period.WEEKLY, 5, false, Roll.BACK),
                        new Cadence("monthly", "月结", Period.MONTHLY, 5, true, Roll.FORWARD)),
                type("key-project").cadences());
        assertEquals(
                List.of(new Cadence("monthly", "月报", Period.MONTHLY, 25, false, Roll.BACK)),
                type("key-task").cadences());
        assertEquals(
                List.of(new Cadence("monthly", "月报", Period.MONTHLY, 5, true, Roll.FORWARD)),
                type("livelihood").cadences());
        for (String id : List.of("instruction", "message", "decision")) {
            assertEquals(List.of(), type(id).cadences());
        }
    }

    @Test
    void everyKindSaysWhatMakesAnEarlierMatterSimilarAndTheTitleAlwaysDoes() {
        types().forEach(type -> assertTrue(type.similarBy().contains("#title"), type.id()));
        assertEquals(
                List.of("#title", "#area", "/channel", "/category"),
                type("message").similarBy());
    }

    @Test
    void moneyIsInTenThousandsAndAPlanIsATable() {
        assertEquals(
                List.of(
                        "/level choice  true",
                        "/projectCode text  false",
                        "/builder text  false",
                        "/leaderInCharge person  false",
                        "/supportingUnits units  false",
                        "/phase choice  false",
                        "/totalInvestment money 万元 true",
                        "/annualInvestment money 万元 false",
                        "/plan table  false",
                        "/plan/*/period text  true",
                        "/plan/*/investment money 万元 true",
                        "/plan/*/progress text  false"),
                TYPES.fields(type("key-project")).stream()
                        .map(f -> f.pointer() + " " + f.kind().id() + " " + f.unit() + " " + f.required())
                        .toList());
    }

    // ---- deadlines

    @Test
    void anInstructionThatAsksForAReportHasSevenWorkingDaysAnyOtherFifteen() {
        assertEquals(
                new DeadlineRule.Case("/reportRequired", "true", 7, workingDays()),
                limit("instruction", "{\"instructionDate\":\"2015-02-13\",\"reportRequired\":true}")
                        .orElseThrow());
        assertEquals(
                new DeadlineRule.Case(null, null, 15, workingDays()),
                limit("instruction", "{\"instructionDate\":\"2015-02-13\",\"reportRequired\":false}")
                        .orElseThrow());
        assertEquals(DeadlineRule.From.RECEIPT, type("instruction").deadline().from());
    }

    @Test
    void publicOpinionIsAnsweredInSevenWorkingDaysAMessageInFifteen() {
        assertEquals(7, limit("message", "{\"channel\":\"网络舆情\"}").orElseThrow().days());
        assertEquals(15, limit("message", "{\"channel\":\"人民网\"}").orElseThrow().days());
    }

    @Test
    void aDecisionHasFifteenWorkingDays() {
        assertEquals(
                new DeadlineRule.Case(null, null, 15, workingDays()),
                limit("decision", "{\"meeting\":\"第12次区政府常务会议\",\"itemNumber\":3}")
                        .orElseThrow());
    }

    @Test
    void livelihoodTasksAndProjectsNeedAnExplicitDate() {
        assertEquals(Optional.empty(), limit("livelihood", "{\"level\":\"省\"}"));
        assertEquals(Optional.empty(), limit("key-task", "{\"listName\":\"区委工作要点\",\"origin\":\"年初\"}"));
        assertEquals(Optional.empty(), limit("key-project", "{\"level\":\"市列\",\"totalInvestment\":93000}"));
    }

    // ---- forms

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "instruction | {\"instructionDate\":\"2015-09-08\",\"reportRequired\":true,\"leaderName\":\"区长\",\"mode\":\"书面批示\",\"urgency\":\"加急\",\"instructionText\":\"请城管局牵头，限期拆除。\"}",
                "message | {\"channel\":\"政务热线\",\"messageId\":\"2015-33\",\"author\":\"网友\",\"contact\":\"0931-1234567\",\"postedAt\":\"2015-09-08T21:14:05+08:00\",\"link\":\"https://liuyan.example.cn/33\",\"purpose\":\"投诉\",\"category\":\"城乡建设\",\"messageText\":\"路灯不亮。\"}",
                "livelihood | {\"level\":\"区\",\"year\":2015,\"itemNumber\":4,\"task\":\"新建便民市场 3 个\",\"investment\":320.55,\"beneficiaries\":12000}",
                "key-task | {\"listName\":\"区委2015年工作要点责任清单\",\"itemNumber\":1619,\"origin\":\"突发\",\"field\":\"社会治理\",\"target\":\"拆除违法建筑 25 万平方米\"}",
                "key-project | {\"level\":\"市列\",\"projectCode\":\"2015-620103-48-01-123456\",\"builder\":\"区城投公司\",\"leaderInCharge\":\"p7\",\"supportingUnits\":[\"land\",\"housing\"],\"phase\":\"续建\",\"totalInvestment\":93000,\"annualInvestment\":12000.5,\"plan\":[{\"period\":\"2015-03\",\"investment\":2000,\"progress\":\"完成基础\"},{\"period\":\"2015-12\",\"investment\":10000.5}]}",
                "decision | {\"meeting\":\"第12次区政府常务会议\",\"meetingKind\":\"区政府常务会议\",\"meetingDate\":\"2015-06-02\",\"itemNumber\":3,\"decision\":\"原则同意方案。\"}",
            })
    void aWholeFormIsGood(String id, String json) {
        assertEquals(List.of(), check(id, json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "instruction | {\"reportRequired\":true} | MISSING_FIELD | /instructionDate | `` | yyyy-MM-dd 日期，如 2026-11-23 | 「批示日期」不能为空",
                "instruction | {\"instructionDate\":\"2015-02-29\",\"reportRequired\":true} | INVALID_FIELD | /instructionDate | 2015-02-29 | yyyy-MM-dd 日期，如 2026-11-23 | 「批示日期」格式不对",
                "instruction | {\"instructionDate\":\"2015-02-13\",\"reportRequired\":\"是\"} | INVALID_FIELD | /reportRequired | 是 | true（是）或 false（否） | 「要求报告结果」类型不对",
                "instruction | {\"instructionDate\":\"2015-02-13\",\"reportRequired\":true,\"reportRequred\":true} | INVALID_FIELD | /reportRequred | true | reportRequired（要求报告结果） | 没有「reportRequred」这个字段",
                "message | {} | MISSING_FIELD | /channel | `` | 以下之一：人民网、网络舆情、政务热线、领导信箱、政府网站、政务新媒体、其他渠道 | 「来源渠道」不能为空",
                "message | {\"channel\":\"论坛\"} | INVALID_FIELD | /channel | 论坛 | 以下之一：人民网、网络舆情、政务热线、领导信箱、政府网站、政务新媒体、其他渠道 | 「来源渠道」不是可选的值",
                "message | {\"channel\":\"人民网\",\"postedAt\":\"2015-09-08 21:14\"} | INVALID_FIELD | /postedAt | 2015-09-08 21:14 | 带时区的日期时间，如 2026-11-23T09:30:00+08:00 | 「发布时间」格式不对",
                "message | {\"channel\":\"人民网\",\"author\":\" \"} | INVALID_FIELD | /author | ` ` | 有内容的文字；没有内容就不写这个字段 | 「留言人」格式不对",
                "livelihood | {\"level\":\"县\"} | INVALID_FIELD | /level | 县 | 以下之一：省、市、区 | 「级别」不是可选的值",
                "livelihood | {\"level\":\"省\",\"investment\":1.234} | INVALID_FIELD | /investment | 1.234 | 至多 2 位小数 | 「投入资金」不是规定的倍数",
                "key-task | {\"origin\":\"年初\",\"listName\":\"\"} | MISSING_FIELD | /listName | `` | 文字，不超过 100 字 | 「责任清单」不能为空",
                "key-task | {\"origin\":\"年初\",\"listName\":\"清单\",\"itemNumber\":0} | INVALID_FIELD | /itemNumber | 0 | 不小于 1 | 「序号」太小",
                "key-project | {\"level\":\"市列\",\"totalInvestment\":1,\"plan\":[{\"period\":\"2015-03\",\"investment\":1},{\"period\":\"2015-13\",\"investment\":1}]} | INVALID_FIELD | /plan/1/period | 2015-13 | 形如 2026-03 | 「分期计划」第 2 项「月份」格式不对",
                "key-project | {\"level\":\"市列\",\"totalInvestment\":1,\"plan\":[{\"period\":\"2015-03\"}]} | MISSING_FIELD | /plan/0/investment | `` | 数字，不小于 0，至多 2 位小数，单位：万元 | 「分期计划」第 1 项「计划投资」不能为空",
                "decision | {\"meeting\":\"常务会\",\"itemNumber\":\"三\"} | INVALID_FIELD | /itemNumber | 三 | 整数 | 「议定事项序号」类型不对",
            })
    void aMistakeIsTold(
            String id, String json, ErrorCode code, String field, String value, String expected, String message) {
        List<Problem> problems = check(id, json);
        assertEquals(1, problems.size(), problems::toString);
        Problem problem = problems.get(0);
        assertEquals(
                Arrays.asList(code, field, value, expected, message),
                Arrays.asList(
                        problem.code(), problem.field(), problem.value(), problem.expected(), problem.messageZh()));
    }

    @Test
    void aTextThatIsTooLongIsCounted() {
        Problem problem = check("key-task", "{\"origin\":\"年初\",\"listName\":\"" + "长".repeat(235) + "\"}")
                .get(0);
        assertEquals("不超过 100 字", problem.expected());
        assertEquals("「责任清单」太长，有 235 字", problem.messageZh());
    }

    @Test
    void allMistakesAreToldInTheOrderOfTheForm() {
        assertEquals(
                List.of("/channel", "/postedAt", "/link"),
                check("message", "{\"link\":\"没有\",\"postedAt\":\"昨天\"}").stream()
                        .map(Problem::field)
                        .toList());
    }
}
