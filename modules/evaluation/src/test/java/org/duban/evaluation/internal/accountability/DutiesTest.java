package org.duban.evaluation.internal.accountability;

import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.accountability.DutyFinding;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Ladder.Action;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.Method;
import org.duban.api.matter.Stage;
import org.duban.calendar.internal.CalendarService;
import org.duban.evaluation.internal.conduct.Story;
import org.junit.jupiter.api.Test;

class DutiesTest {

    private static final WorkCalendar CALENDAR = new CalendarService().current();
    private static final List<DutyRule> RULES = AccountabilityRules.read(null).duties();

    private static List<DutyFinding> review(List<Recorded> history, String asOf) {
        return review(history, LocalDate.parse(asOf));
    }

    private static List<DutyFinding> review(List<Recorded> history, LocalDate asOf) {
        return Duties.review(history, RULES, CALENDAR, Story.ZONE, asOf, unit -> "住建局");
    }

    private static List<String> missed(List<Recorded> history, String asOf) {
        return review(history, asOf).stream()
                .filter(f -> !f.kept())
                .map(DutyFinding::rule)
                .toList();
    }

    /** Of 住建局, in charge 李, due on Monday 2026-03-23. */
    private static Story handled() {
        return new Story("m1", "2026-03-02").entrusted("li").assigned("zjj", "2026-03-23");
    }

    private static MatterEvent finished() {
        return new Finished(1, "已办结", List.of(), Stage.FEEDBACK);
    }

    private static MatterEvent checked() {
        return new Checked(Method.ON_SITE, "现场", List.of(), "未动工", List.of());
    }

    @Test
    void what_is_finished_in_time_and_verified_within_5_working_days_asks_for_nothing_else() {
        List<Recorded> history = handled()
                .on("2026-03-20")
                .then(finished())
                .on("2026-03-27")
                .then(new VerificationStarted(Method.DESK, List.of(), Stage.VERIFICATION))
                .history();
        List<DutyFinding> findings = review(history, "2026-12-31");
        assertEquals(1, findings.size());
        assertTrue(findings.get(0).kept());
        assertEquals(
                "办结后及时核查：2026年3月20日牵头单位办结反馈（第3号记录），应于2026年3月27日前（5个工作日内）启动核查，" + "2026年3月27日已启动核查（第4号记录）。",
                findings.get(0).zh());
    }

    @Test
    void verification_on_the_sixth_working_day_is_one_day_late() {
        List<Recorded> history = handled()
                .on("2026-03-20")
                .then(finished())
                .on("2026-03-30")
                .then(new VerificationStarted(Method.DESK, List.of(), Stage.VERIFICATION))
                .history();
        DutyFinding finding = review(history, "2026-12-31").get(0);
        assertFalse(finding.kept());
        assertEquals(1, finding.daysLate());
        assertEquals(3, finding.fromVersion());
        assertEquals(4, finding.doneVersion());
        assertTrue(finding.zh().endsWith("2026年3月30日才启动核查（第4号记录），迟1个工作日。"), finding.zh());
    }

    @Test
    void a_duty_that_can_still_be_done_is_neither_kept_nor_missed() {
        List<Recorded> history = handled().on("2026-03-20").then(finished()).history();
        assertEquals(List.of(), review(history, "2026-03-27"));
        assertEquals(List.of("verify"), missed(history, "2026-03-30"));
    }

    @Test
    void a_reminder_from_3_working_days_before_to_1_after_the_due_date_is_in_time() {
        for (String day : List.of("2026-03-18", "2026-03-23", "2026-03-24")) {
            List<Recorded> history =
                    handled().on(day).then(new Reminded(1, "催办")).history();
            assertEquals(List.of(), missed(history, "2026-04-03"), day);
        }
        for (String day : List.of("2026-03-17", "2026-03-25")) {
            List<Recorded> history =
                    handled().on(day).then(new Reminded(1, "催办")).history();
            assertEquals(List.of("remind"), missed(history, "2026-04-03"), day);
        }
        assertEquals(List.of("remind"), missed(handled().history(), "2026-04-03"));
        assertEquals(List.of(), missed(handled().history(), "2026-03-24"), "it is not too late yet");
    }

    @Test
    void what_is_ten_working_days_overdue_has_to_be_looked_at() {
        assertEquals(List.of("remind", "check"), missed(handled().history(), "2026-04-30"));
        List<Recorded> looked = handled()
                .on("2026-03-20")
                .then(new Reminded(1, "催办"))
                .then(checked())
                .history();
        assertEquals(List.of(), missed(looked, "2026-04-30"));
    }

    @Test
    void an_extension_asked_for_has_to_be_decided_within_3_working_days() {
        Story asked =
                handled().on("2026-03-16").then(new ExtensionRequested(1, "雨季", "五成", LocalDate.of(2026, 6, 30), null));
        List<Recorded> late = asked.on("2026-03-20")
                .then(new ExtensionDecided(1, true, Story.due(LocalDate.of(2026, 6, 30)), ""))
                .history();
        assertEquals(List.of("extension"), missed(late, "2026-04-30"));
        assertEquals(1, review(late, "2026-04-30").get(0).daysLate());
    }

