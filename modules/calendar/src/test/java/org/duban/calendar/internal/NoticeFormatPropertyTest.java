package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;

class NoticeFormatPropertyTest {

    private static final String SHIPPED =
            new CalendarService().notices().stream().map(NoticeFormat::write).reduce("", String::concat);

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of("文号 甲", "放假", "放假 2026-01-01 至 元旦", "上班 9999999999-1-1 x", "年份 0000", "签发 -", "#", "　"));
    }

    /** A clerk's slip of any kind: a line lost, doubled or overwritten. */
    @Property
    void whatever_is_written_is_read_or_refused_with_a_line(
            @ForAll @IntRange(max = 500) int at, @ForAll @IntRange(max = 2) int how, @ForAll("scraps") String scrap) {
        List<String> lines = new ArrayList<>(SHIPPED.lines().toList());
        int line = at % lines.size();
        switch (how) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(line, lines.get(line));
            default -> lines.set(line, scrap);
        }
        try {
            NoticeFormat.read(String.join("\n", lines), "");
        } catch (DubanException refused) {
            assertEquals(ErrorCode.CALENDAR_NOTICE_INVALID, refused.code());
            assertTrue(refused.problems().stream()
                    .allMatch(problem -> problem.field().matches("line [1-9][0-9]*")));
        }
    }
}
