package org.duban.notice.internal.raise;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Cadence;
import org.duban.api.notice.OwedReport;
import org.duban.notice.internal.report.Periods;

/** On which days an obligation's periodic reports are looked at: the day one is due, and the working day after. Pure. */
final class ReportDays {

    /** A cadence that skips days off may leave out many periods. */
    private static final int YEARS_AHEAD = 1;

    private ReportDays() {}

    /** The first such day after the one up to which they were looked at; empty when nothing is owed for a year. */
    static Optional<LocalDate> next(List<Cadence> cadences, LocalDate seen, WorkCalendar calendar) {
        return cadences.stream()
                .flatMap(cadence -> Stream.concat(
                        first(cadence, seen.plusDays(1), seen, calendar),
                        // What was due on the last working day up to the one seen is missing from the next one on.
                        first(cadence, calendar.subtractWorkingDays(seen.plusDays(1), 1), seen, calendar)
                                .map(due -> missingOn(due, calendar))))
                .min(LocalDate::compareTo);
    }

    private static Stream<LocalDate> first(Cadence cadence, LocalDate from, LocalDate seen, WorkCalendar calendar) {
        return Periods.due(cadence, from, seen.plusYears(YEARS_AHEAD), calendar).findFirst().stream()
                .map(period -> period.dueOn());
    }

    private static LocalDate missingOn(LocalDate due, WorkCalendar calendar) {
        return calendar.addWorkingDays(due, 1).date();
    }

    /** The reports that fall due today and aren't there. */
    static List<OwedReport> dueToday(List<OwedReport> reports, LocalDate seen, LocalDate today) {
        return reports.stream()
                .filter(r -> r.state() == OwedReport.State.OWED && r.dueOn().equals(today) && today.isAfter(seen))
                .toList();
    }

    /** The reports that are missing and weren't yet when they were looked at before. */
    static List<OwedReport> missing(List<OwedReport> reports, LocalDate seen, LocalDate today, WorkCalendar calendar) {
        return reports.stream()
                .filter(r -> r.state() == OwedReport.State.MISSING)
                .filter(r -> {
                    LocalDate on = missingOn(r.dueOn(), calendar);
                    return on.isAfter(seen) && !on.isAfter(today);
                })
                .toList();
    }
}
