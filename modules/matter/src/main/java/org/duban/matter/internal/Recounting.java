package org.duban.matter.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.DueDate.Count;
import org.duban.api.calendar.NamedDays;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.matter.MatterEvent.DueDatesRecounted;
import org.duban.api.matter.MatterEvent.NewDue;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Unit;

/** Counts due dates again by the calendar of the notices published since, and says in words for the file what moved and why. Pure. */
final class Recounting {

    private final Context context;
    private final WorkCalendar calendar;

    private Recounting(Context context) {
        this.context = context;
        this.calendar = context.calendar();
    }

    /** What becomes of these obligations' due dates; empty when none moves and none is settled. */
    static Optional<DueDatesRecounted> of(List<Obligation> obligations, Context context) {
        return new Recounting(context).recount(obligations);
    }

    private Optional<DueDatesRecounted> recount(List<Obligation> obligations) {
        List<NewDue> dues = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        for (Obligation o : obligations) {
            DueDate old = o.due();
            DueDate now = old.countedBy(calendar);
            boolean moved = !now.date().equals(old.date());
            if (moved || now.provisional() != old.provisional()) {
                dues.add(new NewDue(o.number(), now));
                changes.add(unit(o) + (moved ? moved(old, now) : settled(now)));
            }
        }
        return dues.isEmpty()
                ? Optional.empty()
                : Optional.of(new DueDatesRecounted(
                        calendar.version(), "按" + calendar.version() + "重新计算时限：" + String.join("；", changes), dues));
    }

    private String unit(Obligation o) {
        return context.directory().unit(o.unit()).map(Unit::shortName).orElse(o.unit());
    }

    private String moved(DueDate old, DueDate now) {
        List<String> why = decisive(old, now).stream().map(NamedDays::describe).toList();
        return "由" + old.date() + "改为" + now.date() + (why.isEmpty() ? "" : "（" + String.join("，", why) + "）")
                + (old.provisional() && !now.provisional() ? "，不再是暂定时限" : "");
    }

    private static String settled(DueDate now) {
        return now.date() + (now.provisional() ? "为暂定时限" : "不再是暂定时限，日期未变");
    }

    /** The named days of the counted span that the calendar of the first count had otherwise; all of them when it isn't known here. */
    private List<NamedDays> decisive(DueDate old, DueDate now) {
        Count count = now.count();
        if (count == null) {
            return List.of();
        }
        // Only a date that rolls by itself is part of its own span.
        LocalDate from = count.days() == 0 ? count.from().minusDays(1) : count.from();
        List<NamedDays> named = calendar.namedDays(from, now.date());
        return context.earlierCalendars()
                .apply(old.calendarVersion())
                .map(earlier -> named.stream()
                        .filter(days -> days.first()
                                .datesUntil(days.last().plusDays(1))
                                .anyMatch(day -> earlier.isWorkingDay(day) != calendar.isWorkingDay(day)))
                        .toList())
                .orElse(named);
    }
}
