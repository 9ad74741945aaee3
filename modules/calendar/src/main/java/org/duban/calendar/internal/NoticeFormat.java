package org.duban.calendar.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.HolidayNotice.Day;
import org.jspecify.annotations.Nullable;

/**
 * Notices as text, a fact a line; the module's README describes it. The shipped data, imports and the folder of imported
 * notices are all read here.
 */
final class NoticeFormat {

    static final String NUMBER = "文号";
    static final String TITLE = "标题";
    static final String ISSUED = "签发";
    static final String PUBLISHED = "发布";
    static final String YEAR = "年份";
    static final String AMENDS = "修改";
    private static final String OFF = "放假";
    private static final String MAKE_UP = "上班";

    /** Longer than any holiday: the second date of a longer one is mistyped. */
    private static final int LONGEST_RANGE_DAYS = 31;

    private static final Pattern LINE = Pattern.compile("(?U)("
            + String.join("|", NUMBER, TITLE, ISSUED, PUBLISHED, YEAR, AMENDS, OFF, MAKE_UP) + ")[\\s：:]+(\\S.*)");
    private static final Pattern DAYS = Pattern.compile("(?U)([-0-9]+)(?:\\s*至\\s*([-0-9]+))?\\s+(\\S.*)");

    private NoticeFormat() {}

