package org.duban.evaluation.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.evaluation.Derivation;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.MatterEvaluation;
import org.duban.api.evaluation.MatterEvaluation.State;
import org.duban.api.evaluation.Point;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationServiceTest {

    @TempDir
    Path folder;

    private Bureau bureau;

    @BeforeEach
    void open() {
        bureau = new Bureau(folder);
    }

    @AfterEach
    void close() {
        bureau.close();
    }

    private static void assertNumber(String expected, BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), () -> expected + " <> " + actual);
    }

    private static ErrorCode refused(Runnable what) {
        return assertThrows(DubanException.class, what::run).code();
    }

    @Test
    void aMattersScoreIsThreeTenthsTimelinessAndSevenTenthsQuality() {
        MatterId id = bureau.cleared("整治油烟", District.ZJJ, "2026-03-20");
        bureau.office(id, "90");
        MatterEvaluation e = bureau.evaluations.of(District.DIRECTOR, id);
        assertEquals(State.EVALUATED, e.state());
        assertNumber("100", e.timeliness());
        assertNumber("93", e.score());
        assertEquals("district/1", e.ruleSet());
        assertTrue(
                bureau.evaluations.sentence(District.DIRECTOR, id).startsWith("93 = 时效 100 × 0.3 + 质量 90 × 0.7"),
                bureau.evaluations.sentence(District.DIRECTOR, id));
    }

    @Test
    void threeWorkingDaysLateCostTimelinessAndPointsAndEachNamesItsEventAndRule() {
        // 15 working days from 2026-03-02 end on Monday 2026-03-23.
        MatterId id = bureau.cleared("整治油烟", District.ZJJ, "2026-03-26");
        bureau.office(id, "90");
        MatterEvaluation e = bureau.evaluations.of(District.DIRECTOR, id);
        assertNumber("85", e.timeliness());
        assertNumber("88.5", e.score());
        Point late = e.points().stream()
                .filter(p -> p.subject().kind() == SubjectKind.UNIT)
                .findFirst()
                .orElseThrow();
        assertEquals("R-03", late.rule());
        assertEquals("district/1", late.ruleSet());
        assertNumber("-1.5", late.amount());
        assertEquals(bureau.version(id, MatterEvent.Finished.class), late.fact().version());
        assertEquals("逾期办结 3 个工作日（" + e.number() + "，R-03）−1.5", late.text());
        assertEquals(
                List.of(late),
                bureau.evaluations.pointsOf(District.DIRECTOR, id, late.fact().version()));

        Derivation why = bureau.evaluations.explain(District.DIRECTOR, id);
        Derivation timeliness = why.parts().get(0);
        assertEquals("100 − 15", timeliness.formula());
        assertEquals(late.fact().version(), timeliness.parts().get(0).event().version());
    }

    @Test
    void timeThatWasSuspendedIsNotLate() {
        MatterId id = bureau.district.assigned(District.instruction("整治油烟"), District.ZJJ);
        bureau.district.on("2026-03-10");
        bureau.district.does(District.DIRECTOR, id, new Suspend(0, "等待上级批复", "区政府会议纪要"));
        bureau.district.on("2026-05-11");
        bureau.district.does(District.DIRECTOR, id, new Resume(0, "已批复"));
        bureau.district.on("2026-05-18");
        bureau.district.finish(id);
        bureau.district.clear(id);
        bureau.office(id, "80");
        assertNumber("100", bureau.evaluations.of(District.DIRECTOR, id).timeliness());
    }

    @Test
    void aReturnForReworkIsCountedAndOldLatenessIsNotCountedTwice() {
        MatterId id = bureau.district.assigned(District.instruction("整治油烟"), District.ZJJ);
        bureau.district.on("2026-03-25");
        bureau.district.finish(id); // 2 days late
        bureau.district.does(District.DIRECTOR, id, new ReturnForRework(List.of(), "照片不清", null));
        bureau.district.on("2026-03-27");
        bureau.district.does(District.handler(District.ZJJ), id, new Finish(1, "已办结", List.of())); // 4 days late in all
        bureau.district.clear(id);
        bureau.office(id, "100");
        // 100 − 5 × 4 − 10 × 1
        assertNumber("70", bureau.evaluations.of(District.DIRECTOR, id).timeliness());
    }

    @Test
    void levelsSignInTheirOrderAndEachOnce() {
        MatterId id = bureau.cleared("整治油烟", District.ZJJ, "2026-03-20");
        assertEquals(
                ErrorCode.NOT_NOW,
                refused(() ->
                        bureau.evaluations.score(District.LEADER, id, Level.PRINCIPAL_LEADER, BigDecimal.TEN, "好")));
        bureau.office(id, "80");
        assertEquals(ErrorCode.NOT_NOW, refused(() -> bureau.office(id, "81")));
        MatterEvaluation e =
                bureau.evaluations.score(District.LEADER, id, Level.PRINCIPAL_LEADER, new BigDecimal("95"), "满意");
        // (80 × 5 + 95 × 2) ÷ 7
        assertNumber("84.2857", e.quality());
        assertNumber("89.00", e.score());
        assertEquals(
                "(80 × 5 + 95 × 2) ÷ 7",
                bureau.evaluations.explain(District.DIRECTOR, id).parts().get(1).formula());
    }

    @Test
    void aCorrectionIsANewSignedVersionAndTheOldOneStaysReadable() {
        MatterId id = bureau.cleared("整治油烟", District.ZJJ, "2026-03-20");
        bureau.office(id, "80");
        MatterEvaluation e =
                bureau.evaluations.correct(District.DEPUTY, id, Level.OFFICE, new BigDecimal("70"), "复核发现材料不全");
        MatterEvaluation.Signed signed = e.level(Level.OFFICE).orElseThrow();
        assertNumber("70", signed.quality());
        assertEquals("deputy", signed.by());
        assertNumber("80", signed.earlier().get(0).quality());
        assertEquals("director", signed.earlier().get(0).by());
        assertEquals(
                2,
                bureau.district
                        .journal()
                        .read(org.duban.api.evaluation.EvaluationEvent.stream(id))
                        .size());
    }

    @Test
    void whatIsNotClearedIsNotJudgedAndAUnitJudgesNothing() {
        MatterId open = bureau.district.assigned(District.instruction("整治油烟"), District.ZJJ);
        assertEquals(ErrorCode.NOT_NOW, refused(() -> bureau.office(open, "80")));
        MatterId id = bureau.cleared("清淤", District.ZJJ, "2026-03-20");
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refused(() ->
                        bureau.evaluations.score(District.chief(District.ZJJ), id, Level.OFFICE, BigDecimal.TEN, "好")));
        assertEquals(
                ErrorCode.INVALID_FIELD,
                refused(() ->
                        bureau.evaluations.score(District.DIRECTOR, id, Level.OFFICE, new BigDecimal("100.01"), "好")));
        // The unit reads its own, others don't know of it, a partner doesn't either.
        assertEquals(
                State.AWAITING,
                bureau.evaluations.of(District.chief(District.ZJJ), id).state());
        assertEquals(
                ErrorCode.MATTER_NOT_FOUND, refused(() -> bureau.evaluations.of(District.chief(District.HBJ), id)));
        assertEquals(ErrorCode.PERSON_UNKNOWN, refused(() -> bureau.evaluations.of(Actor.of("nobody"), id)));
    }

    @Test
    void aFalseReportIsSignedAndCanBeWithdrawn() {
        MatterId id = bureau.cleared("整治油烟", District.ZJJ, "2026-03-20");
        long report = bureau.version(id, MatterEvent.Finished.class);
        MatterEvaluation e = bureau.evaluations.findFalse(District.DIRECTOR, id, report, "现场并未拆除");
        assertTrue(e.points().stream().anyMatch(p -> p.rule().equals("R-02")));
        assertEquals(
                ErrorCode.NOT_NOW, refused(() -> bureau.evaluations.findFalse(District.DIRECTOR, id, report, "再次")));
        assertEquals(
                ErrorCode.PART_NOT_FOUND,
                refused(() -> bureau.evaluations.findFalse(District.DIRECTOR, id, 1, "不是反馈")));
        e = bureau.evaluations.withdrawFalse(District.DEPUTY, id, 1, "当日已拆除");
        assertTrue(e.points().stream().noneMatch(p -> p.rule().equals("R-02")));
    }

    @Test
    void aCircularThatWasOverturnedTakesNoPoints() {
        MatterId id = bureau.cleared("整治油烟", District.ZJJ, "2026-03-20");
        bureau.district.does(District.DIRECTOR, id, new Present(District.LEADER.person(), "已办结"));
        bureau.district.does(District.LEADER, id, new Endorse("好"));
        bureau.district.does(
                District.DIRECTOR, id, new DecideCircular(CircularKind.CRITICISM, List.of(District.ZJJ), "拖沓"));
        assertTrue(bureau.evaluations.of(District.DIRECTOR, id).points().stream()
                .anyMatch(p -> p.rule().equals("R-01")));
        bureau.district.does(
                District.chief(District.ZJJ),
                id,
                new RaiseObjection(bureau.version(id, MatterEvent.CircularDecided.class), "并未拖沓"));
        bureau.district.does(District.DEPUTY, id, new DecideObjection(1, true, "情况属实"));
        assertTrue(bureau.evaluations.of(District.DIRECTOR, id).points().stream()
                .noneMatch(p -> p.rule().equals("R-01")));
    }

    @Test
    void aMatterThatIsOverdueAndGoesOnCostsPointsUntilItsFinishSaysHowLateItWas() {
        MatterId id = bureau.district.assigned(District.instruction("整治油烟"), District.ZJJ);
        assertEquals(List.of(), bureau.evaluations.of(District.DIRECTOR, id).points());
        bureau.district.on("2026-03-25");
        List<Point> points = bureau.evaluations.of(District.DIRECTOR, id).points();
        assertEquals(FactKind.OVERDUE, points.get(0).fact().kind());
        assertNumber("-1", points.get(0).amount());
        bureau.district.finish(id);
        points = bureau.evaluations.of(District.DIRECTOR, id).points();
        assertEquals(FactKind.LATE, points.get(0).fact().kind());
        assertNumber("-1", points.get(0).amount());
        assertNull(bureau.evaluations.of(District.DIRECTOR, id).score());
    }

    @Test
    void anAssistingUnitHasItsOwnTimelinessAndWeighsLess() {
        MatterId id = bureau.district.assigned(District.instruction("整治油烟"), District.ZJJ, District.HBJ);
        bureau.district.does(District.handler(District.HBJ), id, new Acknowledge(2));
        bureau.district.does(District.handler(District.ZJJ), id, new Acknowledge(1));
        bureau.district.on("2026-03-24");
        bureau.district.does(District.handler(District.HBJ), id, new Finish(2, "已办", List.of()));
        bureau.district.does(District.handler(District.ZJJ), id, new Finish(1, "已办", List.of()));
        bureau.district.clear(id);
        bureau.office(id, "100");
        MatterEvaluation e = bureau.evaluations.of(District.DIRECTOR, id);
        assertEquals(
                List.of(District.ZJJ, District.HBJ),
                e.units().stream().map(u -> u.unit()).toList());
        assertNumber("0.5", e.units().get(1).weight());
        assertNumber("95", e.units().get(1).timeliness());
    }
}
