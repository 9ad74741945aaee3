package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.notice.Notices;

/** Every working day the office opens, and what is due by then is told: what a clock that runs does by itself, and one that jumps doesn't. */
record Mornings(SimulatedClock clock, WorkCalendar calendar, Notices notices, List<Beside> beside) {

    Mornings {
        beside = List.copyOf(beside);
    }

    /** Lives through the openings up to an instant; the clock stands at the last of them afterwards. */
    void until(Instant instant) {
        Desk desk = Desk.of(calendar);
        Instant opening = after(clock.instant(), desk);
        while (!opening.isAfter(instant)) {
            clock.moveTo(opening);
            notices.catchUp();
            Instant begun = opening.plusMillis(1);
            if (!begun.isAfter(instant)) {
                clock.moveTo(begun);
                beside.forEach(Beside::morning);
            }
            opening = after(opening, desk);
        }
    }

    private Instant after(Instant instant, Desk desk) {
        LocalDate day = desk.day(instant);
        Instant today = opening(day, desk);
        return calendar.isWorkingDay(day) && today.isAfter(instant) ? today : opening(desk.plus(day, 1), desk);
    }

    private static Instant opening(LocalDate day, Desk desk) {
        return day.atTime(desk.hours().intervals().get(0).start())
                .atZone(desk.zone())
                .toInstant();
    }
}
