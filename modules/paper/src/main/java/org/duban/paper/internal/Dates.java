package org.duban.paper.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Dates as papers write them: Arabic figures, no leading noughts (GB/T 9704). */
final class Dates {

    private Dates() {}

    static String of(@Nullable LocalDate day) {
        return day == null ? "" : day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    static String of(Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        return of(time.toLocalDate()) + time.getHour() + "时" + (time.getMinute() > 0 ? time.getMinute() + "分" : "");
    }

    /** 2026年1月1日至12月31日: the year once when it is the same. */
    static String period(LocalDate from, LocalDate to) {
        String end = of(to);
        return of(from) + "至" + (from.getYear() == to.getYear() ? end.substring(end.indexOf('年') + 1) : end);
    }
}
