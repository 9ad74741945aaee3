package org.duban.evaluation.internal.burden;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import org.duban.api.burden.Asking;
import org.duban.api.burden.UnitBurden.Asked;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.Inspection.VisitEntry;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionFinding.Step;

/** What an inspection asked of units: visits as recorded, findings as notified, and rectifications sent back. Pure. */
final class InspectionAskings {

    private InspectionAskings() {}

    /** Takes what was asked of a unit. */
    @FunctionalInterface
    interface Taker {
        void take(String unit, Asking asking, Asked asked);
    }

    static void of(Inspection inspection, ZoneId zone, Taker taker) {
        String name = "督查行动" + inspection.number();
        for (VisitEntry entry : inspection.visits()) {
            for (String unit : new TreeSet<>(entry.visit().units())) {
                taker.take(
                        unit,
                        Asking.VISITED,
                        new Asked(day(entry.recordedAt(), zone), null, 0, 0, name + "第" + entry.number() + "次走访"));
            }
        }
        for (InspectionFinding finding : inspection.findings()) {
            String which = name + "问题" + finding.number();
            finding.notifiedAt()
                    .ifPresent(at -> taker.take(
                            finding.unit(),
                            Asking.FINDING,
                            new Asked(day(at, zone), finding.matter(), 0, 0, which + "交办整改")));
            List<Step> steps = finding.steps();
            for (int i = 1; i < steps.size(); i++) {
                // From reported back to rectifying: it was returned.
                if (steps.get(i - 1).state() == FindingState.REPORTED
                        && steps.get(i).state() == FindingState.RECTIFYING) {
                    taker.take(
                            finding.unit(),
                            Asking.FINDING,
                            new Asked(day(steps.get(i).at(), zone), finding.matter(), 0, 0, which + "退回重新整改"));
                }
            }
        }
    }

    private static LocalDate day(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }
}
