package org.duban.notice.internal.report;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.time.api.Dates;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Period;
import org.duban.api.form.Cadence.Roll;
import org.duban.calendar.internal.CalendarService;

/** The shipped calendar and the district's cadences, for the tests of this package. */
final class Shipped {

    static final Calendars CALENDARS = new CalendarService();

    /** With the notices up to that on 2026. */
    static final WorkCalendar CALENDAR = CALENDARS.current();

    private Shipped() {}

    static Cadence daily() {
        return new Cadence("daily", "日报", Period.DAILY, 1, false, Roll.FORWARD);
    }

    /** Due on Fridays. */
    static Cadence weekly(Roll roll) {
        return new Cadence("weekly", "周报", Period.WEEKLY, 5, false, roll);
    }

    /** Due on the 5th of the next month. */
    static Cadence monthlyClose(Roll roll) {
        return new Cadence("monthly", "月结", Period.MONTHLY, 5, true, roll);
    }

    static Arbitrary<Cadence> cadences() {
        return Arbitraries.of(Period.class).flatMap(Shipped::cadences);
    }

    static Arbitrary<Cadence> cadences(Period period) {
        int days = switch (period) {
            case DAILY -> 1;
            case WEEKLY -> 7;
            case MONTHLY -> 31;
        };
        return Combinators.combine(
                        Arbitraries.integers().between(1, days),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Roll.class))
                .as((day, following, roll) -> new Cadence("c", "报告", period, day, following, roll));
    }

    /** Days that the shipped notices tell of, and some years beyond. */
    static Arbitrary<LocalDate> days() {
        return Dates.dates().between(LocalDate.of(2008, 3, 1), LocalDate.of(2030, 12, 31));
    }
}
