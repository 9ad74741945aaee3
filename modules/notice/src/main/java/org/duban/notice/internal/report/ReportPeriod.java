package org.duban.notice.internal.report;

import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.form.Cadence;
import org.jspecify.annotations.Nullable;

/**
 * A period a report is owed for.
 *
 * @param cadence which report
 * @param id the period, {@code 2026-W10}
 * @param firstDay its first day
 * @param lastDay its last day
 * @param dueOn the last day on which the report is in time: a working day
 * @param rolledFrom the day it would have been due had that not been a day off; null when it didn't roll
 */
public record ReportPeriod(
        Cadence cadence,
        String id,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate dueOn,
        @Nullable LocalDate rolledFrom) {

    public ReportPeriod {
        Objects.requireNonNull(cadence, "cadence");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(firstDay, "firstDay");
        Objects.requireNonNull(lastDay, "lastDay");
        Objects.requireNonNull(dueOn, "dueOn");
    }

    /** How {@link org.duban.api.matter.MatterCommand.ReportProgress#period} names it: {@code weekly/2026-W10}. */
    public String name() {
        return cadence.id() + "/" + id;
    }

    /** The day from which a report may be about it: its first, or its due day when that was rolled back before the first. */
    public LocalDate opensOn() {
        return dueOn.isBefore(firstDay) ? dueOn : firstDay;
    }
}
