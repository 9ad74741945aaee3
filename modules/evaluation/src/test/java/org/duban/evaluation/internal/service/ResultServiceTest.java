package org.duban.evaluation.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.evaluation.Coverage;
import org.duban.api.evaluation.Derivation;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.MatterEvaluation.State;
import org.duban.api.evaluation.Point;
import org.duban.api.evaluation.ResultFile;
import org.duban.api.evaluation.ResultPeriod;
import org.duban.api.evaluation.ResultRow;
import org.duban.api.evaluation.ResultTable;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.Subject;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.evaluation.YearlyShare;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.duban.evaluation.internal.result.ScoreReader;
import org.duban.evaluation.internal.rules.RuleSetReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultServiceTest {

    private static final ResultPeriod MARCH = ResultPeriod.month(2026, 3);
    private static final ResultPeriod YEAR = ResultPeriod.year(2026);

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

    private static ErrorCode refused(Runnable what) {
        return assertThrows(DubanException.class, what::run).code();
    }

    private ResultRow unit(String unit) {
        return bureau.results
                .preview(District.DIRECTOR, MARCH)
                .of(Subject.unit(unit))
                .orElseThrow();
    }

    /** 住建局 in time, 执法局 three days late. */
    private void march() {
        MatterId late = bureau.district.assigned(District.instruction("清理占道经营"), District.ZFJ);
        bureau.district.does(District.handler(District.ZFJ), late, new Acknowledge(1));
        MatterId good = bureau.cleared("整治油烟", District.ZJJ, "2026-03-20");
        bureau.district.on("2026-03-26");
        bureau.district.does(District.handler(District.ZFJ), late, new Finish(1, "已清理", List.of()));
        bureau.district.clear(late);
        bureau.office(good, "95");
        bureau.office(late, "85");
    }

    @Test
    void aResultIsBasePlusWorkPlusBonusesLessDeductionsAndIsRanked() {
        march();
        // 95 × 0.7 + 100 × 0.3 = 96.5; 85 × 0.7 + 85 × 0.3 = 85; the mean of both is 90.75.
        ResultRow zjj = unit(District.ZJJ);
        ResultRow zfj = unit(District.ZFJ);
        // (96.5 + 5 × 90.75) ÷ 6
        assertEquals(0, new BigDecimal("91.7083").compareTo(zjj.mean()), () -> "" + zjj);
        assertEquals(0, new BigDecimal("89.7917").compareTo(zfj.mean()), () -> "" + zfj);
        assertEquals(1, zjj.rank());
        assertEquals(2, zfj.rank());
        assertEquals(0, new BigDecimal("-1.5").compareTo(zfj.deduction()));
        assertEquals("优秀", zjj.grade());
        // The supervision groups and officers are judged by the matters they supervise.
        ResultTable all = bureau.results.preview(District.DIRECTOR, MARCH);
        assertEquals(2, all.of(SubjectKind.GROUP).size());
        assertEquals(1, all.of(Subject.officer("officer")).orElseThrow().matters());
        assertEquals(
                all.of(SubjectKind.UNIT),
                bureau.results
                        .ranking(District.DIRECTOR, MARCH, SubjectKind.UNIT)
                        .rows());
        assertEquals(
                all.of(SubjectKind.UNIT).stream().map(ResultRow::total).toList(),
                bureau.results.ranking(District.DIRECTOR, YEAR, SubjectKind.UNIT).rows().stream()
                        .map(ResultRow::total)
                        .toList());
    }

    @Test
    void everyNumberOpensDownToTheEventThatGaveIt() {
        march();
        Derivation why = bureau.results.explain(District.DIRECTOR, MARCH, Subject.unit(District.ZFJ));
        assertEquals(unit(District.ZFJ).total(), why.value());
        BigDecimal sum = why.parts().stream().map(Derivation::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, why.value().compareTo(sum.setScale(2, java.math.RoundingMode.HALF_UP)), why::text);
        Derivation late = why.parts().get(2).parts().get(0).parts().get(0);
        assertEquals("district/1 R-03", late.rule());
        List<Point> points = bureau.results.points(District.DIRECTOR, MARCH, Subject.unit(District.ZFJ));
        assertTrue(
                points.stream()
                        .anyMatch(p -> p.text().equals(late.label())
                                && p.fact().version() == late.event().version()),
                why::text);
        assertTrue(why.text().contains("85 = 时效 85 × 0.3 + 质量 85 × 0.7"), why::text);
        assertEquals(
                ErrorCode.RESULT_NOT_FOUND,
                refused(() -> bureau.results.explain(District.DIRECTOR, MARCH, Subject.unit(District.HBJ))));
    }

    @Test
    void aUnitSeesItsOwnResultAndAfterTheAnnouncementAll() {
        march();
        Actor chief = District.chief(District.ZJJ);
        assertEquals(
                List.of(District.ZJJ),
                bureau.results.preview(chief, MARCH).rows().stream()
                        .map(ResultRow::id)
                        .toList());
        assertEquals(
                ErrorCode.RESULT_NOT_FOUND,
                refused(() -> bureau.results.explain(chief, MARCH, Subject.unit(District.ZFJ))));
        assertEquals(ErrorCode.ACCESS_DENIED, refused(() -> bureau.results.preview(District.PARTNER, MARCH)));
        bureau.district.on("2026-04-01");
        bureau.results.announce(District.DIRECTOR, MARCH, "3月考核结果公示");
        ResultTable announced =
                bureau.results.file(chief, MARCH).announced().orElseThrow().table();
        assertEquals(2, announced.of(SubjectKind.UNIT).size());
        assertEquals(
                1,
                bureau.results
                        .file(District.handler(District.ZJJ), MARCH)
                        .announced()
                        .orElseThrow()
                        .table()
                        .rows()
                        .size());
    }

    @Test
    void anObjectionIsDecidedByWhoTookNoPart() {
        march();
        assertEquals(ErrorCode.NOT_NOW, refused(() -> bureau.results.announce(District.DIRECTOR, MARCH, "公示")));
        bureau.district.on("2026-04-01");
        Actor chief = District.chief(District.ZFJ);
        assertEquals(
                ErrorCode.NOT_NOW, refused(() -> bureau.results.object(chief, MARCH, District.ZFJ, List.of(), "不服")));
        ResultFile file = bureau.results.announce(District.DIRECTOR, MARCH, "公示");
        // 5 working days after 2026-04-01, with 清明 (04-04 to 04-06) off.
        assertEquals("2026-04-09", file.announced().orElseThrow().objectUntil().toString());
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refused(() -> bureau.results.object(chief, MARCH, District.ZJJ, List.of(), "不服")));
        bureau.results.object(chief, MARCH, District.ZFJ, List.of(), "逾期系等待批复");
        assertEquals(
                ErrorCode.NOT_NOW, refused(() -> bureau.results.object(chief, MARCH, District.ZFJ, List.of(), "再次")));
        bureau.district.on("2026-04-10");
        assertEquals(ErrorCode.NOT_NOW, refused(() -> bureau.results.publish(District.DIRECTOR, MARCH, "公布")));
        // The director announced it and signed the evaluations.
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refused(() -> bureau.results.decide(District.DIRECTOR, MARCH, 1, false, "理由不足")));
        file = bureau.results.decide(District.DEPUTY, MARCH, 1, true, "批复确有延误");
        assertEquals("deputy", file.objections().get(0).decidedBy());
        // Upheld: what was wrong is corrected, and announced anew.
        assertEquals(ErrorCode.NOT_NOW, refused(() -> bureau.results.publish(District.DIRECTOR, MARCH, "公布")));
        bureau.results.announce(District.DIRECTOR, MARCH, "更正后公示");
        bureau.district.on("2026-04-30");
        assertEquals(
                1,
                bureau.results
                        .publish(District.DIRECTOR, MARCH, "公布")
                        .publications()
                        .size());
    }

    @Test
    void aPublishedResultIsSealedAndACorrectionStandsBesideIt() {
        march();
        ResultFile file = publish(MARCH, "2026-04-01", "2026-04-30");
        ResultTable sealed = file.published().orElseThrow().table();
        assertTrue(file.published().orElseThrow().intact());
        assertEquals(sealed.sha256(), file.published().orElseThrow().sha256());
        MatterId matter = bureau.component
                .store()
                .matters(Subject.unit(District.ZJJ), MARCH)
                .get(0);
        bureau.evaluations.correct(District.DIRECTOR, matter, Level.OFFICE, new BigDecimal("60"), "复核");
        assertEquals(
                sealed,
                bureau.results
                        .file(District.DIRECTOR, MARCH)
                        .published()
                        .orElseThrow()
                        .table());
        assertNotEquals(
                sealed.of(SubjectKind.UNIT),
                bureau.results.preview(District.DIRECTOR, MARCH).of(SubjectKind.UNIT));
        assertEquals(ErrorCode.NOT_NOW, refused(() -> bureau.results.publish(District.DIRECTOR, MARCH, "再次")));
        file = publish(MARCH, "2026-05-06", "2026-05-29");
        assertEquals(2, file.publications().size());
        assertEquals(sealed, file.publications().get(0).table());
        assertEquals(2, file.published().orElseThrow().number());
    }

    private ResultFile publish(ResultPeriod period, String announcedOn, String publishedOn) {
        bureau.district.on(announcedOn);
        bureau.results.announce(District.DIRECTOR, period, "公示");
        bureau.district.on(publishedOn);
        return bureau.results.publish(District.DIRECTOR, period, "公布");
    }

    @Test
    void fortyPercentGoIntoTheYearlyAssessmentAndTwoFailedYearsRunningAreNoticed() {
        fail2026();
        assertEquals(ErrorCode.RESULT_NOT_FOUND, refused(() -> bureau.results.yearly(District.DIRECTOR, 2026)));
        publish(YEAR, "2027-01-04", "2027-01-29");
        List<YearlyShare> first = bureau.results.yearly(District.DIRECTOR, 2026);
        YearlyShare unit = first.get(0);
        assertEquals("不达标", unit.grade());
        assertEquals(List.of("诫勉谈话"), unit.advice());
        assertEquals(
                0,
                unit.total()
                        .multiply(new BigDecimal("0.4"))
                        .setScale(2, java.math.RoundingMode.HALF_UP)
                        .compareTo(unit.share()));
        assertEquals("chief-zfj", first.get(1).person());
        assertEquals(unit.share(), first.get(1).share());
        assertTrue(bureau.results
                .yearlyCsv(District.DIRECTOR, 2026)
                .contains("2026,执法局,领导班子," + unit.total().toPlainString() + ",40,"));

        MatterId again = bureau.cleared(District.instruction("再次清理"), District.ZFJ, "2027-06-30");
        bureau.office(again, "10");
        publish(ResultPeriod.year(2027), "2028-01-04", "2028-01-31");
        YearlyShare second = bureau.results.yearly(District.DIRECTOR, 2027).get(0);
        assertEquals(2, second.yearsRunning());
        assertEquals(List.of("组织调整"), second.advice());
    }

    private void fail2026() {
        MatterId id = bureau.cleared("清理占道经营", District.ZFJ, "2026-06-30");
        bureau.office(id, "10");
    }

    @Test
    void evaluatedAndNotEvaluatedMattersAreTheLedgersMatters() {
        march();
        bureau.district.assigned(District.instruction("正在办理"), District.ZJJ);
        bureau.cleared("待评价", District.ZJJ, "2026-04-10");
        MatterId declined = bureau.district
                .matters()
                .register(District.DIRECTOR, District.instruction("阅知"))
                .id();
        bureau.district.does(District.DIRECTOR, declined, new Decline("仅供阅知"));
        Coverage coverage = bureau.results.coverage(District.DIRECTOR, 2026, null);
        assertTrue(coverage.reconciles(), coverage::toString);
        assertEquals(5, coverage.ledger());
        assertEquals(2, coverage.evaluated());
        assertEquals(1, coverage.of(State.AWAITING));
        assertEquals(1, coverage.of(State.NOT_CLEARED));
        assertEquals(1, coverage.of(State.ENDED));
        assertEquals(0, bureau.results.coverage(District.DIRECTOR, 2025, null).ledger());
        assertEquals(
                5, bureau.results.coverage(District.DIRECTOR, 0, "instruction").total());
    }

    @Test
    void anotherRuleSetIsTriedWithoutTouchingAnythingAndAppliesFromItsDateOnly() {
        march();
        ResultTable before = bureau.results.preview(District.DIRECTOR, MARCH);
        String text = RuleSetReader.shipped()
                .definition()
                .replace("\"version\": 1", "\"version\": 2")
                .replace("1970-01-01", "2026-04-01")
                .replace("\"when\": \"LATE\", \"points\": 0.5", "\"when\": \"LATE\", \"points\": 1")
                .replace("\"base\": 20", "\"base\": 30");
        RuleSet other = bureau.rules.read(text);
        long head = bureau.district.journal().head();
        ResultTable tried = bureau.results.whatIf(District.DIRECTOR, MARCH, other);
        assertEquals(head, bureau.district.journal().head());
        assertEquals(before, bureau.results.preview(District.DIRECTOR, MARCH));
        assertEquals(
                0,
                new BigDecimal("-3")
                        .compareTo(tried.of(Subject.unit(District.ZFJ))
                                .orElseThrow()
                                .deduction()));
        assertEquals(
                before.rows(),
                bureau.results
                        .whatIf(District.DIRECTOR, MARCH, bureau.rules.current())
                        .rows());

        assertEquals(ErrorCode.ACCESS_DENIED, refused(() -> bureau.rules.adopt(District.DEPUTY, text, "七督办发〔2026〕9号")));
        assertEquals(
                ErrorCode.INVALID_FIELD,
                refused(() -> bureau.rules.adopt(
                        District.DIRECTOR, text.replace("2026-04-01", "2026-03-26"), "七督办发〔2026〕9号")));
        bureau.rules.adopt(District.DIRECTOR, text, "七督办发〔2026〕9号");
        assertEquals(before, bureau.results.preview(District.DIRECTOR, MARCH));
        bureau.district.on("2026-04-02");
        assertEquals(2, bureau.rules.current().version());
        assertEquals(before, bureau.results.preview(District.DIRECTOR, MARCH));
        // What happens from then on counts by the new rules, and the year is put together by them.
        MatterId id = bureau.cleared("新事项", District.ZFJ, "2026-04-30");
        assertTrue(bureau.evaluations.of(District.DIRECTOR, id).points().stream()
                .allMatch(p -> p.ruleSet().equals("district/2")));
        ResultTable year = bureau.results.preview(District.DIRECTOR, YEAR);
        assertEquals("district/2", year.ruleSet());
        assertEquals(0, new BigDecimal("30").compareTo(year.rows().get(0).base()));
    }

    @Test
    void whatWasReadStepByStepIsByteForByteWhatIsReadAnew() {
        march();
        MatterId first = bureau.cleared("油烟扰民", District.ZJJ, "2026-04-10");
        bureau.office(first, "70");
        bureau.district.assigned(District.instruction("油烟又扰民").recurrenceOf(first), District.ZJJ);
        bureau.component.catchUp();
        bureau.evaluations.correct(District.DIRECTOR, first, Level.OFFICE, new BigDecimal("71"), "复核");
        bureau.district.on("2026-05-20"); // by now overdue
        bureau.component.catchUp();
        String dump = bureau.component.store().dump();
        assertTrue(dump.contains("RECURRED") && dump.contains("OVERDUE"), dump);
        ScoreReader anew = new ScoreReader(
                bureau.district.journal(),
                bureau.component.loader(),
                bureau.component.rules(),
                bureau.component.store(),
                bureau.district,
                District.ZONE);
        anew.rebuild();
        assertEquals(dump, bureau.component.store().dump());
        for (SubjectKind kind : SubjectKind.values()) {
            for (ResultPeriod period : List.of(MARCH, ResultPeriod.month(2026, 4), YEAR)) {
                assertEquals(
                        bureau.component.store().totals(kind, period),
                        bureau.component.store().totalsOfEntries(kind, period));
            }
        }
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        march();
        ResultTable before = bureau.results.preview(District.DIRECTOR, MARCH);
        bureau.close();
        bureau = new Bureau(folder);
        bureau.district.on("2026-03-27");
        assertEquals(before, bureau.results.preview(District.DIRECTOR, MARCH));
        assertFalse(bureau.component.store().position().isEmpty());
    }
}
