package org.duban.api.inspection;

import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.calendar.LightRule.Light;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of findings (问题清单), as of the instant asked for.
 *
 * @param id the finding
 * @param inspectionNumber number of the inspection
 * @param finding the finding as it is now
 * @param state its state then
 * @param carriedOver whether it was carried over then
 * @param dueOn the deadline then, by the calendar published by then; null when there was none
 * @param provisional whether that day may still move with a notice on holidays
 * @param overdue whether it had passed without a report by the unit
 * @param light the light then; null when nothing was due from the unit
 */
public record FindingRow(
        FindingId id,
        String inspectionNumber,
        InspectionFinding finding,
        FindingState state,
        boolean carriedOver,
        @Nullable LocalDate dueOn,
        boolean provisional,
        boolean overdue,
        @Nullable Light light) {
    public FindingRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(state, "state");
    }
}
