package org.duban.evaluation.internal.burden;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.duban.api.calendar.DueDate;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.Inspection.Times;
import org.duban.api.inspection.Inspection.VisitEntry;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionFinding.Step;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.InspectionStage;
import org.duban.api.inspection.Inspections;
import org.duban.api.inspection.Visit;
import org.duban.api.matter.Method;

/** Inspections that are handed in; the rest of the service isn't asked for here. */
final class Campaigns {

    private Campaigns() {}

    static Inspections of(Supplier<List<Inspection>> inspections) {
        return (Inspections) Proxy.newProxyInstance(
                Campaigns.class.getClassLoader(), new Class<?>[] {Inspections.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("list")) {
                        return List.copyOf(inspections.get());
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** One visit to all units; one finding with the first of them: notified, reported and returned. */
    static Inspection campaign(String visited, String returned, String... units) {
        Instant at = OffsetDateTime.parse(visited).toInstant();
        Instant back = OffsetDateTime.parse(returned).toInstant();
        Visit visit =
                new Visit(Method.ON_SITE, at, at, "晏家坪", null, List.of(), List.of(units), List.of(), "走访", List.of());
        InspectionFinding finding = new InspectionFinding(
                1,
                1,
                "环境卫生",
                "一般",
                units[0],
                null,
                "垃圾未清",
                List.of(),
                "限期清理",
                null,
                null,
                0,
                0,
                0,
                Set.of(),
                List.of(
                        step(at, FindingState.RECORDED),
                        step(at, FindingState.RECTIFYING),
                        step(at, FindingState.REPORTED),
                        step(back, FindingState.RECTIFYING)));
        return new Inspection(
                new InspectionId("spring"),
                4,
                "督查〔2026〕1号",
                InspectionPlan.of("环境卫生")
                        .objects(units)
                        .days(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31))
                        .build(),
                new DueDate(LocalDate.of(2026, 3, 31), false, "v", null),
                InspectionStage.UNDER_WAY,
                true,
                "director",
                List.of(),
                List.of(new VisitEntry(1, visit, at, "officer")),
                List.of(finding),
                List.of(),
                null,
                null,
                List.of(),
                new Times(at, at, at, null, null));
    }

    private static Step step(Instant at, FindingState state) {
        return new Step(at, "officer", "", state, false, null, "", List.of());
    }
}
