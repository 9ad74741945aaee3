package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.calendar.WorkingHours.Interval;

/** In any zone of the world, often around a change of its clocks. */
class WorkingTimePropertyTest {

    private static final CalendarService CALENDARS = new CalendarService();
    private static final WorkCalendar CALENDAR = CALENDARS.current();
    private static final NaiveDays NAIVE = new NaiveDays(CALENDARS.notices());

    private static final Instant FROM = Instant.parse("2007-01-05T00:00:00Z");
    private static final Instant TO = Instant.parse("2030-01-01T00:00:00Z");

    /** An instant in a zone, on a whole minute. */
    record Moment(Instant instant, ZoneId zone) {}

    @Provide
    Arbitrary<Moment> moments() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
        Arbitrary<Instant> instants = Arbitraries.longs()
                .between(FROM.getEpochSecond() / 60, TO.getEpochSecond() / 60)
                .withDistribution(RandomDistribution.uniform())
                .map(minute -> Instant.ofEpochSecond(minute * 60));
        Arbitrary<Integer> minutesAround = Arbitraries.integers().between(-3000, 3000);
        return Combinators.combine(zones, instants, minutesAround, Arbitraries.of(true, false))
                .as((zone, instant, minutes, aroundJump) -> {
                    ZoneOffsetTransition jump = zone.getRules().nextTransition(instant);
                    return new Moment(
                            aroundJump && jump != null && jump.getInstant().isBefore(TO)
                                    ? jump.getInstant().plus(minutes, ChronoUnit.MINUTES)
                                    : instant,
                            zone);
                });
    }

    @Provide
    Arbitrary<WorkingHours> hours() {
        Arbitrary<WorkingHours> anyHours = Arbitraries.integers()
                .between(0, 24 * 60)
                .set()
                .ofMinSize(2)
                .ofMaxSize(6)
                .map(minutes -> {
                    List<Integer> sorted = List.copyOf(new TreeSet<>(minutes));
                    return new WorkingHours(IntStream.range(0, sorted.size() / 2)
                            .mapToObj(i -> new Interval(time(sorted.get(2 * i)), time(sorted.get(2 * i + 1))))
                            .toList());
                });
        return Arbitraries.oneOf(
                Arbitraries.of(WorkingHours.DEFAULT, new WorkingHours(List.of(Interval.of("00:00", "00:00")))),
                anyHours);
    }

    @Provide
    Arbitrary<Integer> spans() {
        return Arbitraries.integers().between(0, 15_000).withDistribution(RandomDistribution.uniform());
    }

    private static LocalTime time(int minuteOfDay) {
        return LocalTime.MIDNIGHT.plusMinutes(minuteOfDay);
    }

    @Property(tries = 500)
    void the_working_time_between_agrees_with_counting_minute_by_minute(
            @ForAll("moments") Moment from, @ForAll("hours") WorkingHours hours, @ForAll("spans") int minutes) {
        Instant to = from.instant().plus(minutes, ChronoUnit.MINUTES);
        long worked = 0;
        for (Instant minute = from.instant(); minute.isBefore(to); minute = minute.plusSeconds(60)) {
            if (isWorked(minute, from.zone(), hours)) {
                worked++;
            }
        }
        assertEquals(Duration.ofMinutes(worked), CALENDAR.workingTimeBetween(from.instant(), to, from.zone(), hours));
        assertEquals(Duration.ofMinutes(-worked), CALENDAR.workingTimeBetween(to, from.instant(), from.zone(), hours));
    }

    @Property(tries = 500)
    void the_next_working_instant_agrees_with_looking_minute_by_minute(
            @ForAll("moments") Moment from, @ForAll("hours") WorkingHours hours) {
        Instant minute = from.instant();
        while (!isWorked(minute, from.zone(), hours)) {
            minute = minute.plusSeconds(60);
        }
        assertEquals(minute, CALENDAR.nextWorkingInstant(from.instant(), from.zone(), hours));
    }

    @Property
    void adding_working_time_and_measuring_it_gives_it_back(
            @ForAll("moments") Moment from,
            @ForAll("hours") WorkingHours hours,
            @ForAll @LongRange(min = 1, max = 3_000L * 3600 * 1_000_000_000) long nanos) {
        Duration workingTime = Duration.ofNanos(nanos);
        Instant end = CALENDAR.addWorkingTime(from.instant(), workingTime, from.zone(), hours);
        assertEquals(workingTime, CALENDAR.workingTimeBetween(from.instant(), end, from.zone(), hours));
        assertTrue(
                CALENDAR.workingTimeBetween(from.instant(), end.minusNanos(1), from.zone(), hours)
                                .compareTo(workingTime)
                        < 0,
                "no earlier instant would do");
    }

    @Property
    void working_time_adds_up(
            @ForAll("moments") Moment from,
            @ForAll("hours") WorkingHours hours,
            @ForAll @LongRange(max = 400L * 24 * 3600 * 1_000_000_000) long first,
            @ForAll @LongRange(max = 400L * 24 * 3600 * 1_000_000_000) long second) {
        Instant middle = from.instant().plusNanos(first);
        Instant end = middle.plusNanos(second);
        Duration whole = CALENDAR.workingTimeBetween(from.instant(), end, from.zone(), hours);
        assertEquals(
                whole,
                CALENDAR.workingTimeBetween(from.instant(), middle, from.zone(), hours)
                        .plus(CALENDAR.workingTimeBetween(middle, end, from.zone(), hours)));
        assertFalse(whole.isNegative());
    }

    @Property
    void a_thousand_years_of_round_the_clock_work_can_be_added(@ForAll @IntRange(min = 1, max = 1000) int years) {
        WorkingHours roundTheClock = new WorkingHours(List.of(Interval.of("00:00", "00:00")));
        Duration workingTime = Duration.ofDays(261L * years);
        Instant end = CALENDAR.addWorkingTime(FROM, workingTime, ZoneId.of("Europe/London"), roundTheClock);
        assertEquals(workingTime, CALENDAR.workingTimeBetween(FROM, end, ZoneId.of("Europe/London"), roundTheClock));
    }

    private static boolean isWorked(Instant minute, ZoneId zone, WorkingHours hours) {
        ZonedDateTime local = minute.atZone(zone);
        long now = local.toLocalTime().toNanoOfDay();
        return NAIVE.isWorkingDay(local.toLocalDate())
                && hours.intervals().stream()
                        .anyMatch(interval -> interval.startNanoOfDay() <= now && now < interval.endNanoOfDay());
    }
}