    @Test
    void an_extension_granted_takes_the_place_of_the_date_that_passed_meanwhile() {
        List<Recorded> history = handled()
                .on("2026-03-20")
                .then(new ExtensionRequested(1, "雨季", "五成", LocalDate.of(2026, 6, 30), null))
                .on("2026-03-25")
                .then(new ExtensionDecided(1, true, Story.due(LocalDate.of(2026, 6, 30)), ""))
                .history();
        assertEquals(List.of(), missed(history, "2026-04-30"));
    }

    @Test
    void a_draft_of_the_ladder_has_to_be_acted_on_within_3_working_days() {
        Story drafted = handled()
                .on("2026-03-20")
                .then(new Reminded(1, "催办"))
                .then(checked())
                .on("2026-03-30")
                .then(new Escalated(1, "notice", Action.SUPERVISION_NOTICE, LocalDate.of(2026, 3, 23), "督办通知", "请抓紧"));
        assertEquals(List.of("draft"), missed(drafted.history(), "2026-04-03"));
        List<Recorded> settled = drafted.on("2026-04-02").then(finished()).history();
        assertEquals(List.of(), missed(settled, "2026-04-03"), "the unit finished before it was too late");
    }

    @Test
    void a_draft_of_an_accountability_recommendation_is_answered_by_the_case_itself() {
        List<Recorded> history = handled()
                .on("2026-03-20")
                .then(new Reminded(1, "催办"))
                .then(checked())
                .on("2026-04-14")
                .then(new Escalated(1, "accountability", Action.ACCOUNTABILITY, LocalDate.of(2026, 3, 23), "问责", "建议"))
                .history();
        assertEquals(List.of(), missed(history, "2026-04-30"));
    }

    @Test
    void a_duty_belongs_to_who_was_in_charge_when_it_fell_due() {
        List<Recorded> history = handled().on("2026-03-26").entrusted("wang").history();
        List<DutyFinding> findings = review(history, "2026-04-30");
        assertEquals(
                List.of("remind li", "check wang"),
                findings.stream().map(f -> f.rule() + " " + f.officer()).toList());
    }

    @Test
    void a_stopped_clock_asks_for_no_reminder() {
        List<Recorded> history = handled()
                .on("2026-03-19")
                .then(new Suspended("诉讼", "法院受理通知", List.of(new Stopped(1, LocalDate.of(2026, 3, 19), 2))))
                .history();
        assertEquals(List.of(), review(history, "2026-12-31"));
    }

    @Test
    void what_ends_before_it_is_too_late_owes_nothing() {
        List<Recorded> history =
                handled().on("2026-03-24").then(new Terminated("机构改革", "区委文件")).history();
        assertEquals(List.of(), review(history, "2026-12-31"));
    }

    // ---- properties

    /** A random history of one obligation without extensions, which reach back. */
    private static List<Recorded> random(long seed) {
        Random random = new Random(seed);
        Story story = handled();
        LocalDate day = LocalDate.of(2026, 3, 2);
        boolean open = true;
        for (int i = random.nextInt(12); i > 0; i--) {
            day = day.plusDays(random.nextInt(12));
            story.on(day);
            switch (random.nextInt(6)) {
                case 0 -> story.then(new Reminded(1, "催办"));
                case 1 -> story.then(checked());
                case 2 -> {
                    if (open) {
                        story.then(finished());
                        open = false;
                    }
                }
                case 3 -> {
                    if (!open) {
                        story.then(new Returned(
                                List.of(new NewDue(1, Story.due(day.plusDays(random.nextInt(20) - 5L)))),
                                "不实",
                                Stage.HANDLING));
                        open = true;
                    }
                }
                case 4 -> story.entrusted(random.nextBoolean() ? "li" : "wang");
                default -> story.then(new CircularDecided(CircularKind.NONE, List.of(), "无需通报", Stage.ARCHIVING));
            }
        }
        return story.history();
    }

    @Property(tries = 300)
    void the_same_history_gives_the_same_findings(@ForAll long seed, @ForAll @IntRange(max = 300) int days) {
        LocalDate asOf = LocalDate.of(2026, 3, 2).plusDays(days);
        assertEquals(review(random(seed), asOf), review(new ArrayList<>(random(seed)), asOf));
    }

    @Property(tries = 300)
    void what_happens_later_changes_nothing_about_an_earlier_day(
            @ForAll long seed, @ForAll @IntRange(max = 200) int days) {
        List<Recorded> history = random(seed);
        LocalDate asOf = LocalDate.of(2026, 3, 2).plusDays(days);
        List<Recorded> until = history.stream()
                .filter(r -> !r.at().atZone(Story.ZONE).toLocalDate().isAfter(asOf))
                .toList();
        assertEquals(review(until, asOf), review(history, asOf));
    }

    @Property(tries = 300)
    void a_duty_once_kept_or_missed_stays_so(
            @ForAll long seed, @ForAll @IntRange(max = 150) int first, @ForAll @IntRange(max = 150) int more) {
        List<Recorded> history = random(seed);
        LocalDate earlier = LocalDate.of(2026, 3, 2).plusDays(first);
        List<String> then = verdicts(review(history, earlier)).toList();
        List<String> later = verdicts(review(history, earlier.plusDays(more))).toList();
        assertTrue(later.containsAll(then), () -> then + " <> " + later);
    }

    private static Stream<String> verdicts(List<DutyFinding> findings) {
        return findings.stream()
                .map(f -> f.rule() + f.fromVersion() + "/" + f.obligation() + f.officer() + f.limit() + f.kept());
    }
}
