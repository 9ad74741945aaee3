package org.duban.api.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which days and hours are worked, and how deadlines are counted. Immutable, thread-safe, pure: the same question always gets
 * the same answer from the same calendar.
 *
 * <p>Dates have no zone: they are days in the office's place. Where instants are taken, so is the zone, and any zone will do.
 *
 * <p>From {@link #first()} to {@link #lastPublished()} the notices are known. After that only weekends are off, and every {@link
 * DueDate} counted there is provisional. The notice of the next year may still name days at the end of December, as those for
 * 2008, 2012 and 2023 did; {@code provisional} doesn't foresee that.
 *
 * <p>Every count of days takes the same time however long the span is. Counts of working time take one more step for each
 * clock change of the zone within the span (Asia/Shanghai has none since 1991).
 *
 * <p>A date before {@link #first()} or after 9999-12-31 is refused everywhere, as argument and as result: {@link
 * org.duban.api.DubanException} {@code CALENDAR_OUT_OF_RANGE}.
 */
@ProviderType
public interface WorkCalendar {

    /** Names this version: the number of the newest notice in it, 国办发明电〔2025〕7号. Equal versions give equal answers. */
    String version();

    /** The first day this calendar knows: where the days of its oldest notice begin. */
    LocalDate first();

    /** The last day of the last year whose notice is in this calendar. */
    LocalDate lastPublished();

    /** Whether the office works on that day. */
    boolean isWorkingDay(LocalDate date);

    /** What that day is, and so why it is worked or not. */
    DayKind kind(LocalDate date);

    /**
     * The N-th working day after the day of receipt, which isn't counted, working day or not (民法典 §201).
     *
     * @param receivedOn the day of receipt
     * @param workingDays 1 or more
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for {@code workingDays} below 1
     */
    DueDate addWorkingDays(LocalDate receivedOn, int workingDays);

    /**
     * The N-th day after the day of receipt, which isn't counted; rolled forward when it is a day off (民法典 §203).
     *
     * @param receivedOn the day of receipt
     * @param days 1 or more
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for {@code days} below 1
     */
    DueDate addCalendarDays(LocalDate receivedOn, int days);

    /** That day when it is a working day, else the next working day. */
    DueDate rollForward(LocalDate date);

    /**
     * The N-th working day before a day, which isn't counted: when to remind of a due date. For a working day the opposite of
     * {@link #addWorkingDays}.
     *
     * @param workingDays 1 or more
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for {@code workingDays} below 1
     */
    LocalDate subtractWorkingDays(LocalDate date, int workingDays);

    /**
     * The working days after one day up to and including another. {@code workingDaysBetween(d, addWorkingDays(d, n).date())} is
     * {@code n}.
     *
     * @return negative when the second day is before the first: {@code between(a, b) == -between(b, a)}
     */
    int workingDaysBetween(LocalDate fromExclusive, LocalDate toInclusive);

    /**
     * The working time that really passes between two instants. Clock changes count as they are lived: an hour skipped within
     * working hours isn't worked, one repeated is worked twice.
     *
     * @return negative when the second instant is before the first
     */
    Duration workingTimeBetween(Instant from, Instant to, ZoneId zone, WorkingHours hours);

    /**
     * The earliest instant by which so much working time has passed, so at the latest the end of an interval, not the start of
     * the next; {@code from} itself for no time at all.
     *
     * @param workingTime zero or more
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for a negative {@code workingTime}
     */
    Instant addWorkingTime(Instant from, Duration workingTime, ZoneId zone, WorkingHours hours);

    /** That instant when it lies in working hours, else the start of the next ones. */
    Instant nextWorkingInstant(Instant from, ZoneId zone, WorkingHours hours);

    /**
     * The days of a span that notices name, in order, consecutive ones of one holiday, kind and notice together: why a deadline
     * fell where it did. Both ends may cut a holiday.
     *
     * @return empty when the span has only ordinary days, or is reversed
     */
    List<NamedDays> namedDays(LocalDate fromExclusive, LocalDate toInclusive);
}
