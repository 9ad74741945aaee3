package org.duban.notice.internal.raise;

import static org.duban.notice.internal.raise.Desk.CHIEF;
import static org.duban.notice.internal.raise.Desk.DIRECTOR;
import static org.duban.notice.internal.raise.Desk.HANDLER;
import static org.duban.notice.internal.raise.Desk.HOUSING;
import static org.duban.notice.internal.raise.Desk.LAW;
import static org.duban.notice.internal.raise.Desk.LEADER;
import static org.duban.notice.internal.raise.Desk.OFFICER;
import static org.duban.notice.internal.raise.Desk.WATER;
import static org.duban.notice.internal.raise.Desk.at;
import static org.duban.notice.internal.raise.Desk.instruction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation.Escalation;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.raise.Desk.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instruction received on Monday 2026-03-02 is due on 2026-03-23. */
class RaiserTest {

    @TempDir
    Path directory;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(directory.resolve("data"), "2026-03-02T10:00");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Set<String> people(List<Told> told) {
        return told.stream().map(Told::person).collect(Collectors.toSet());
    }

    private List<String> drafted(Matter matter) {
        return desk.obligation(matter).escalations().stream()
                .map(Escalation::step)
                .toList();
    }

    // ---- events

    @Test
    @DisplayName("交办告知承办人和责任领导，每人一次，重启也不重复")
    void anAssignmentIsToldOnceToHandlerAndLeaderOfEachUnit() {
        desk.assigned(instruction(), HOUSING, WATER);
        desk.run();
        desk.run();
        desk.restart().run();

        List<Told> told = desk.told(NoticeKind.TASK).stream()
                .filter(t -> t.title().startsWith("【交办】"))
                .toList();
        assertEquals(
                List.of("housing-chief 1", "housing-handler 1", "water-chief 2"),
                told.stream()
                        .map(t -> t.person() + " " + t.obligation())
                        .sorted()
                        .toList());
        assertTrue(told.get(0).text().contains("办理时限：2026年3月23日"), told.get(0).text());
    }

    @Test
    @DisplayName("指令尚未返回时读到的事件也不丢失：交办照样告知，时限照样提醒")
    void anEventThatIsReadBeforeItsCommandHasReturnedIsToldAndTimed() throws Exception {
        try (AutoCloseable reading = desk.runWithEachCommit()) {
            desk.assigned(instruction(), HOUSING);
        }
        desk.run();
        assertTrue(desk.told(NoticeKind.TASK).stream()
                .anyMatch(t -> t.title().startsWith("【交办】") && t.person().equals(Desk.HANDLER)));
        desk.until("2026-03-18T09:00");
        assertEquals(Set.of(Desk.HANDLER), people(desk.told(NoticeKind.REMINDER)));
    }

    @Test
    @DisplayName("没有承办人的单位告知责任领导；没有任何人的，改告督查室并说明原因")
    void whereNobodyIsFoundTheOfficeIsToldForWhomItWasMeant() {
        desk.assigned(instruction(), LAW);
        desk.run();

        List<Told> told =
                desk.told().stream().filter(t -> t.title().startsWith("【交办】")).toList();
        assertEquals(Set.of(DIRECTOR, Desk.DEPUTY), people(told));
        assertTrue(
                told.get(0).text().endsWith("（本通知原应发给执法局的承办人、责任领导，因未找到相应人员，改发督查室。）"),
                told.get(0).text());
    }

    @Test
    @DisplayName("督查室也无人时留下无收件人的通知，供人查看")
    void aNoticeForNobodyAtAllIsRaisedWithoutARecipient() {
        Matter m = desk.assigned(instruction(), LAW);
        desk.run();
        desk.leaves(DIRECTOR);
        desk.leaves(Desk.DEPUTY);
        desk.on("2026-03-03T10:00").does(OFFICER, m, new Remind(1, "抓紧"));
        desk.run();

        assertEquals(Set.of(""), people(desk.told(NoticeKind.URGE)));
    }

