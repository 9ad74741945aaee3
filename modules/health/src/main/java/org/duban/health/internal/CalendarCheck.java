package org.duban.health.internal;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.spi.health.HealthCheck;

/** {@code calendar}: how far the notices on holidays reach. */
final class CalendarCheck implements HealthCheck {

    static final String SUBJECT = "calendar";

    /** Of the notices on the years 2017 to 2026 seven were out by the end of November, the last one on 8 December. */
    private static final MonthDay NOTICE_IS_LATE = MonthDay.of(12, 1);

    private final Calendars calendars;
    private final InstantSource clock;
    private final ZoneId zone;

    CalendarCheck(Calendars calendars, InstantSource clock, ZoneId zone) {
        this.calendars = calendars;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public List<Finding> check() {
        return List.of(on(clock.instant().atZone(zone).toLocalDate(), calendars.current()));
    }

    static Finding on(LocalDate today, WorkCalendar calendar) {
        LocalDate known = calendar.lastPublished();
        int missing = known.getYear() + 1;
        Status status;
        String message;
        if (known.isBefore(today)) {
            status = Status.FAIL;
            message = today.getYear() + " 年放假安排还没有导入，时限只按周末推算，都是暂定的；请导入国务院办公厅的通知";
        } else if (known.getYear() > today.getYear()) {
            status = Status.OK;
            message = "放假安排已知至 " + known;
        } else if (MonthDay.from(today).isBefore(NOTICE_IS_LATE)) {
            status = Status.OK;
            message = missing + " 年放假安排尚未发布，之后的时限为暂定";
        } else {
            status = Status.WARN;
            message = missing + " 年放假安排尚未导入，之后的时限为暂定；通知多在十一月底前发布，请查看并导入";
        }
        return new Finding(
                SUBJECT, status, message, Map.of("lastPublished", known.toString(), "version", calendar.version()));
    }
}
