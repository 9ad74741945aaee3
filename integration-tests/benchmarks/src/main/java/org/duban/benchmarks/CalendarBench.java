package org.duban.benchmarks;

import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.WorkCalendar;
import org.duban.calendar.internal.CalendarService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What counting one deadline costs, on days all over the published years. The goal is at most 20 ns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CalendarBench {

    private static final int DAYS = 1 << 12;

    private WorkCalendar calendar;
    private LocalDate[] days;
    private int next;

    /** Draws the days. */
    @Setup
    public void draw() {
        calendar = new CalendarService().current();
        days = new SplittableRandom(2015)
                .longs(
                        DAYS,
                        calendar.first().plusYears(1).toEpochDay(),
                        calendar.lastPublished().minusYears(1).toEpochDay())
                .mapToObj(LocalDate::ofEpochDay)
                .toArray(LocalDate[]::new);
    }

    private LocalDate day() {
        return days[next++ & DAYS - 1];
    }

    /** An instruction's 15 working days. */
    @Benchmark
    public DueDate addWorkingDays() {
        return calendar.addWorkingDays(day(), 15);
    }

    /** How many working days lie between two days. */
    @Benchmark
    public int workingDaysBetween() {
        return calendar.workingDaysBetween(day(), day());
    }

    /** The next working day. */
    @Benchmark
    public DueDate rollForward() {
        return calendar.rollForward(day());
    }
}