    @Test
    @DisplayName("催办告知承办人和责任领导，载明事由和催办人；事项有变即作废")
    void urgingCarriesItsReasonAndIsVoidWhenTheMatterMovesOn() {
        Matter m = desk.acknowledged(instruction());
        desk.does(OFFICER, m, new Remind(1, "领导过问"));
        desk.run();

        List<Told> urged = desk.told(NoticeKind.URGE);
        assertEquals(Set.of(HANDLER, CHIEF), people(urged));
        assertTrue(
                urged.get(0).text().contains("催办事由：领导过问\n催办人：officer"),
                urged.get(0).text());
        assertEquals(LocalDate.parse("2026-03-23"), urged.get(0).forDue());
    }

    @Test
    @DisplayName("自己做的事不通知自己")
    void nobodyIsToldOfWhatHeDidHimself() {
        desk.assigned(instruction(), List.of(Assignment.lead(HOUSING)));
        desk.run();

        assertTrue(desk.told().stream().noneMatch(t -> t.person().equals(OFFICER)));
    }

    @Test
    @DisplayName("延期、退回、办结、呈报、续办各告其人")
    void whatIsAskedAndDecidedIsToldToThoseWhoHaveToAct() {
        Matter m = desk.acknowledged(instruction());
        desk.does(HANDLER, m, new RequestExtension(1, "连日降雨", "过半", LocalDate.parse("2026-04-10"), null));
        desk.does(DIRECTOR, m, new DecideExtension(1, true, null, "同意"));
        desk.does(HANDLER, m, new Finish(1, "已拆除", List.of()));
        desk.does(DIRECTOR, m, new StartVerification(Method.DESK, List.of()));
        desk.does(DIRECTOR, m, new ReturnForRework(List.of(), "仍有残留", null));
        desk.does(HANDLER, m, new Finish(1, "已清理", List.of()));
        desk.does(DIRECTOR, m, new StartVerification(Method.DESK, List.of()));
        desk.does(DIRECTOR, m, new PassVerification("属实", List.of()));
        desk.does(DIRECTOR, m, new Present(null, "已拆除"));
        desk.does(LEADER, m, new InstructAgain("还有两处", null));
        desk.run();

        assertEquals(
                List.of(
                        "【延期申请】 officer",
                        "【延期批准】 housing-chief,housing-handler",
                        "【办结反馈】 officer",
                        "【退回重办】 housing-chief,housing-handler",
                        "【办结反馈】 officer",
                        "【呈报】 leader",
                        "【续办】 officer"),
                inTurn(desk.told(NoticeKind.TASK).stream()
                        .filter(t -> !t.title().startsWith("【交办】"))
                        .toList()));
        Told asked = desk.told().stream()
                .filter(t -> t.title().startsWith("【延期申请】"))
                .findFirst()
                .orElseThrow();
        assertTrue(asked.text().contains("延至2026年4月10日"), asked.text());
    }

