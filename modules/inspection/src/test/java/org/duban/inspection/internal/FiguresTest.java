package org.duban.inspection.internal;

import static org.duban.district.District.DEPUTY;
import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.HBJ;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.ZFJ;
import static org.duban.district.District.ZJJ;
import static org.duban.district.District.handler;
import static org.duban.inspection.internal.Office.TODAY;
import static org.duban.inspection.internal.Office.draft;
import static org.duban.inspection.internal.Office.found;
import static org.duban.inspection.internal.Office.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.api.ErrorCode;
import org.duban.api.inspection.DailyBulletin;
import org.duban.api.inspection.FindingCounts;
import org.duban.api.inspection.FindingRow;
import org.duban.api.inspection.FindingTally;
import org.duban.api.inspection.FindingTally.Dimension;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionLoad;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.InspectionResult;
import org.duban.api.inspection.Quantity;
import org.duban.api.inspection.ResultSum;
import org.duban.api.matter.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

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

    private static InspectionResult result(String what, String number, String measure, String unit) {
        return new InspectionResult(what, new Quantity(number, measure), unit, null, TODAY, TODAY);
    }

    // ---- 发现问题343个，已整改328个

    @Test
    void theDistrictsYearReconciles343Found328Rectified15NotYet() {
        InspectionId id = office.started();
        List<String> units = List.of(ZJJ, HBJ);
        for (int i = 1; i <= 343; i++) {
            if (i <= 328) {
                office.rectified(id, units.get(i % 2));
            } else {
                office.notified(id, units.get(i % 2));
            }
        }

        FindingTally byUnit = office.inspections.count(DIRECTOR, InspectionQuery.all(), Dimension.UNIT, null);

        assertEquals(new FindingCounts(343, 328, 15, 0, 0, 0), byUnit.total());
        assertEquals(343, byUnit.by().get(ZJJ).found() + byUnit.by().get(HBJ).found());
        assertEquals(
                "2026年3月2日，未记录督查走访；新发现问题343个，新整改328个。\n累计督查0次，发现问题343个，已整改328个，未整改15个。",
                office.inspections
                        .text(office.inspections.bulletin(DIRECTOR, InspectionQuery.all(), TODAY))
                        .lines()
                        .limit(2)
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void everyDimensionAddsUpToTheSame() {
        InspectionId id = office.started();
        office.rectified(id, ZJJ);
        office.notified(id, HBJ);
        office.found(id, HBJ);
        office.does(OFFICER, id, new DismissFinding(3, "重复"));

        for (Dimension dimension : Dimension.values()) {
            assertEquals(
                    new FindingCounts(2, 1, 1, 0, 0, 1),
                    office.inspections
                            .count(DIRECTOR, InspectionQuery.all(), dimension, null)
                            .total());
        }
    }

    @Test
    void lightsAndOverdueAreThoseOfTheInstantAskedFor() {
        InspectionId id = office.started();
        int n = office.notified(id, ZJJ);
        Instant before = office.district.instant();
        office.district.on("2026-03-18");
        Instant soon = office.district.instant();
        office.district.on("2026-03-24");
        Instant late = office.district.instant();
        office.does(handler(ZJJ), id, new ReportRectification(n, "已清运", List.of()));
        office.district.on("2026-03-25");
        office.does(OFFICER, id, new VerifyRectification(n, Method.DESK, "属实", List.of()));

        assertEquals("green", light(before));
        assertEquals("yellow", light(soon));
        assertEquals("red", light(late.minusMillis(1)));
        assertEquals("", light(office.district.instant()));
        assertEquals(
                1,
                office.inspections
                        .count(DIRECTOR, InspectionQuery.all(), Dimension.UNIT, late.minusMillis(1))
                        .total()
                        .overdue());
        assertTrue(office.inspections
                .findings(DIRECTOR, InspectionQuery.all(), before.minusSeconds(1), 10)
                .isEmpty());
    }

    private String light(Instant asOf) {
        FindingRow row = office.inspections
                .findings(DIRECTOR, InspectionQuery.all(), asOf, 10)
                .get(0);
        return row.light() == null ? "" : row.light().code();
    }

    // ---- 成果：25.9万平方米、1502辆

    @Test
    void resultsAddUpWithinTheirDimensionAndNeverAcross() {
        InspectionId id = office.started();
        office.does(OFFICER, id, new RecordResult(result("拆除违法建筑", "25.4", "万平方米", ZJJ)));
        office.does(OFFICER, id, new RecordResult(result("拆除违法建筑", "5000", "平方米", HBJ)));
        office.does(OFFICER, id, new RecordResult(result("查扣黑车", "1500", "辆", HBJ)));
        office.does(OFFICER, id, new RecordResult(result("查扣黑车", "2", "辆", HBJ)));
        office.does(OFFICER, id, new RecordResult(result("查扣黑车", "3", "处", HBJ)));
        office.does(OFFICER, id, new RecordResult(result("查扣黑车", "99", "辆", HBJ)));
        office.does(OFFICER, id, new WithdrawResult(6, "误报"));

        List<ResultSum> sums = office.inspections.results(DIRECTOR, InspectionQuery.all());

        assertEquals(
                List.of("拆除违法建筑25.9万平方米", "查扣黑车1502辆", "查扣黑车3处"),
                sums.stream().map(sum -> sum.what() + sum.total()).toList());
        assertEquals(new BigDecimal("259000"), sums.get(0).base());
        assertEquals("平方米", sums.get(0).baseMeasure());
        assertEquals(
                "拆除违法建筑5000平方米",
                office
                        .inspections
                        .results(DIRECTOR, InspectionQuery.where().unit(HBJ).build())
                        .stream()
                        .map(sum -> sum.what() + sum.total())
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void manySmallAmountsAddUpExactly() {
        Measures measures = new Measures(InspectionRules.read(null).dimensions());
        List<InspectionResult> tenths = java.util.stream.Stream.generate(() -> result("投资", "0.1", "亿元", ZJJ))
                .limit(1000)
                .toList();

        assertEquals("100亿元", measures.sum(tenths).get(0).total().toString());
    }

    @Test
    void aNumberThatIsNoDecimalIsRefused() {
        InspectionId id = office.started();
        for (String number : List.of("", "1,502", "1e3", "-5", "约25", "1.1234567")) {
            assertEquals(
                    ErrorCode.INVALID_FIELD,
                    refused(() -> office.does(OFFICER, id, new RecordResult(result("查扣黑车", number, "辆", HBJ))))
                            .code());
        }
    }

    // ---- 日通报

    @Test
    void bulletinsOfAllDaysAddUpToTheWholeAndNeverChange() {
        InspectionId id = office.started();
        int a = office.reported(id, ZJJ);
        office.notified(id, HBJ);
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "晏家坪", ZJJ, HBJ)));
        office.district.on("2026-03-03");
        DailyBulletin first = office.inspections.bulletin(DIRECTOR, InspectionQuery.all(), TODAY);
        office.does(OFFICER, id, new VerifyRectification(a, Method.ON_SITE, "属实", List.of()));
        office.found(id, HBJ);
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "西站", HBJ)));
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "西站", HBJ)));
        DailyBulletin second = office.inspections.bulletin(DIRECTOR, InspectionQuery.all(), LocalDate.of(2026, 3, 3));
        office.district.on("2026-03-25");
        DailyBulletin later = office.inspections.bulletin(DIRECTOR, InspectionQuery.all(), LocalDate.of(2026, 3, 25));

        assertEquals(first, office.inspections.bulletin(DIRECTOR, InspectionQuery.all(), TODAY));
        assertEquals(
                List.of(1, 2, 2, 0),
                List.of(first.visits(), first.found(), first.total().found(), first.rectified()));
        assertEquals(
                List.of(2, 1, 3, 1),
                List.of(second.visits(), second.found(), second.total().found(), second.rectified()));
        assertEquals(first.visits() + second.visits(), second.visitsSoFar());
        assertEquals(List.of("西站"), second.places());
        assertEquals(4, second.people());
        assertEquals(new FindingCounts(3, 1, 2, 0, 1, 0), later.total());
        assertEquals("""
                2026年3月25日，未记录督查走访；新发现问题0个，新整改0个。
                累计督查3次，发现问题3个，已整改1个，未整改2个（其中逾期1个）。
                环保局：发现问题2个，已整改0个，未整改2个（其中逾期1个）。
                住建局：发现问题1个，已整改1个，未整改0个。
                """, office.inspections.text(later));
        assertEquals(
                "2026年3月3日，督查2次，4人次，地点：西站；新发现问题1个，新整改1个。",
                office.inspections.text(second).lines().findFirst().orElseThrow());
    }

    @Test
    void aDayThatHasNotComeHasNoBulletin() {
        assertEquals(
                ErrorCode.INVALID_FIELD,
                refused(() -> office.inspections.bulletin(DIRECTOR, InspectionQuery.all(), TODAY.plusDays(1)))
                        .code());
    }

    // ---- 减负

    @Test
    void theBurdenOfAUnitIsWhatInspectionsAskedOfIt() {
        InspectionId id = office.started(draft("督查").build());
        office.started(draft("另一督查").objects(ZFJ).build());
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.ON_SITE, "晏家坪", ZJJ)));
        int n = office.reported(id, ZJJ);
        office.does(OFFICER, id, new ReturnRectification(n, "不彻底", null));
        office.does(OFFICER, id, found(HBJ, "未通知的问题"));

        Map<String, InspectionLoad> burden = office.inspections.burden(DIRECTOR, TODAY, TODAY).stream()
                .collect(Collectors.toMap(InspectionLoad::unit, b -> b));

        assertEquals(new InspectionLoad(ZJJ, 2, 1, 1, 1), burden.get(ZJJ));
        assertEquals(new InspectionLoad(HBJ, 2, 0, 0, 0), burden.get(HBJ));
        assertEquals(new InspectionLoad(ZFJ, 1, 0, 0, 0), burden.get(ZFJ));
        assertEquals(List.of(), office.inspections.burden(DEPUTY, TODAY.plusDays(1), TODAY.plusDays(9)));
    }
}
