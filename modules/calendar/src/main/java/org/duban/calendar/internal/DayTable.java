package org.duban.calendar.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DayKind;
import org.duban.api.calendar.DeadlineRule.Unit;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.DueDate.Count;
import org.duban.api.calendar.NamedDays;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;
import org.duban.calendar.internal.NoticeChain.NamedDay;

/**
 * A calendar as two arrays over the published days: how many working days lie before a day (rank), and which day is the k-th
 * working day (select). After the published days weeks are counted. So every count is a look-up or two.
 *
 * <p>Days are epoch days throughout; "the k-th working day" counts from 0 at {@link #first()}.
 */
final class DayTable implements WorkCalendar {

    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final int WORKING_DAYS_PER_WEEK = 5;
    private static final int DAYS_PER_WEEK = 7;

    /** 1970-01-01 was a Thursday. */
    private static final int DAYS_FROM_MONDAY_TO_EPOCH = 3;

    private final String version;
    private final NavigableMap<LocalDate, NamedDay> named;

    /** The first day known, and the first one after the published years. */
    private final int start;

    private final int end;

    /** Rank: at {@code d - start} the number of working days from start up to, without, d. One more entry than there are days. */
    private final int[] workingDaysBefore;

    /** Select: the k-th working day, ready to be handed out. */
    private final LocalDate[] workingDays;

    /** What the count by weeks is off at {@link #end}. */
    private final int weekdaysBeforeEnd;

