package org.duban.notice.internal.report;

import static java.time.temporal.IsoFields.WEEK_BASED_YEAR;
import static java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Period;

/** Which periods of a cadence are due when. Pure. */
public final class Periods {

    private Periods() {}

    /**
     * The periods due in a span, looked for as they are taken: {@code findFirst} looks no further than the first. In the order of
     * the periods, which is that of their due days; two are due on one day when a holiday rolls them together.
     *
     * @param from the first day of the span
     * @param to the last day of the span; nothing is due in a reversed one
     * @throws org.duban.api.DubanException {@code CALENDAR_OUT_OF_RANGE}
     */
    public static Stream<ReportPeriod> due(Cadence cadence, LocalDate from, LocalDate to, WorkCalendar calendar) {
        if (to.isBefore(from)) {
            return Stream.empty();
        }
        Period period = cadence.period();
        // What is due in the span was rolled from no further than the working days next to it.
        LocalDate earliest = calendar.subtractWorkingDays(from, 1);
        LocalDate latest = calendar.addWorkingDays(to, 1).date();
        LocalDate start = plus(period, firstDay(period, earliest), -1);
        return Stream.iterate(start, first -> !first.isAfter(latest), first -> plus(period, first, 1))
                .flatMap(first -> starting(cadence, first, calendar).stream())
                .filter(p -> !p.dueOn().isBefore(from) && !p.dueOn().isAfter(to));
    }

    /**
     * The period with an id.
     *
     * @param id as {@link ReportPeriod#id} writes it
     * @return empty when the cadence has no period of that name, or nothing is owed for it: a day off, one that {@link
     *     Cadence.Roll#SKIP} leaves out
     */
    public static Optional<ReportPeriod> find(Cadence cadence, String id, WorkCalendar calendar) {
        return parse(cadence.period(), id).flatMap(first -> starting(cadence, first, calendar));
    }

    private static Optional<ReportPeriod> starting(Cadence cadence, LocalDate first, WorkCalendar calendar) {
        if (cadence.period() == Period.DAILY) {
            if (!calendar.isWorkingDay(first)) {
                return Optional.empty();
            }
            LocalDate due =
                    cadence.following() ? calendar.addWorkingDays(first, 1).date() : first;
            return Optional.of(new ReportPeriod(cadence, first.toString(), first, first, due, null));
        }
        LocalDate last = plus(cadence.period(), first, 1).minusDays(1);
        LocalDate wanted = wantedDay(cadence, first);
        String id = id(cadence.period(), first);
        if (calendar.isWorkingDay(wanted)) {
            return Optional.of(new ReportPeriod(cadence, id, first, last, wanted, null));
        }
        return switch (cadence.roll()) {
            case BACK ->
                Optional.of(
                        new ReportPeriod(cadence, id, first, last, calendar.subtractWorkingDays(wanted, 1), wanted));
            case FORWARD ->
                Optional.of(new ReportPeriod(
                        cadence, id, first, last, calendar.rollForward(wanted).date(), wanted));
            case SKIP -> Optional.empty();
        };
    }

    /** The day a report would be due if every day were a working day. */
    private static LocalDate wantedDay(Cadence cadence, LocalDate first) {
        LocalDate in = cadence.following() ? plus(cadence.period(), first, 1) : first;
        return cadence.period() == Period.MONTHLY
                ? in.withDayOfMonth(Math.min(cadence.day(), in.lengthOfMonth()))
                : in.plusDays(cadence.day() - 1);
    }

    private static LocalDate firstDay(Period period, LocalDate day) {
        return switch (period) {
            case DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
        };
    }

    private static LocalDate plus(Period period, LocalDate first, int periods) {
        return switch (period) {
            case DAILY -> first.plusDays(periods);
            case WEEKLY -> first.plusWeeks(periods);
            case MONTHLY -> first.plusMonths(periods);
        };
    }

    private static String id(Period period, LocalDate first) {
        return switch (period) {
            case DAILY -> first.toString();
            case WEEKLY ->
                String.format(
                        Locale.ROOT, "%04d-W%02d", first.get(WEEK_BASED_YEAR), first.get(WEEK_OF_WEEK_BASED_YEAR));
            case MONTHLY -> YearMonth.from(first).toString();
        };
    }

    /** The first day of a period; empty unless the id is written exactly as {@link #id} writes it. */
    private static Optional<LocalDate> parse(Period period, String id) {
        try {
            LocalDate first = switch (period) {
                case DAILY -> LocalDate.parse(id);
                case WEEKLY -> LocalDate.parse(id + "-1", DateTimeFormatter.ISO_WEEK_DATE);
                case MONTHLY -> YearMonth.parse(id).atDay(1);
            };
            return Optional.of(first).filter(day -> id(period, day).equals(id));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
