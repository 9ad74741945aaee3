package org.duban.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.duban.api.calendar.Calendars;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.calendar.internal.CalendarService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarCheckTest {

    private final Calendars calendars = new CalendarService();

    @ParameterizedTest
    @CsvSource({
        "2024-10-01, 2024-10-01, OK, 2025 年放假安排尚未发布",
        "2024-11-11, 2024-11-11, OK, 2025 年放假安排尚未发布",
        "2024-11-12, 2024-11-12, OK, 放假安排已知至 2025-12-31",
        "2024-11-11, 2024-11-30, OK, 2025 年放假安排尚未发布",
        "2024-11-11, 2024-12-01, WARN, 2025 年放假安排尚未导入",
        "2024-11-11, 2024-12-31, WARN, 2025 年放假安排尚未导入",
        "2024-11-11, 2025-01-01, FAIL, 2025 年放假安排还没有导入",
        "2024-11-11, 2026-05-01, FAIL, 2026 年放假安排还没有导入"
    })
    @DisplayName("放假安排：十二月起下一年的仍没有要注意，当年的没有是故障")
    void coverageIsJudgedByTheDay(LocalDate known, LocalDate today, Status status, String message) {
        Finding finding = CalendarCheck.on(today, calendars.asOf(known));

        assertEquals(status, finding.status());
        assertTrue(finding.messageZh().startsWith(message), finding.messageZh());
    }

    @Test
    @DisplayName("今天是办公所在时区的今天")
    void theDayIsThatOfTheOffice() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-30T16:00:00Z"));

        Finding finding = new CalendarCheck(calendars, clock, ZoneId.of("Asia/Shanghai"))
                .check()
                .get(0);

        assertEquals(Status.WARN, finding.status());
        assertEquals("calendar", finding.subject());
        assertEquals("2026-12-31", finding.figures().get("lastPublished"));
        assertEquals("国办发明电〔2025〕7号", finding.figures().get("version"));
    }
}