    DayTable(NoticeChain chain) {
        version = chain.notices().get(chain.notices().size() - 1).number();
        named = chain.days();
        LocalDate firstOfYear = LocalDate.of(chain.firstYear(), 1, 1);
        LocalDate firstNamed = named.firstKey();
        start = Math.toIntExact((firstNamed.isBefore(firstOfYear) ? firstNamed : firstOfYear).toEpochDay());
        end = Math.toIntExact(LocalDate.of(chain.lastYear() + 1, 1, 1).toEpochDay());
        weekdaysBeforeEnd = weekdaysBefore(end);
        workingDaysBefore = new int[end - start + 1];
        for (int day = start; day < end; day++) {
            int worked = chain.isWorkingDay(LocalDate.ofEpochDay(day)) ? 1 : 0;
            workingDaysBefore[day - start + 1] = workingDaysBefore[day - start] + worked;
        }
        workingDays = new LocalDate[workingDaysBefore[end - start]];
        for (int day = start; day < end; day++) {
            if (isWorkingDay(day)) {
                workingDays[workingDaysBefore[day - start]] = LocalDate.ofEpochDay(day);
            }
        }
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public LocalDate first() {
        return LocalDate.ofEpochDay(start);
    }

    @Override
    public LocalDate lastPublished() {
        return LocalDate.ofEpochDay(end - 1L);
    }

    @Override
    public boolean isWorkingDay(LocalDate date) {
        return isWorkingDay(known(date));
    }

    @Override
    public DayKind kind(LocalDate date) {
        boolean working = isWorkingDay(date);
        boolean weekend = NoticeChain.isWeekend(date);
        if (working) {
            return weekend ? DayKind.MAKE_UP_WORKING_DAY : DayKind.WORKING_DAY;
        }
        return weekend && !named.containsKey(date) ? DayKind.WEEKEND : DayKind.HOLIDAY;
    }

    @Override
    public DueDate addWorkingDays(LocalDate receivedOn, int workingDays) {
        atLeastOne("workingDays", workingDays);
        long k = (long) workingDaysBefore(known(receivedOn) + 1) + workingDays - 1;
        return due(k, new Count(receivedOn, workingDays, Unit.WORKING_DAYS));
    }

    @Override
    public DueDate addCalendarDays(LocalDate receivedOn, int days) {
        atLeastOne("days", days);
        int k = workingDaysBefore(known((long) known(receivedOn) + days));
        return due(k, new Count(receivedOn, days, Unit.CALENDAR_DAYS));
    }

    @Override
    public DueDate rollForward(LocalDate date) {
        return due(workingDaysBefore(known(date)), new Count(date, 0, Unit.CALENDAR_DAYS));
    }

    /** The k-th working day, as what that count leads to. */
    private DueDate due(long k, Count count) {
        return new DueDate(workingDay(k), k >= workingDays.length, version, count);
    }

    @Override
    public LocalDate subtractWorkingDays(LocalDate date, int workingDays) {
        atLeastOne("workingDays", workingDays);
        return workingDay((long) workingDaysBefore(known(date)) - workingDays);
    }

    @Override
    public int workingDaysBetween(LocalDate fromExclusive, LocalDate toInclusive) {
        return workingDaysBefore(known(toInclusive) + 1) - workingDaysBefore(known(fromExclusive) + 1);
    }

    @Override
    public Duration workingTimeBetween(Instant from, Instant to, ZoneId zone, WorkingHours hours) {
        return new WorkingTime(this, zone, hours).between(from, to);
    }

    @Override
    public Instant addWorkingTime(Instant from, Duration workingTime, ZoneId zone, WorkingHours hours) {
        if (workingTime.isNegative()) {
            throw invalid("workingTime", workingTime, "不小于0", "工作时间不能为负", "working time can't be negative");
        }
        return new WorkingTime(this, zone, hours).add(from, workingTime);
    }

    @Override
    public Instant nextWorkingInstant(Instant from, ZoneId zone, WorkingHours hours) {
        return new WorkingTime(this, zone, hours).next(from);
    }

    @Override
    public List<NamedDays> namedDays(LocalDate fromExclusive, LocalDate toInclusive) {
        known(fromExclusive);
        known(toInclusive);
        List<NamedDays> runs = new ArrayList<>();
        if (fromExclusive.isBefore(toInclusive)) {
            for (Map.Entry<LocalDate, NamedDay> entry :
                    named.subMap(fromExclusive, false, toInclusive, true).entrySet()) {
                LocalDate date = entry.getKey();
                NamedDays day = new NamedDays(
                        date,
                        date,
                        kind(date),
                        entry.getValue().day().holiday(),
                        entry.getValue().notice().number());
                int last = runs.size() - 1;
                if (last >= 0 && follows(runs.get(last), day)) {
                    runs.set(
                            last, new NamedDays(runs.get(last).first(), date, day.kind(), day.holiday(), day.notice()));
                } else {
                    runs.add(day);
                }
            }
        }
        return List.copyOf(runs);
    }

    private static boolean follows(NamedDays run, NamedDays day) {
        return run.last().plusDays(1).equals(day.first())
                && run.kind() == day.kind()
                && run.holiday().equals(day.holiday())
                && Objects.equals(run.notice(), day.notice());
    }

    boolean isWorkingDay(int day) {
        return workingDaysBefore(day + 1) > workingDaysBefore(day);
    }

    /** Rank: the working days from the first day known up to, without, that day. */
    int workingDaysBefore(int day) {
        return day <= end
                ? workingDaysBefore[day - start]
                : workingDays.length + weekdaysBefore(day) - weekdaysBeforeEnd;
    }

    /** Select: the k-th working day. */
    LocalDate workingDay(long k) {
        if (k < 0) {
            throw outOfRange("", "结果早于日历的第一天", "the result lies before the first day of the calendar");
        }
        return k < workingDays.length ? workingDays[(int) k] : byWeeks(k);
    }

    /** The k-th working day when it lies after the published years. */
    private LocalDate byWeeks(long k) {
        long weekday = k - workingDays.length + weekdaysBeforeEnd;
        long monday = Math.floorDiv(weekday, WORKING_DAYS_PER_WEEK) * DAYS_PER_WEEK - DAYS_FROM_MONDAY_TO_EPOCH;
        return LocalDate.ofEpochDay(known(monday + Math.floorMod(weekday, WORKING_DAYS_PER_WEEK)));
    }

    /** Mondays to Fridays before a day, counted from the Monday before 1970-01-01. */
    private static int weekdaysBefore(int day) {
        int fromMonday = day + DAYS_FROM_MONDAY_TO_EPOCH;
        return Math.floorDiv(fromMonday, DAYS_PER_WEEK) * WORKING_DAYS_PER_WEEK
                + Math.min(Math.floorMod(fromMonday, DAYS_PER_WEEK), WORKING_DAYS_PER_WEEK);
    }

    /** The day's number, when it lies in the calendar. */
    int known(LocalDate date) {
        return known(date.toEpochDay());
    }

    private int known(long day) {
        if (day < start || day > LAST_DAY) {
            throw outOfRange(LocalDate.ofEpochDay(day), "日期不在日历范围内", "the date lies outside the calendar");
        }
        return (int) day;
    }

    private DubanException outOfRange(Object value, String messageZh, String messageEn) {
        return new DubanException(Problem.of(
                ErrorCode.CALENDAR_OUT_OF_RANGE, "date", value, first() + "至9999-12-31", messageZh, messageEn));
    }

    private static void atLeastOne(String field, int value) {
        if (value < 1) {
            throw invalid(field, value, "1或以上", "天数至少为1", "at least one day");
        }
    }

    private static DubanException invalid(
            String field, Object value, String expected, String messageZh, String messageEn) {
        return new DubanException(Problem.of(ErrorCode.INVALID_FIELD, field, value, expected, messageZh, messageEn));
    }
}
