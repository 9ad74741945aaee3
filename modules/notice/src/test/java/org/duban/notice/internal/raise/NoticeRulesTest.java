package org.duban.notice.internal.raise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.notice.internal.raise.Template.Placeholder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeRulesTest {

    private static String shipped() throws Exception {
        try (var in = Objects.requireNonNull(NoticeRules.class.getResourceAsStream(NoticeRules.FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Problem> mistakes(String json) {
        DubanException refused = assertThrows(DubanException.class, () -> NoticeRules.parse(json));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refused.code());
        return refused.problems();
    }

    @Test
    @DisplayName("自带的规则覆盖须告知的事件")
    void theShippedRulesTellOfWhatPeopleHaveToActOn() {
        NoticeRules rules = NoticeRules.read(null);

        assertTrue(rules.events()
                .keySet()
                .containsAll(Set.of(
                        "Assigned",
                        "Disputed",
                        "DisputeDecided",
                        "ExtensionRequested",
                        "ExtensionDecided",
                        "Suspended",
                        "Resumed",
                        "Reminded",
                        "Returned",
                        "Finished",
                        "Presented",
                        "InstructedAgain",
                        "DueDatesRecounted",
                        "Escalated",
                        "CircularDecided",
                        "ObjectionRaised",
                        "ObjectionDecided",
                        "Terminated",
                        "Entrusted")));
    }

    @Test
    @DisplayName("写错的占位符在读取时就被指出")
    void anUnknownPlaceholderIsRefusedWithThoseThereAre() throws Exception {
        Problem mistake =
                mistakes(shipped().replace("请及时签收并按时反馈办理结果。", "{deadline}")).get(0);

        assertEquals("notices.json#/events/0/text", mistake.field());
        assertEquals("{deadline}", mistake.value());
        assertTrue(mistake.expected().contains("{due}"));
    }

    @Test
    @DisplayName("所有错误一次说完")
    void everyMistakeIsNamedAtOnce() throws Exception {
        List<String> fields = mistakes(shipped()
                        .replace("\"historyDays\": 1", "\"historyDays\": 0")
                        .replace("\"event\": \"Disputed\"", "\"event\": \"Quarrelled\"")
                        .replace("\"kind\": \"URGE\"", "\"kind\": \"SHOUT\"")
                        .replace("\"id\": \"resumed\"", "\"id\": \"suspended\"")
                        .replace("\"to\": [\"LEADER\"]", "\"to\": []")
                        .replace(
                                "\"whileDue\": true,\n      \"title\": \"【催办】",
                                "\"while\": true,\n      \"title\": \"【催办】"))
                .stream()
                .map(problem -> problem.field().substring(NoticeRules.FILE.length() + 1))
                .toList();

        assertEquals(
                List.of(
                        "/historyDays",
                        "/events/1/event",
                        "/events/6/id",
                        "/events/7/while",
                        "/events/7/kind",
                        "/events/11/to"),
                fields);
    }

    @Test
    @DisplayName("不是JSON时指出行号")
    void brokenJsonIsRefusedWithItsLine() {
        assertEquals("notices.json#line 2", mistakes("{\n\"events\": [}").get(0).field());
    }

    @Test
    @DisplayName("配置目录中的同名文件代替自带的规则")
    void theDistrictsFileTakesThePlaceOfTheShippedOne(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("notices.json"), shipped().replace("【交办】", "【新任务】"));

        assertEquals(
                List.of("【新任务】{title}"),
                Objects.requireNonNull(NoticeRules.read(folder).events().get("Assigned"))
                        .get(0)
                        .wording()
                        .title()
                        .lines());
    }

    @Test
    @DisplayName("无话可说的行不出现")
    void aLineWithNothingToSayIsLeftOut() {
        Template template = new Template(List.of("{unit}承办{title}", "工作要求：{requirement}", "完"));
        Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        values.put(Placeholder.UNIT, "住建局");
        values.put(Placeholder.TITLE, "$1\\拆除");

        assertEquals("住建局承办$1\\拆除\n完", template.render(values));
    }
}
