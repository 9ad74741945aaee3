package org.duban.notice.internal.report;

import static org.duban.notice.internal.report.Shipped.CALENDAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Period;
import org.duban.api.form.Cadence.Roll;

class PeriodsPropertyTest {

    @Provide
    Arbitrary<Cadence> cadences() {
        return Shipped.cadences();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Shipped.days();
    }

    @Property
    void whatIsDueInASpanIsDueOnAWorkingDayOfIt(
            @ForAll("cadences") Cadence cadence,
            @ForAll("days") LocalDate from,
            @ForAll @IntRange(max = 400) int days) {
        LocalDate to = from.plusDays(days);

        for (ReportPeriod p : due(cadence, from, to)) {
            assertTrue(CALENDAR.isWorkingDay(p.dueOn()));
            assertFalse(p.dueOn().isBefore(from) || p.dueOn().isAfter(to));
        }
    }

    @Property
    void periodsComeOnceAndInOrderAndSoDoTheirDueDays(
            @ForAll("cadences") Cadence cadence,
            @ForAll("days") LocalDate from,
            @ForAll @IntRange(max = 400) int days) {
        List<ReportPeriod> periods = due(cadence, from, from.plusDays(days));

        for (int i = 1; i < periods.size(); i++) {
            ReportPeriod before = periods.get(i - 1);
            ReportPeriod next = periods.get(i);
            assertTrue(before.lastDay().isBefore(next.firstDay()));
            assertFalse(next.dueOn().isBefore(before.dueOn()));
        }
        assertEquals(
                periods.size(),
                new HashSet<>(periods.stream().map(ReportPeriod::id).toList()).size());
    }

    @Property
    void twoSpansSideBySideFindWhatOneFinds(
            @ForAll("cadences") Cadence cadence,
            @ForAll("days") LocalDate from,
            @ForAll @IntRange(max = 100) int days) {
        LocalDate middle = from.plusDays(days);
        LocalDate to = middle.plusDays(60);

        List<ReportPeriod> apart = Stream.concat(
                        Periods.due(cadence, from, middle, CALENDAR),
                        Periods.due(cadence, middle.plusDays(1), to, CALENDAR))
                .toList();

        assertEquals(due(cadence, from, to), apart);
    }

    @Property
    void noPeriodIsOverlooked(@ForAll("cadences") Cadence cadence, @ForAll("days") LocalDate day) {
        Optional<ReportPeriod> period = Periods.find(cadence, idOf(cadence, day), CALENDAR);

        period.ifPresent(p -> {
            assertFalse(day.isBefore(p.firstDay()) || day.isAfter(p.lastDay()));
            assertTrue(due(cadence, p.dueOn(), p.dueOn()).contains(p));
        });
        assertTrue(period.isPresent() || cadence.roll() == Roll.SKIP || cadence.period() == Period.DAILY);
    }

    @Property
    void aPeriodIsFoundByItsId(@ForAll("cadences") Cadence cadence, @ForAll("days") LocalDate from) {
        for (ReportPeriod p : due(cadence, from, from.plusDays(90))) {
            assertEquals(Optional.of(p), Periods.find(cadence, p.id(), CALENDAR));
        }
    }

    @Property
    void anUnrolledReportIsDueOnTheCadencesDay(@ForAll("cadences") Cadence cadence, @ForAll("days") LocalDate from) {
        for (ReportPeriod p : due(cadence, from, from.plusDays(90))) {
            LocalDate wanted = p.rolledFrom() == null ? p.dueOn() : p.rolledFrom();
            LocalDate in = cadence.following() ? p.lastDay().plusDays(1) : p.firstDay();
            switch (cadence.period()) {
                case DAILY ->
                    assertEquals(cadence.following() ? 1 : 0, CALENDAR.workingDaysBetween(p.firstDay(), wanted));
                case WEEKLY -> assertEquals(in.plusDays(cadence.day() - 1), wanted);
                case MONTHLY -> {
                    assertEquals(in.getMonth(), wanted.getMonth());
                    assertEquals(Math.min(cadence.day(), in.lengthOfMonth()), wanted.getDayOfMonth());
                }
            }
        }
    }

    @Property
    void onlyADayOffRollsAndNoWorkingDayIsPassedOver(
            @ForAll("cadences") Cadence cadence, @ForAll("days") LocalDate from) {
        for (ReportPeriod p : due(cadence, from, from.plusDays(90))) {
            LocalDate wanted = p.rolledFrom();
            if (wanted == null) {
                continue;
            }
            assertNotEquals(Roll.SKIP, cadence.roll());
            assertEquals(cadence.roll() == Roll.BACK, p.dueOn().isBefore(wanted));
            LocalDate earlier = cadence.roll() == Roll.BACK ? p.dueOn().plusDays(1) : wanted;
            LocalDate later = cadence.roll() == Roll.BACK ? wanted : p.dueOn().minusDays(1);
            assertTrue(earlier.datesUntil(later.plusDays(1)).noneMatch(CALENDAR::isWorkingDay));
        }
    }

    @Property
    void skippingLeavesOutExactlyWhatWouldRollAndBackIsNeverAfterForward(
            @ForAll("cadences") Cadence cadence, @ForAll("days") LocalDate day) {
        String id = idOf(cadence, day);
        Optional<ReportPeriod> back = Periods.find(with(cadence, Roll.BACK), id, CALENDAR);
        Optional<ReportPeriod> forward = Periods.find(with(cadence, Roll.FORWARD), id, CALENDAR);
        Optional<ReportPeriod> skip = Periods.find(with(cadence, Roll.SKIP), id, CALENDAR);

        assertEquals(back.isPresent(), forward.isPresent());
        back.ifPresent(b -> {
            assertFalse(b.dueOn().isAfter(forward.orElseThrow().dueOn()));
            assertEquals(b.rolledFrom() == null, skip.isPresent());
        });
    }

    private static Cadence with(Cadence c, Roll roll) {
        return new Cadence(c.id(), c.name(), c.period(), c.day(), c.following(), roll);
    }

    private static String idOf(Cadence cadence, LocalDate day) {
        return switch (cadence.period()) {
            case DAILY -> day.toString();
            case WEEKLY -> DateTimeFormatter.ISO_WEEK_DATE.format(day).substring(0, 8);
            case MONTHLY -> day.toString().substring(0, 7);
        };
    }

    private static List<ReportPeriod> due(Cadence cadence, LocalDate from, LocalDate to) {
        return Periods.due(cadence, from, to, CALENDAR).toList();
    }
}
