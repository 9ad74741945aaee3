package org.duban.embedded;

import static org.awaitility.Awaitility.await;
import static org.duban.embedded.Office.DIRECTOR;
import static org.duban.embedded.Office.HANDLER;
import static org.duban.embedded.Office.LEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.inspection.FindingCounts;
import org.duban.api.inspection.FindingTally.Dimension;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.Inspections;
import org.duban.api.matter.Method;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inspection in a running Duban, through nothing but the public API. */
class InspectionIT {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T02:00:00Z"));
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @TempDir
    Path data;

    private Duban start() {
        return Duban.at(data).directory(Office.directory()).clock(CLOCK).start();
    }

    @Test
    void aFindingIsNotifiedRectifiedCountedAndStillThereAfterARestart() {
        InspectionId id;
        try (Duban duban = start()) {
            Inspections inspections = duban.inspections();
            id = inspections
                    .plan(
                            DIRECTOR,
                            InspectionPlan.of("城市管理攻坚行动督查")
                                    .content("推进情况")
                                    .basis("区委常委会决定")
                                    .objects("zjj")
                                    .methods(Method.ON_SITE)
                                    .days(TODAY, TODAY.plusDays(30))
                                    .group("第一组", DIRECTOR.person())
                                    .build())
                    .id();
            inspections.execute(LEADER, id, new ApprovePlan("同意"));
            inspections.execute(DIRECTOR, id, new StartInspection());
            inspections.execute(DIRECTOR, id, new RecordFinding(0, "环境卫生", "一般", "zjj", null, "垃圾未清运", List.of()));
            inspections.execute(DIRECTOR, id, new NotifyFinding(1, "立即清运", null));
            inspections.execute(HANDLER, id, new ReportRectification(1, "已清运", List.of()));
            Inspection seen =
                    inspections.execute(DIRECTOR, id, new VerifyRectification(1, Method.ON_SITE, "属实", List.of()));
            assertEquals("七督查〔2026〕1号", seen.number());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> duban.inbox().list(HANDLER, true, 0, 10).stream()
                            .anyMatch(entry -> entry.title().equals("督查问题交办：七督查〔2026〕1号第1个问题")));
        }
        try (Duban duban = start()) {
            assertEquals(
                    new FindingCounts(1, 1, 0, 0, 0, 0),
                    duban.inspections()
                            .count(HANDLER, InspectionQuery.all(), Dimension.UNIT, null)
                            .total());
            String bulletin =
                    duban.inspections().text(duban.inspections().bulletin(DIRECTOR, InspectionQuery.all(), TODAY));
            assertTrue(bulletin.contains("发现问题1个，已整改1个，未整改0个"), bulletin);
            assertEquals(id, duban.inspections().get(HANDLER, id).id());
        }
    }
}
