package org.duban.inspection.internal;

import static org.duban.district.District.DEPUTY;
import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.HBJ;
import static org.duban.district.District.LEADER;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.OTHER_OFFICER;
import static org.duban.district.District.ZFJ;
import static org.duban.district.District.ZJJ;
import static org.duban.district.District.chief;
import static org.duban.district.District.handler;
import static org.duban.inspection.internal.Office.TODAY;
import static org.duban.inspection.internal.Office.draft;
import static org.duban.inspection.internal.Office.found;
import static org.duban.inspection.internal.Office.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionEvent.SampleDrawn;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.InspectionQuota;
import org.duban.api.inspection.InspectionStage;
import org.duban.api.inspection.SampleItem;
import org.duban.api.inspection.Sampling;
import org.duban.api.inspection.Visit;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionLifeTest {

    @TempDir
    Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static void refusal(ErrorCode code, DubanException refusal) {
        assertEquals(code, refusal.code(), refusal.getMessage());
    }

    private static Set<String> fields(DubanException refusal) {
        return refusal.problems().stream().map(Problem::field).collect(Collectors.toSet());
    }

    // ---- 督查方案

    @Test
    void inspectionsOfAYearAreNumberedWithoutGaps() {
        for (int n = 1; n <= 3; n++) {
            InspectionId id = office.planned(draft("督查" + n).build());
            assertEquals("七督查〔2026〕" + n + "号", office.get(id).number());
        }
        refused(() -> office.planned(draft(" ").build()));
        assertEquals(
                "七督查〔2026〕4号", office.get(office.planned(draft("四").build())).number());
    }

    @Test
    void aPlanSaysContentObjectsAndScopeElseEveryMistakeIsNamed() {
        InspectionPlan nothing = InspectionPlan.of("")
                .kind("随便看看")
                .days(TODAY, TODAY.minusDays(1))
                .build();

        DubanException refusal = refused(() -> office.planned(nothing));

        assertEquals(
                Set.of("title", "content", "basis", "kind", "objects", "methods", "groups", "to"), fields(refusal));
    }

    @Test
    void aPlanCountedInWorkingDaysEndsByTheCalendar() {
        // 2026-04-06 is a day off (清明节).
        InspectionPlan plan =
                draft("清明前后").workingDays(LocalDate.of(2026, 4, 3), 2).build();

        assertEquals(
                LocalDate.of(2026, 4, 7),
                office.get(office.planned(plan)).ends().date());
    }

    @Test
    void whoWroteThePlanDoesNotApproveIt() {
        InspectionId id = office.inspections.plan(DIRECTOR, draft("督查").build()).id();

        refusal(ErrorCode.ACCESS_DENIED, refused(() -> office.does(DIRECTOR, id, new ApprovePlan("同意"))));
        refusal(ErrorCode.ACCESS_DENIED, refused(() -> office.does(DEPUTY, id, new ApprovePlan("同意"))));
        assertEquals(
                InspectionStage.APPROVED,
                office.does(LEADER, id, new ApprovePlan("同意")).stage());
    }

    @Test
    void aRevisedPlanIsApprovedAgain() {
        InspectionId id = office.approved(draft("督查").build());

        assertEquals(
                InspectionStage.PLANNED,
                office.does(DEPUTY, id, new RevisePlan(draft("督查（修订）").build())).stage());
        refusal(ErrorCode.NOT_AT_THIS_STAGE, refused(() -> office.does(DEPUTY, id, new StartInspection())));
    }

    @Test
    void objectsTakeNoPartInTheirOwnInspection() {
        assertEquals(
                Set.of("partner"),
                fields(refused(() -> office.planned(draft("督查").partners(ZJJ).build()))));
        assertEquals(
                Set.of("groups"),
                fields(refused(() -> office.planned(
                        draft("督查").group("第二组", handler(ZJJ).person()).build()))));
    }

    // ---- 年度督查计划 (条例第十五条：严格控制督查频次)

    @Test
    void beyondTheYearsQuotaALeaderApprovesWithAReason() {
        office.inspections.setQuotas(DIRECTOR, 2026, List.of(new InspectionQuota("专项督查", null, 1)), "年度督查计划");
        office.approved(draft("第一次").build());

        refusal(ErrorCode.NOT_NOW, refused(() -> office.planned(draft("第二次").build())));
        InspectionId second =
                office.planned(draft("第二次").beyondQuota("中央环保督察反馈").build());
        refusal(ErrorCode.ACCESS_DENIED, refused(() -> office.does(DIRECTOR, second, new ApprovePlan("同意", "确有必要"))));
        refusal(ErrorCode.NOT_NOW, refused(() -> office.does(LEADER, second, new ApprovePlan("同意"))));
        office.does(LEADER, second, new ApprovePlan("同意", "确有必要"));

        assertEquals(2, office.inspections.quotas(DEPUTY, 2026).get(0).taken());
        // Another kind isn't limited.
        office.approved(draft("日常").kind("日常督办").build());
    }

    @Test
    void aQuotaOfAUnitCountsInspectionsOfThatUnit() {
        office.inspections.setQuotas(DIRECTOR, 2026, List.of(new InspectionQuota(null, HBJ, 0)), "减负");

        refusal(ErrorCode.NOT_NOW, refused(() -> office.planned(draft("含环保局").build())));
    }

    @Test
    void aCancelledInspectionNoLongerCounts() {
        office.inspections.setQuotas(DIRECTOR, 2026, List.of(new InspectionQuota(null, null, 1)), "年度督查计划");
        InspectionId first = office.approved(draft("第一次").build());
        office.does(DEPUTY, first, new CancelInspection("与市级督查合并"));

        office.approved(draft("第二次").build());

        assertEquals(InspectionStage.CANCELLED, office.get(first).stage());
    }

    @Test
    void theLastPlaceOfAQuotaIsGivenOnce() throws Exception {
        List<InspectionId> planned = IntStream.range(0, 6)
                .mapToObj(i -> office.planned(draft("督查" + i).build()))
                .toList();
        office.inspections.setQuotas(DIRECTOR, 2026, List.of(new InspectionQuota(null, null, 2)), "年度督查计划");

        List<String> outcomes = together(planned.stream()
                .map(id -> (Callable<String>) () -> {
                    try {
                        return office.does(DIRECTOR, id, new ApprovePlan("同意"))
                                .stage()
                                .name();
                    } catch (DubanException e) {
                        return e.code().name();
                    }
                })
                .toList());

        assertEquals(2, outcomes.stream().filter("APPROVED"::equals).count(), outcomes::toString);
        assertEquals(4, outcomes.stream().filter("ACCESS_DENIED"::equals).count(), outcomes::toString);
    }

    // ---- 抽样

    @Test
    void aDrawIsRecordedWithAllThatIsNeededToDoItAgain() {
        for (int i = 0; i < 12; i++) {
            office.district.assigned(District.instruction("事项" + i), i % 3 == 0 ? HBJ : ZJJ);
        }
        InspectionId id = office.approved(draft("抽查").methods(Method.SAMPLED).build());
        List<SampleItem> frame = office.inspections.frame(OFFICER, LedgerQuery.all());

        SampleDrawn draw = office.does(OFFICER, id, DrawSample.stratified(frame, 6))
                .draws()
                .get(0);

        assertEquals(Sampling.ALGORITHM, draw.algorithm());
        assertEquals(Sampling.frameHash(draw.frame()), draw.frameHash());
        assertEquals(Sampling.draw(draw.seed(), draw.frame(), 6, true), draw.drawn());
        assertEquals(
                2,
                draw.frame().stream()
                        .filter(item -> draw.drawn().contains(item.id())
                                && item.stratum().equals("环保局"))
                        .count());
        assertEquals(32, draw.seed().length());
    }

    @Test
    void aSecondDrawNeedsAReasonAndLeavesTheFirst() {
        InspectionId id = office.approved(draft("抽查").build());
        List<SampleItem> frame = List.of(SampleItem.of("甲"), SampleItem.of("乙"), SampleItem.of("丙"));
        office.does(OFFICER, id, new DrawSample(frame, 1, false, "20260305", "福彩开奖号码", ""));

        refusal(ErrorCode.MISSING_FIELD, refused(() -> office.does(OFFICER, id, DrawSample.of(frame, 1))));
        Inspection after = office.does(OFFICER, id, new DrawSample(frame, 1, false, null, "", "甲已拆除"));

        assertEquals(2, after.draws().size());
        assertEquals("20260305", after.draws().get(0).seed());
        assertNotEquals("20260305", after.draws().get(1).seed());
    }

    // ---- 检查：不得随意扩大督查范围、变更督查对象和内容 (条例第十五条)

    @Test
    void aVisitKeepsToDaysObjectsAreasAndMethodsOfThePlan() {
        InspectionId id = office.started(draft("督查").areas("A1").build());
        Visit good = office.visit(Method.ON_SITE, "晏家坪", ZJJ);
        Instant now = office.district.instant();
        Visit bad = new Visit(
                Method.UNANNOUNCED,
                now.minus(Duration.ofDays(3)),
                now.minus(Duration.ofDays(3)),
                "",
                "A2",
                List.of("officer"),
                List.of(ZFJ),
                List.of(),
                "看",
                List.of());

        assertEquals(
                Set.of("method", "from", "people", "place", "units", "area"),
                fields(refused(() -> office.does(OFFICER, id, new RecordVisit(bad)))));
        Inspection after = office.does(OFFICER, id, new RecordVisit(good));
        assertEquals(
                Office.PHOTO.sha256(),
                after.visits().get(0).visit().evidence().get(0).sha256());
    }

    @Test
    void onSiteThereAreTwoOrMore() {
        InspectionId id = office.started();
        Visit good = office.visit(Method.ON_SITE, "晏家坪", ZJJ);
        Visit alone = new Visit(
                good.method(),
                good.from(),
                good.to(),
                good.place(),
                null,
                List.of("officer"),
                good.units(),
                List.of(),
                good.text(),
                List.of());

        assertEquals(Set.of("people"), fields(refused(() -> office.does(OFFICER, id, new RecordVisit(alone)))));
    }

    @Test
    void afterItsLastDayAVisitNeedsAProlongedPlan() {
        InspectionId id = office.started(draft("一日督查").days(TODAY, TODAY).build());
        office.district.on("2026-03-05");

        refusal(
                ErrorCode.INVALID_FIELD,
                refused(() -> office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "晏家坪", ZJJ)))));
        refusal(
                ErrorCode.ACCESS_DENIED,
                refused(() -> office.does(OFFICER, id, new ProlongInspection(LocalDate.of(2026, 3, 6), "未查完"))));
        office.does(DIRECTOR, id, new ProlongInspection(LocalDate.of(2026, 3, 6), "未查完"));
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "晏家坪", ZJJ)));
    }

    // ---- 问题和整改

    @Test
    void aFindingIsRectifiedByItsSeveritysDeadlineCountedInWorkingDays() {
        InspectionId id = office.started();
        int plain = office.notified(id, ZJJ);
        office.does(OFFICER, id, new RecordFinding(0, "安全生产", "严重", HBJ, null, "无证排污", List.of()));
        office.does(OFFICER, id, new NotifyFinding(2, "", null));

        // +15 working days and +3.
        assertEquals(
                LocalDate.of(2026, 3, 23),
                Objects.requireNonNull(office.finding(id, plain).due()).date());
        assertEquals(
                LocalDate.of(2026, 3, 5),
                Objects.requireNonNull(office.finding(id, 2).due()).date());
    }

    @Test
    void whatTheUnitReportsIsRectifiedOnlyWhenVerified() {
        InspectionId id = office.started();
        int n = office.reported(id, ZJJ);
        assertEquals(FindingState.REPORTED, office.finding(id, n).state());

        office.does(OFFICER, id, new ReturnRectification(n, "现场仍有垃圾", LocalDate.of(2026, 3, 10)));
        refusal(
                ErrorCode.NOT_NOW,
                refused(() -> office.does(OFFICER, id, new VerifyRectification(n, Method.DESK, "属实", List.of()))));
        office.does(handler(ZJJ), id, new ReportRectification(n, "再次清运", List.of()));
        office.does(OFFICER, id, new VerifyRectification(n, Method.ON_SITE, "属实", List.of()));

        assertEquals(
                List.of("记录问题", "交办整改", "反馈整改", "退回整改", "反馈整改", "现场核验，已整改"),
                office.finding(id, n).steps().stream()
                        .map(InspectionFinding.Step::what)
                        .toList());
    }

    @Test
    void moreTimeIsAskedForInWritingBeforeExpiryAndNeverAfter() {
        InspectionId id = office.started();
        int n = office.notified(id, ZJJ);
        LocalDate later = LocalDate.of(2026, 4, 10);
        office.does(handler(ZJJ), id, new RequestFindingExtension(n, "设备未到", "已订购", later, Office.PHOTO));
        refusal(
                ErrorCode.NOT_NOW,
                refused(() ->
                        office.does(handler(ZJJ), id, new RequestFindingExtension(n, "设备未到", "已订购", later, null))));
        office.does(OFFICER, id, new DecideFindingExtension(n, true, LocalDate.of(2026, 3, 27), "缩短"));

        assertEquals(
                LocalDate.of(2026, 3, 27),
                Objects.requireNonNull(office.finding(id, n).due()).date());
        assertEquals(1, office.finding(id, n).extensions());
        office.district.on("2026-03-30");
        refusal(
                ErrorCode.NOT_NOW,
                refused(() ->
                        office.does(handler(ZJJ), id, new RequestFindingExtension(n, "设备未到", "已订购", later, null))));
    }

    @Test
    void aFindingThatRelapsedIsOpenAgain() {
        InspectionId id = office.started();
        int n = office.rectified(id, ZJJ);
        office.does(OFFICER, id, new LookBackAtFinding(n, "保持良好", List.of(), false, null));
        assertEquals(FindingState.RECTIFIED, office.finding(id, n).state());

        office.does(OFFICER, id, new LookBackAtFinding(n, "垃圾又堆积", List.of(), true, null));

        InspectionFinding finding = office.finding(id, n);
        assertEquals(FindingState.RECTIFYING, finding.state());
        assertEquals(1, finding.relapses());
        assertEquals(2, finding.lookBacks());
        refusal(ErrorCode.NOT_NOW, refused(() -> office.does(DEPUTY, id, new ConcludeInspection("结论", List.of()))));
    }

    // ---- 结论 (条例第十六条)

    @Test
    void itIsConcludedOnlyWhenEveryFindingIsRectifiedCarriedOverOrDismissed() {
        InspectionId id = office.started();
        office.rectified(id, ZJJ);
        int carried = office.notified(id, ZJJ);
        int dismissed = office.found(id, HBJ);
        int late = office.notified(id, HBJ);

        DubanException refusal = refused(() -> office.does(DEPUTY, id, new ConcludeInspection("结论", List.of())));
        refusal(ErrorCode.NOT_NOW, refusal);
        assertEquals("2（整改中）、3（已记录）、4（整改中）", refusal.problems().get(0).value());
        office.does(OFFICER, id, new CarryOverFinding(carried, "涉及明年改造", LocalDate.of(2026, 12, 31)));
        office.does(OFFICER, id, new DismissFinding(dismissed, "不属本单位"));
        office.does(handler(HBJ), id, new ReportRectification(late, "已办", List.of()));
        office.does(OFFICER, id, new VerifyRectification(late, Method.DESK, "属实", List.of()));

        office.does(DEPUTY, id, new ConcludeInspection("总体较好", List.of(new UnitConclusion(ZJJ, "整改较慢"))));
        office.does(DEPUTY, id, new ReportInspection(LEADER.person(), "报告如下", null));
        refusal(ErrorCode.NOT_AT_THIS_STAGE, refused(() -> office.does(OFFICER, id, found(ZJJ, "新问题"))));
        // What was carried over is still rectified.
        office.does(handler(ZJJ), id, new ReportRectification(carried, "已改造", List.of()));
        office.does(OFFICER, id, new VerifyRectification(carried, Method.DESK, "属实", List.of()));
        assertFalse(office.finding(id, carried).carriedOver());
        assertEquals(InspectionStage.REPORTED, office.get(id).stage());
    }

    // ---- 异议 (条例第十七条)

    @Test
    void aUnitObjectsWithinThirtyDaysAndSomebodyElseDecides() {
        InspectionId id = office.started();
        int n = office.notified(id, ZJJ);
        refusal(
                ErrorCode.ACCESS_DENIED,
                refused(() -> office.does(handler(ZJJ), id, new RaiseInspectionObjection(n, "不属实"))));
        office.does(chief(ZJJ), id, new RaiseInspectionObjection(n, "不属实"));

        Inspection.Objection objection = office.get(id).objections().get(0);
        assertEquals(LocalDate.of(2026, 4, 1), objection.decideBy().date());
        assertTrue(objection.concluders().contains(OFFICER.person()));
        office.does(DEPUTY, id, new DecideInspectionObjection(1, true, "证据不足"));
        assertEquals(FindingState.DISMISSED, office.finding(id, n).state());
    }

    @Test
    void whoTookPartInTheFindingRecusesThemselves() {
        InspectionId id = office.started();
        office.does(DEPUTY, id, found(ZJJ, "垃圾未清运"));
        office.does(OFFICER, id, new NotifyFinding(1, "", null));
        office.does(chief(ZJJ), id, new RaiseInspectionObjection(1, "不属实"));

        refusal(
                ErrorCode.ACCESS_DENIED,
                refused(() -> office.does(DEPUTY, id, new DecideInspectionObjection(1, false, "属实"))));
        office.does(DIRECTOR, id, new DecideInspectionObjection(1, false, "属实"));
        assertEquals(FindingState.RECTIFYING, office.finding(id, 1).state());
    }

    @Test
    void after30DaysNoObjectionIsTaken() {
        InspectionId id = office.started();
        int n = office.notified(id, ZJJ);
        office.district.on("2026-04-02");

        refusal(ErrorCode.NOT_NOW, refused(() -> office.does(chief(ZJJ), id, new RaiseInspectionObjection(n, "不属实"))));
    }

    @Test
    void aConclusionThatDoesNotStandIsMadeAgain() {
        InspectionId id = office.started();
        office.does(DEPUTY, id, new ConcludeInspection("结论", List.of(new UnitConclusion(ZJJ, "落实不力"))));
        office.does(chief(ZJJ), id, new RaiseInspectionObjection(0, "与事实不符"));
        refusal(
                ErrorCode.ACCESS_DENIED,
                refused(() -> office.does(DEPUTY, id, new DecideInspectionObjection(1, true, "成立"))));
        office.does(DIRECTOR, id, new DecideInspectionObjection(1, true, "成立"));

        assertEquals(InspectionStage.UNDER_WAY, office.get(id).stage());
        assertNull(office.get(id).conclusion());
    }

    // ---- 事项

    @Test
    void aFindingIsRecordedAsACheckOfTheMatterItIsAbout() {
        MatterId matter = office.district.assigned(District.instruction("整治晏家坪环境"), ZJJ);
        InspectionId id = office.started();
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "晏家坪", ZJJ)));
        office.does(OFFICER, id, new RecordFinding(1, "环境卫生", "一般", ZJJ, null, "垃圾未清运", List.of(Office.PHOTO)));

        office.does(OFFICER, id, new LinkFinding(1, matter));

        assertEquals(matter, office.finding(id, 1).matter());
        MatterEvent.Checked check = (MatterEvent.Checked) office.district.history(matter).stream()
                .map(r -> r.event())
                .filter(MatterEvent.Checked.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals("晏家坪", check.place());
        assertEquals(List.of(Office.PHOTO), check.evidence());
        refusal(ErrorCode.NOT_NOW, refused(() -> office.does(OFFICER, id, new LinkFinding(1, matter))));
        assertEquals(1, office.district.matter(matter).checks());
    }

    @Test
    void aGraveFindingBecomesAMatter() {
        InspectionId id = office.started();
        office.found(id, ZJJ);

        office.does(OFFICER, id, new OpenMatter(1, District.instruction("督办：垃圾未清运")));

        MatterId matter = Objects.requireNonNull(office.finding(id, 1).matter());
        assertEquals("督办：垃圾未清运", office.district.matter(matter).subject().title());
    }

    // ---- 两人同时、重复、重启

    @Test
    void findingsRecordedAtTheSameTimeAreNumberedOneAfterTheOther() throws Exception {
        InspectionId id = office.started();

        together(IntStream.range(0, 40)
                .mapToObj(i -> (Callable<Inspection>)
                        () -> office.does(i % 2 == 0 ? OFFICER : DEPUTY, id, found(ZJJ, "问题" + i)))
                .toList());

        assertEquals(
                IntStream.rangeClosed(1, 40).boxed().toList(),
                office.get(id).findings().stream()
                        .map(InspectionFinding::number)
                        .toList());
    }

    @Test
    void theSameCommandSentTwiceIsDoneOnce() {
        InspectionId id = office.started();
        CommandOptions key = CommandOptions.key("app-1");
        office.inspections.execute(OFFICER, id, found(ZJJ, "垃圾"), key);
        office.inspections.execute(OFFICER, id, found(ZJJ, "垃圾"), key);
        InspectionId first = office.inspections
                .plan(DEPUTY, draft("督查").build(), CommandOptions.key("p"))
                .id();

        assertEquals(1, office.get(id).findings().size());
        assertEquals(
                first,
                office.inspections
                        .plan(DEPUTY, draft("督查").build(), CommandOptions.key("p"))
                        .id());
        refusal(ErrorCode.KEY_REUSED, refused(() -> office.inspections.execute(OFFICER, id, found(ZJJ, "另一个"), key)));
        refusal(
                ErrorCode.VERSION_CONFLICT,
                refused(() -> office.inspections.execute(OFFICER, id, found(ZJJ, "x"), CommandOptions.ifVersion(1))));
    }

    @Test
    void everythingIsThereAgainAfterARestart() {
        InspectionId id = office.started();
        office.rectified(id, ZJJ);
        office.notified(id, HBJ);
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "晏家坪", ZJJ)));
        Inspection before = office.get(id);

        office.close();
        office = new Office(folder);

        assertEquals(before, office.get(id));
        assertEquals(
                1, office.inspections.list(DIRECTOR, InspectionQuery.all(), 10).size());
    }

    @Test
    void anotherProcessSeesWhatThisOneDid() {
        InspectionId id = office.started();
        InspectionService other = office.service(new Books(office.district.journal()));
        office.does(OFFICER, id, found(ZJJ, "一"));

        other.execute(OFFICER, id, found(ZJJ, "二"));

        assertEquals(2, other.get(OFFICER, id).findings().size());
        refusal(ErrorCode.INSPECTION_NOT_FOUND, refused(() -> other.execute(OTHER_OFFICER, id, found(ZJJ, "三"))));
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<T> outcomes = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(calls)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }
}