    /**
     * Reads notices.
     *
     * @param origin the file the text comes from, for messages; empty for a text handed in
     * @throws DubanException {@code CALENDAR_NOTICE_INVALID} with everything that is wrong, each with its line
     */
    static List<WrittenNotice> read(String text, String origin) {
        Reader reader = new Reader(origin);
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            // Windows' Notepad begins a UTF-8 file with a byte order mark.
            String content = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                reader.line(number, content);
            }
        }
        reader.endNotice();
        if (!reader.problems.isEmpty()) {
            throw new DubanException(reader.problems, null);
        }
        return reader.notices;
    }

    /** Writes a notice so that {@link #read read} gives it back. */
    static String write(HolidayNotice notice) {
        StringBuilder out = new StringBuilder();
        append(out, NUMBER, notice.number());
        append(out, TITLE, notice.title());
        append(out, ISSUED, notice.issuedOn());
        append(out, PUBLISHED, notice.publishedOn());
        append(out, YEAR, notice.year());
        if (notice.amends() != null) {
            append(out, AMENDS, notice.amends());
        }
        for (Day day : notice.days()) {
            append(out, day.off() ? OFF : MAKE_UP, day.date() + " " + day.holiday());
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String keyword, Object value) {
        out.append(keyword).append(' ').append(value).append('\n');
    }

    /** The notices so far, and the one being read. */
    private static final class Reader {

        final List<WrittenNotice> notices = new ArrayList<>();
        final List<Problem> problems = new ArrayList<>();
        private final String origin;
        private final Map<String, String> fields = new HashMap<>();
        private final Map<String, Integer> fieldLines = new HashMap<>();
        private final TreeMap<LocalDate, Day> days = new TreeMap<>();
        private final Map<LocalDate, Integer> dayLines = new HashMap<>();

        Reader(String origin) {
            this.origin = origin;
        }

        void line(int line, String content) {
            Matcher matcher = LINE.matcher(content);
            if (!matcher.matches()) {
                refuse(
                        line,
                        content,
                        "文号、标题、签发、发布、年份、修改、放假或上班，空一格，再写内容",
                        "看不懂这一行",
                        "this line has no known keyword or nothing after it");
                return;
            }
            String keyword = Objects.requireNonNull(matcher.group(1));
            String value = Objects.requireNonNull(matcher.group(2));
            if (keyword.equals(NUMBER)) {
                endNotice();
            } else if (!fields.containsKey(NUMBER)) {
                refuse(line, content, "每份通知以「文号」开头", "这一行之前没有文号", "a notice begins with its number (文号)");
                return;
            }
            if (keyword.equals(OFF) || keyword.equals(MAKE_UP)) {
                days(line, value, keyword.equals(OFF));
            } else if (fields.putIfAbsent(keyword, value) == null) {
                fieldLines.put(keyword, line);
            } else {
                refuse(
                        line,
                        value,
                        "",
                        "「" + keyword + "」在第" + fieldLines.get(keyword) + "行已经写过",
                        keyword + " was given in line " + fieldLines.get(keyword) + " already");
            }
        }

        private void days(int line, String value, boolean off) {
            Matcher matcher = DAYS.matcher(value);
            if (!matcher.matches()) {
                refuse(
                        line,
                        value,
                        "2026-01-01 至 2026-01-03 元旦，或 2026-01-04 元旦",
                        "日期和节日的写法不对",
                        "expected a date or a range of dates, then the holiday's name");
                return;
            }
            LocalDate first = date(line, Objects.requireNonNull(matcher.group(1)));
            String until = matcher.group(2);
            LocalDate last = until == null ? first : date(line, until);
            if (first == null || last == null) {
                return;
            }
            if (last.isBefore(first) || last.toEpochDay() - first.toEpochDay() >= LONGEST_RANGE_DAYS) {
                refuse(
                        line,
                        value,
                        "从前往后，不超过" + LONGEST_RANGE_DAYS + "天",
                        "起止日期不对",
                        "the range is reversed or longer than " + LONGEST_RANGE_DAYS + " days");
                return;
            }
            String holiday = Objects.requireNonNull(matcher.group(3));
            first.datesUntil(last.plusDays(1)).forEach(date -> day(line, new Day(date, off, holiday)));
        }

        private void day(int line, Day day) {
            Day before = days.putIfAbsent(day.date(), day);
            if (before == null) {
                dayLines.put(day.date(), line);
                return;
            }
            String said = "第" + dayLines.get(day.date()) + "行已列为" + (before.off() ? OFF : MAKE_UP);
            boolean contradiction = before.off() != day.off();
            refuse(
                    line,
                    day.date(),
                    "",
                    day.date() + (contradiction ? "自相矛盾，" : "重复，") + said,
                    day.date() + (contradiction ? " contradicts line " : " repeats line ") + dayLines.get(day.date()));
        }

        /** Closes the notice being read, if there is one. */
        void endNotice() {
            String number = fields.get(NUMBER);
            if (number != null) {
                int before = problems.size();
                String title = required(TITLE);
                LocalDate issuedOn = date(ISSUED, required(ISSUED));
                LocalDate publishedOn =
                        fields.containsKey(PUBLISHED) ? date(PUBLISHED, fields.get(PUBLISHED)) : issuedOn;
                Integer year = year(required(YEAR));
                if (issuedOn != null && publishedOn != null && publishedOn.isBefore(issuedOn)) {
                    refuse(
                            lineOf(PUBLISHED),
                            publishedOn,
                            "不早于签发日期" + issuedOn,
                            "发布日期早于签发日期",
                            "published before it was issued");
                }
                if (days.isEmpty()) {
                    refuse(lineOf(NUMBER), number, "至少一行放假或上班", "通知没有安排任何日子", "the notice names no day");
                }
                if (problems.size() == before
                        && title != null
                        && issuedOn != null
                        && publishedOn != null
                        && year != null
                        && !days.isEmpty()) {
                    HolidayNotice notice = new HolidayNotice(
                            number, issuedOn, publishedOn, title, year, fields.get(AMENDS), List.copyOf(days.values()));
                    notices.add(new WrittenNotice(notice, origin, Map.copyOf(fieldLines), Map.copyOf(dayLines)));
                }
            }
            fields.clear();
            fieldLines.clear();
            days.clear();
            dayLines.clear();
        }

        private @Nullable String required(String keyword) {
            String value = fields.get(keyword);
            if (value == null) {
                refuse(
                        lineOf(NUMBER),
                        fields.get(NUMBER),
                        "",
                        "这份通知缺「" + keyword + "」",
                        "the notice has no " + keyword);
            }
            return value;
        }

        private int lineOf(String keyword) {
            return Objects.requireNonNull(fieldLines.get(keyword));
        }

        private @Nullable LocalDate date(String keyword, @Nullable String value) {
            return value == null ? null : date(lineOf(keyword), value);
        }

        private @Nullable LocalDate date(int line, String value) {
            try {
                return LocalDate.parse(value);
            } catch (DateTimeParseException notADate) {
                refuse(line, value, "年-月-日，如 2026-01-01", "没有这样的日期", "not a date");
                return null;
            }
        }

        private @Nullable Integer year(@Nullable String value) {
            if (value == null) {
                return null;
            }
            if (!value.matches("[0-9]{4}")) {
                refuse(lineOf(YEAR), value, "四位数字，如 2026", "年份的写法不对", "not a year of four digits");
                return null;
            }
            return Integer.valueOf(value);
        }

        private void refuse(int line, @Nullable Object value, String expected, String messageZh, String messageEn) {
            problems.add(WrittenNotice.problem(origin, line, value, expected, messageZh, messageEn));
        }
    }
}