    /** Neighbouring notices of one kind as one line. */
    private static List<String> inTurn(List<Told> told) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < told.size(); ) {
            String title = told.get(i).title();
            Set<String> to = new TreeSet<>();
            for (; i < told.size() && told.get(i).title().equals(title); i++) {
                to.add(told.get(i).person());
            }
            lines.add(title.substring(0, title.indexOf('】') + 1) + " " + String.join(",", to));
        }
        return lines;
    }

    // ---- the ladder

    @Test
    @DisplayName("逾期不办：提醒、再提醒、督办通知、通报、问责建议，逐级进行")
    void theLadderIsClimbedStepByStep() {
        Matter m = desk.acknowledged(instruction());
        desk.until("2026-04-30T18:00");

        assertEquals(
                List.of(
                        "2026-03-18T09:00 REMINDER housing-handler",
                        "2026-03-23T09:00 REMINDER housing-handler",
                        "2026-03-24T09:00 REMINDER housing-handler",
                        "2026-03-24T09:00 REMINDER housing-chief",
                        "2026-03-26T09:00 REMINDER housing-chief",
                        "2026-03-26T09:00 REMINDER officer",
                        "2026-03-26T09:00 REMINDER director",
                        "2026-03-26T09:00 REMINDER deputy"),
                desk.briefly(NoticeKind.REMINDER));
        assertEquals(
                List.of(
                        "2026-03-30T09:00 notice SUPERVISION_NOTICE",
                        "2026-04-07T09:00 circular CIRCULAR",
                        "2026-04-14T09:00 accountability ACCOUNTABILITY"),
                desk.obligation(m).escalations().stream()
                        .map(e -> LocalDateTime.ofInstant(e.at(), Desk.ZONE) + " " + e.step() + " " + e.action())
                        .toList());
        List<Told> escalations = desk.told(NoticeKind.ESCALATION);
        assertEquals(Set.of(OFFICER, DIRECTOR, Desk.DEPUTY), people(escalations));
        assertEquals(9, escalations.size());
        assertEquals("【待审】关于督办《拆除违法建筑》的通知", escalations.get(0).title());
        assertNull(desk.timers(m.id()).get(0).fireAt());
    }

    @Test
    @DisplayName("提醒的措辞随当天离时限的远近")
    void aReminderSaysHowFarTheDueDateIs() {
        desk.acknowledged(instruction());
        desk.until("2026-03-24T18:00");

        List<Told> told = desk.told(NoticeKind.REMINDER);
        assertTrue(told.get(0).title().startsWith("【临期】"));
        assertTrue(told.get(0).text().contains("还有3个工作日"), told.get(0).text());
        assertTrue(told.get(1).title().startsWith("【今日到期】"));
        assertTrue(told.get(2).text().contains("已逾期1个工作日"), told.get(2).text());
        assertTrue(told.stream().allMatch(t -> LocalDate.parse("2026-03-23").equals(t.forDue())));
    }

    @Test
    @DisplayName("午休、下班和节假日不提醒，下次上班时提醒")
    void nothingIsRaisedOutsideWorkingHours() {
        desk.acknowledged(instruction());
        desk.on("2026-03-18T08:59").run();
        assertEquals(at("2026-03-18T09:00"), desk.run());
        desk.on("2026-03-18T12:30");
        assertEquals(at("2026-03-18T14:00"), desk.run());
        desk.on("2026-03-21T10:00");
        assertEquals(at("2026-03-23T09:00"), desk.run());
        assertEquals(List.of(), desk.briefly(NoticeKind.REMINDER));

        desk.on("2026-03-23T09:00").run();
        assertEquals(1, desk.briefly(NoticeKind.REMINDER).size());
    }

    @Test
    @DisplayName("停机期间错过的提醒合为一条，拟稿一级不漏、一日一份")
    void afterAStandstillRemindersAreOneAndDraftsComeOneAWorkingDay() {
        Matter m = desk.acknowledged(instruction());
        desk.run();
        desk.on("2026-04-20T10:30").restart().run();

        assertEquals(
                Set.of(
                        "2026-04-20T10:30 REMINDER housing-handler",
                        "2026-04-20T10:30 REMINDER housing-chief",
                        "2026-04-20T10:30 REMINDER officer",
                        "2026-04-20T10:30 REMINDER director",
                        "2026-04-20T10:30 REMINDER deputy"),
                Set.copyOf(desk.briefly(NoticeKind.REMINDER)));
        assertEquals(5, desk.briefly(NoticeKind.REMINDER).size());
        assertEquals(List.of("notice"), drafted(m));
        desk.until("2026-04-20T18:00");
        assertEquals(List.of("notice"), drafted(m));
        desk.until("2026-04-21T18:00");
        assertEquals(List.of("notice", "circular"), drafted(m));
        desk.until("2026-04-30T18:00");
        assertEquals(List.of("notice", "circular", "accountability"), drafted(m));
        assertEquals(5, desk.briefly(NoticeKind.REMINDER).size());
    }

    @Test
    @DisplayName("交办时已近时限，不再就同一事提醒")
    void whatIsAssignedShortBeforeItsDueDateIsNotRemindedOfAtOnce() {
        desk.acknowledged(instruction().dueOn(LocalDate.parse("2026-03-04")));
        desk.until("2026-03-03T18:00");
        assertEquals(List.of(), desk.briefly(NoticeKind.REMINDER));

        desk.until("2026-03-04T18:00");
        assertEquals(List.of("2026-03-04T09:00 REMINDER housing-handler"), desk.briefly(NoticeKind.REMINDER));
    }

    @Test
    @DisplayName("办结后不再提醒；按原时限退回重办的，从停下处接着提醒")
    void aReturnForReworkWithTheOldDateGoesOnWhereTheLadderWas() {
        Matter m = desk.acknowledged(instruction());
        desk.until("2026-03-18T18:00");
        desk.on("2026-03-19T10:00").does(HANDLER, m, new Finish(1, "已拆除", List.of()));
        desk.until("2026-03-25T10:00");
        assertEquals(1, desk.told(NoticeKind.REMINDER).size());

        desk.does(DIRECTOR, m, new StartVerification(Method.DESK, List.of()));
        desk.does(DIRECTOR, m, new ReturnForRework(List.of(), "不实", null));
        desk.run();

        assertEquals(
                List.of(
                        "2026-03-18T09:00 REMINDER housing-handler",
                        "2026-03-25T10:00 REMINDER housing-handler",
                        "2026-03-25T10:00 REMINDER housing-chief"),
                desk.briefly(NoticeKind.REMINDER));
        desk.until("2026-03-26T18:00");
        assertEquals(7, desk.told(NoticeKind.REMINDER).size());
    }

    @Test
    @DisplayName("退回重办并另定时限的，按新时限重新提醒")
    void aReturnForReworkWithANewDateStartsTheLadderAnew() {
        Matter m = desk.acknowledged(instruction());
        desk.until("2026-03-18T18:00");
        desk.on("2026-03-19T10:00").does(HANDLER, m, new Finish(1, "已拆除", List.of()));
        desk.does(DIRECTOR, m, new StartVerification(Method.DESK, List.of()));
        desk.does(DIRECTOR, m, new ReturnForRework(List.of(), "不实", LocalDate.parse("2026-04-03")));
        desk.until("2026-04-03T18:00");

        assertEquals(
                List.of(
                        "2026-03-18T09:00 REMINDER housing-handler",
                        "2026-03-31T09:00 REMINDER housing-handler",
                        "2026-04-03T09:00 REMINDER housing-handler"),
                desk.briefly(NoticeKind.REMINDER));
    }

    @Test
    @DisplayName("延期后旧时限的提醒不再发出")
    void anExtensionMovesTheLadder() {
        Matter m = desk.acknowledged(instruction());
        desk.run();
        desk.does(HANDLER, m, new RequestExtension(1, "降雨", "过半", LocalDate.parse("2026-03-30"), null));
        desk.does(DIRECTOR, m, new DecideExtension(1, true, null, ""));
        desk.until("2026-03-30T18:00");

        assertEquals(
                List.of("2026-03-25T09:00 REMINDER housing-handler", "2026-03-30T09:00 REMINDER housing-handler"),
                desk.briefly(NoticeKind.REMINDER));
    }

    @Test
    @DisplayName("中止期间不提醒，恢复后按顺延的时限提醒")
    void aSuspendedObligationIsLeftAloneUntilItsClockRunsAgain() {
        Matter m = desk.acknowledged(instruction());
        desk.on("2026-03-10T10:00").does(DIRECTOR, m, new Suspend(1, "诉讼", "受理通知书"));
        desk.until("2026-04-20T10:00");
        assertEquals(List.of(), desk.briefly(NoticeKind.REMINDER));

        desk.does(DIRECTOR, m, new Resume(1, "判决生效"));
        LocalDate due = desk.obligation(m).due().date();
        assertEquals(LocalDate.parse("2026-05-06"), due, "nine working days were left");
        desk.until("2026-05-06T18:00");
        assertEquals(
                List.of("2026-04-28T09:00 REMINDER housing-handler", "2026-05-06T09:00 REMINDER housing-handler"),
                desk.briefly(NoticeKind.REMINDER));
    }

    @Test
    @DisplayName("事项终止后计时全部撤去")
    void anEndedMatterHasNoTimers() {
        Matter m = desk.acknowledged(instruction());
        desk.run();
        assertEquals(1, desk.timers(m.id()).size());

        desk.does(DIRECTOR, m, new Terminate("政策调整", "会议纪要"));
        desk.until("2026-04-20T10:00");

        assertEquals(List.of(), desk.timers(m.id()));
        assertEquals(List.of(), desk.briefly(NoticeKind.REMINDER));
    }

    // ---- whatever goes wrong

    @Test
    @DisplayName("写到一半断电，重启后接着做，不漏不重")
    void aCrashInTheMiddleLosesAndRepeatsNothing() {
        Matter m = desk.acknowledged(instruction());
        assertTrue(desk.crash());
        assertEquals(List.of(), desk.told());
        desk.run();
        int assigned = desk.told().size();
        assertTrue(assigned > 0);

        assertTrue(desk.on("2026-04-20T10:30").crash());
        assertEquals(assigned, desk.told().size());
        desk.until("2026-04-20T18:00");

        assertEquals(5, desk.told(NoticeKind.REMINDER).size());
        assertEquals(List.of("notice"), drafted(m));
        assertEquals(3, desk.told(NoticeKind.ESCALATION).size());
    }

    @Test
    @DisplayName("一个事项出错不耽误别的，修好后补上")
    void aMatterThatCannotBeDealtWithHoldsUpNoOther() {
        desk.breakForm("plan");
        Matter broken = desk.acknowledged(Draft.of("plan").title("长期任务").source("会议"));
        Matter good = desk.acknowledged(instruction());
        assertEquals(desk.instant().plus(Duration.ofMinutes(10)), desk.run());
        assertTrue(desk.told().stream().anyMatch(t -> t.matter().equals(good.id())));
        assertTrue(desk.told().stream().noneMatch(t -> t.matter().equals(broken.id())));

        desk.does(OFFICER, broken, new Remind(1, "抓紧"));
        desk.restart().run();
        desk.mendForm("plan");
        desk.pass(Duration.ofMinutes(10));
        desk.run();

        List<Told> told =
                desk.told().stream().filter(t -> t.matter().equals(broken.id())).toList();
        assertEquals(List.of("【交办】 housing-chief,housing-handler", "【催办】 housing-chief,housing-handler"), inTurn(told));
        assertEquals(1, desk.timers(broken.id()).size());
    }

    @Test
    @DisplayName("到期时出错的，过后补上，别的照常提醒")
    void aStepThatCannotBeTakenIsTakenLater() {
        Matter m = desk.acknowledged(Draft.of("plan").title("长期任务").source("会议").dueOn(LocalDate.parse("2026-03-23")));
        desk.acknowledged(instruction());
        desk.run();
        desk.breakForm("plan");
        desk.until("2026-03-18T09:05");
        assertEquals(1, desk.told(NoticeKind.REMINDER).size());

        desk.mendForm("plan");
        desk.until("2026-03-18T18:00");
        assertEquals(
                List.of("2026-03-18T09:10 REMINDER housing-handler"),
                desk.told(NoticeKind.REMINDER).stream()
                        .filter(t -> t.matter().equals(m.id()))
                        .map(Told::brief)
                        .toList());
    }

    @Test
    @DisplayName("通知库丢失后从头建立：旧事不再告知，计时照旧，已拟的稿不再拟")
    void afterTheLossOfTheDatabaseOldEventsStayUntoldAndTimersAreThere() {
        Matter late = desk.acknowledged(instruction());
        desk.until("2026-03-31T18:00");
        assertEquals(List.of("notice"), drafted(late));
        desk.acknowledged(instruction().title("新事项"));

        desk.on("2026-04-01T10:00").loseNotices().run();

        List<Told> tasks = desk.told(NoticeKind.TASK);
        assertEquals(Set.of("【交办】新事项"), tasks.stream().map(Told::title).collect(Collectors.toSet()));
        assertEquals(List.of(), desk.told(NoticeKind.ESCALATION));
        assertEquals(at("2026-04-07T09:00"), desk.timers(late.id()).get(0).fireAt());
        desk.until("2026-04-07T18:00");
        assertEquals(List.of("notice", "circular"), drafted(late));
    }

    // ---- periodic reports

    @Test
    @DisplayName("周报当日提醒承办人，次一工作日缺报的告知承办人、责任领导和督查员")
    void reportsAreRemindedOfOnTheirDayAndMissedOnTheNextWorkingDay() {
        Matter m =
                desk.acknowledged(Draft.of("project").title("管道入户").source("清单").dueOn(LocalDate.parse("2026-12-31")));
        desk.until("2026-03-09T18:00");

        assertEquals(
                List.of(
                        "2026-03-06T09:00 REPORT_OWED housing-handler",
                        "2026-03-09T09:00 REPORT_OWED housing-handler",
                        "2026-03-09T09:00 REPORT_OWED housing-chief",
                        "2026-03-09T09:00 REPORT_OWED officer"),
                desk.briefly(NoticeKind.REPORT_OWED));
        assertTrue(desk.told(NoticeKind.REPORT_OWED).get(0).text().contains("周报（2026-W10）"));

        desk.does(HANDLER, m, new ReportProgress(1, "按计划", 10, "", List.of()));
        desk.until("2026-03-18T18:00");
        assertEquals(
                4, desk.told(NoticeKind.REPORT_OWED).size(), "the report of the 9th is that of the second week too");
    }

    @Test
    @DisplayName("时限变更不影响周报的提醒")
    void aNewDueDateForgetsNoReport() {
        Matter m =
                desk.acknowledged(Draft.of("project").title("管道入户").source("清单").dueOn(LocalDate.parse("2026-10-30")));
        desk.until("2026-03-06T18:00");
        desk.does(HANDLER, m, new RequestExtension(1, "降雨", "过半", LocalDate.parse("2026-12-31"), null));
        desk.does(DIRECTOR, m, new DecideExtension(1, true, null, ""));
        desk.until("2026-03-06T23:00");

        assertEquals(List.of("2026-03-06T09:00 REPORT_OWED housing-handler"), desk.briefly(NoticeKind.REPORT_OWED));
        desk.until("2026-03-09T18:00");
        assertEquals(4, desk.told(NoticeKind.REPORT_OWED).size());
    }

    // ---- what a district sets

    @Test
    @DisplayName("区县自己的通知规则生效")
    void theDistrictsOwnRulesAreUsed() throws Exception {
        Path config = Files.createDirectories(directory.resolve("config"));
        String shipped;
        try (var in = Objects.requireNonNull(NoticeRules.class.getResourceAsStream(NoticeRules.FILE))) {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.writeString(config.resolve("notices.json"), shipped.replace("【今日到期】", "【最后一天】"));
        try (Desk own = new Desk(directory.resolve("own"), "2026-03-02T10:00", config)) {
            own.acknowledged(instruction());
            own.until("2026-03-23T18:00");

            assertEquals("【最后一天】拆除违法建筑", own.told(NoticeKind.REMINDER).get(1).title());
        }
    }
}
