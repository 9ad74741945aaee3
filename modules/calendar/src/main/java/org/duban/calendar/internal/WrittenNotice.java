package org.duban.calendar.internal;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.HolidayNotice;
import org.jspecify.annotations.Nullable;

/**
 * A notice and the lines it was read from, so that what is wrong with it can be shown where it stands.
 *
 * @param origin the file it comes from, for messages; empty for a text handed in
 * @param fieldLines line number of each header, by its keyword
 * @param dayLines line number of each day
 */
record WrittenNotice(
        HolidayNotice notice, String origin, Map<String, Integer> fieldLines, Map<LocalDate, Integer> dayLines) {

    /** What is wrong with a header; shown at the notice's first line when that header is left out. */
    Problem problem(String keyword, @Nullable Object value, String expected, String messageZh, String messageEn) {
        Integer line = fieldLines.get(fieldLines.containsKey(keyword) ? keyword : NoticeFormat.NUMBER);
        return problem(origin, Objects.requireNonNull(line), value, expected, messageZh, messageEn);
    }

    /** What is wrong with a day. */
    Problem problem(LocalDate day, String expected, String messageZh, String messageEn) {
        return problem(origin, Objects.requireNonNull(dayLines.get(day)), day, expected, messageZh, messageEn);
    }

    static Problem problem(
            String origin, int line, @Nullable Object value, String expected, String messageZh, String messageEn) {
        String where = origin.isEmpty() ? "" : origin + " ";
        return Problem.of(
                ErrorCode.CALENDAR_NOTICE_INVALID,
                "line " + line,
                value,
                expected,
                where + "第" + line + "行：" + messageZh,
                where + "line " + line + ": " + messageEn);
    }
}
