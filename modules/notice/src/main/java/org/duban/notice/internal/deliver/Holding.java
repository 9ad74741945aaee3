package org.duban.notice.internal.deliver;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.notice.NoticeKind;
import org.jspecify.annotations.Nullable;

/** When a notice may go out: working hours, and for reminders an interval and a budget (减负). */
final class Holding {

    private final Supplier<DeliveryRules> rules;
    private final Calendars calendars;
    private final WorkingHours hours;
    private final ZoneId zone;

    Holding(Supplier<DeliveryRules> rules, Calendars calendars, WorkingHours hours, ZoneId zone) {
        this.rules = rules;
        this.calendars = calendars;
        this.hours = hours;
        this.zone = zone;
    }

    /** That instant when it is in working hours, else the start of the next ones. */
    Instant opening(Instant now) {
        return calendars.current().nextWorkingInstant(now, zone, hours);
    }

    /**
     * Whether a new notice is held. Reminders always are: only when they are released is it known with which others.
     *
     * @param opening the {@linkplain #opening opening} at or after now
     */
    boolean holds(NoticeKind kind, Instant now, Instant opening) {
        return isReminder(kind) || !rules.get().immediateKinds().contains(kind) && opening.isAfter(now);
    }

    boolean isReminder(NoticeKind kind) {
        return rules.get().reminderKinds().contains(kind);
    }

    /**
     * When a person's held reminders may go out.
     *
     * @param spent what the person got already; null when nothing yet
     * @return now, or the instant to hold them to
     */
    Instant release(Instant now, @Nullable Spent spent) {
        if (spent == null) {
            return opening(now);
        }
        if (spent.day() == day(now) && spent.messages() >= rules.get().budgetPerPersonAndDay()) {
            LocalDate tomorrow = LocalDate.ofEpochDay(day(now)).plusDays(1);
            return opening(tomorrow.atStartOfDay(zone).toInstant());
        }
        Instant earliest = spent.lastAt().plus(rules.get().minimumInterval());
        // A clock that was set back must not silence anybody for longer than the interval.
        boolean waits = earliest.isAfter(now) && !spent.lastAt().isAfter(now);
        return opening(waits ? earliest : now);
    }

    /** The day of an instant in the office's place, as days since 1970-01-01. */
    long day(Instant instant) {
        return instant.atZone(zone).toLocalDate().toEpochDay();
    }

    /**
     * Messages with reminders to a person.
     *
     * @param day the last day with one
     * @param messages how many on that day
     * @param lastAt when the last one was released
     */
    record Spent(long day, int messages, Instant lastAt) {}
}
