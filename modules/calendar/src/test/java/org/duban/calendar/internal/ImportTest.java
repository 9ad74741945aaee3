package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DayKind;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.WorkCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImportTest {

    /** What a clerk types when the notice arrives; the dates are made up. */
    private static final String NOTICE = """
            # 国务院办公厅关于2027年部分节假日安排的通知
            文号：国办发明电〔2026〕9号
            标题：国务院办公厅关于2027年部分节假日安排的通知
            签发：2026-11-05
            发布：2026-11-06
            年份：2027

            上班 2026-12-27 元旦
            放假 2026-12-31 至 2027-01-02 元旦
            放假 2027-02-05 至 2027-02-12 春节
            上班 2027-02-13 春节
            放假 2027-05-01 劳动节
            放假 2027-10-01 至 2027-10-07 国庆节
            """;

    @TempDir
    Path folder;

    private CalendarService calendars() {
        return new CalendarService(folder);
    }

    @Test
    void an_imported_notice_opens_its_year_and_moves_deadlines_that_were_provisional() {
        CalendarService calendars = calendars();
        WorkCalendar before = calendars.current();
        HolidayNotice notice = calendars.importNotice(NOTICE);

        assertEquals("国办发明电〔2026〕9号", notice.number());
        assertEquals(LocalDate.of(2026, 11, 5), notice.issuedOn());
        assertEquals(LocalDate.of(2026, 11, 6), notice.publishedOn());
        WorkCalendar after = calendars.current();
        assertEquals(notice.number(), after.version());
        assertEquals(LocalDate.of(2027, 12, 31), after.lastPublished());
        assertEquals(DayKind.HOLIDAY, after.kind(LocalDate.of(2026, 12, 31)));
        assertEquals(DayKind.MAKE_UP_WORKING_DAY, after.kind(LocalDate.of(2026, 12, 27)));
        LocalDate received = LocalDate.of(2026, 12, 24);
        assertEquals("2027-01-04 true", due(before, received, 7));
        assertEquals("2027-01-05 false", due(after, received, 7));
        assertEquals("国办发明电〔2025〕7号", before.version(), "a calendar that was handed out doesn't change");
        assertEquals("国办发明电〔2025〕7号", calendars.asOf(LocalDate.of(2026, 11, 5)).version());
    }

    private static String due(WorkCalendar calendar, LocalDate received, int days) {
        var due = calendar.addWorkingDays(received, days);
        return due.date() + " " + due.provisional();
    }

    @Test
    void an_imported_notice_is_there_after_a_restart() {
        HolidayNotice notice = calendars().importNotice(NOTICE);
        assertEquals(List.of(notice), last(calendars(), 1));
        HolidayNotice next = calendars().importNotice(Notices.forYear(2028));
        assertEquals(List.of(notice, next), last(calendars(), 2));
    }

    @Test
    void a_file_with_a_byte_order_mark_and_windows_line_ends_is_read() throws IOException {
        Path file = Files.writeString(folder.resolve("2027.txt"), "\uFEFF" + NOTICE.replace("\n", "\r\n"));
        assertEquals(2027, calendars().importNotice(file).year());
    }

    @Test
    void importing_the_very_same_notice_again_changes_nothing() throws IOException {
        CalendarService calendars = calendars();
        HolidayNotice notice = calendars.importNotice(NOTICE);
        String kept = Files.readString(folder.resolve("notices.txt"));
        assertEquals(notice, calendars.importNotice(NOTICE));
        assertEquals(kept, Files.readString(folder.resolve("notices.txt")));
        HolidayNotice shipped = calendars.notices().get(3);
        assertEquals(shipped, calendars.importNotice(NoticeFormat.write(shipped)), "a shipped one neither");
        assertEquals(kept, Files.readString(folder.resolve("notices.txt")));
    }

    @Test
    void a_second_notice_may_take_a_holiday_back_when_it_says_what_it_amends() {
        CalendarService calendars = calendars();
        calendars.importNotice(NOTICE);
        calendars.importNotice("""
                文号 国办发明电〔2027〕1号
                标题 国务院办公厅关于调整2027年春节假期安排的通知
                签发 2027-01-20
                年份 2027
                修改 国办发明电〔2026〕9号
                上班 2027-02-12 春节
                放假 2027-02-13 春节
                """);
        WorkCalendar calendar = calendars.current();
        assertEquals(DayKind.WORKING_DAY, calendar.kind(LocalDate.of(2027, 2, 12)));
        assertEquals(DayKind.HOLIDAY, calendar.kind(LocalDate.of(2027, 2, 13)));
        assertEquals(DayKind.HOLIDAY, calendar.kind(LocalDate.of(2027, 2, 11)));
        assertEquals(LocalDate.of(2027, 12, 31), calendar.lastPublished());
    }

    @Test
    void a_district_may_import_a_local_notice_that_adds_days() {
        CalendarService calendars = calendars();
        calendars.importNotice("""
                文号 州府办发〔2026〕3号
                标题 关于2026年火把节放假的通知
                签发 2026-06-01
                年份 2026
                放假 2026-08-06 至 2026-08-08 火把节
                上班 2026-08-09 火把节
                """);
        assertEquals(DayKind.HOLIDAY, calendars.current().kind(LocalDate.of(2026, 8, 6)));
        assertEquals(DayKind.MAKE_UP_WORKING_DAY, calendars.current().kind(LocalDate.of(2026, 8, 9)));
    }

    @Test
    void an_amending_notice_may_repeat_days_that_stay_as_they_are() {
        CalendarService calendars = calendars();
        calendars.importNotice("""
                文号 州府办发〔2026〕4号
                标题 关于2026年国庆节、州庆放假的通知
                签发 2026-06-01
                年份 2026
                修改 国办发明电〔2025〕7号
                上班 2026-09-20 国庆节
                放假 2026-10-01 至 2026-10-07 国庆节
                放假 2026-10-08 至 2026-10-09 州庆
                上班 2026-10-10 国庆节
                """);
        assertEquals(DayKind.MAKE_UP_WORKING_DAY, calendars.current().kind(LocalDate.of(2026, 9, 20)));
        assertEquals(DayKind.HOLIDAY, calendars.current().kind(LocalDate.of(2026, 10, 9)));
    }

    /** What is changed in the notice; the line that must be named; part of the message. */
    static Stream<Arguments> wrongNotices() {
        return Stream.of(
                wrong("上班 2027-02-13 春节", "上班 2027-02-12 春节", 11, "2027-02-12自相矛盾，第10行已列为放假"),
                wrong("放假 2027-05-01 劳动节", "放假 2027-05-01 劳动节\n放假 2027-05-01 劳动节", 13, "2027-05-01重复，第12行已列为放假"),
                wrong("上班 2027-02-13 春节", "上班 2027-02-15 春节", 11, "2027-02-15本来就是工作日"),
                wrong("放假 2027-05-01 劳动节", "放假 2027-05-01 劳动节\n放假 2026-05-02 劳动节", 13, "不在2027年的范围内"),
                wrong("放假 2027-05-01 劳动节", "放假 2027-05-01 劳动节\n放假 2028-01-01 元旦", 13, "不在2027年的范围内"),
                wrong("放假 2027-05-01 劳动节\n", "", 2, "不完整"),
                wrong("放假 2027-10-01 至 2027-10-07 国庆节\n", "", 2, "不完整"),
                wrong("放假 2027-05-01 劳动节", "放假 2027-02-30 劳动节", 12, "没有这样的日期"),
                wrong("放假 2027-05-01 劳动节", "放假 2027-5-1 劳动节", 12, "没有这样的日期"),
                wrong("放假 2027-05-01 劳动节", "放假 5月1日 劳动节", 12, "日期和节日的写法不对"),
                wrong("放假 2027-05-01 劳动节", "放假 2027-05-01", 12, "日期和节日的写法不对"),
                wrong("至 2027-10-07", "至 2027-09-07", 13, "起止日期不对"),
                wrong("至 2027-10-07", "至 2027-12-07", 13, "起止日期不对"),
                wrong("放假 2027-05-01 劳动节", "休息 2027-05-01 劳动节", 12, "看不懂这一行"),
                wrong("年份：2027", "年份", 6, "看不懂这一行"),
                wrong("年份：2027", "年份：二〇二七", 6, "年份的写法不对"),
                wrong("年份：2027", "年份：2029", 6, "年份与已有通知不衔接"),
                wrong("年份：2027", "年份：2006", 6, "年份与已有通知不衔接"),
                wrong("年份：2027\n", "", 2, "这份通知缺「年份」"),
                wrong("标题：国务院办公厅关于2027年部分节假日安排的通知\n", "", 2, "这份通知缺「标题」"),
                wrong("签发：2026-11-05\n", "", 2, "这份通知缺「签发」"),
                wrong("签发：2026-11-05", "签发：2026-11-31", 4, "没有这样的日期"),
                wrong("签发：2026-11-05", "签发：2024-11-05", 4, "签发日期与所安排的年份对不上"),
                wrong("发布：2026-11-06", "发布：2026-11-01", 5, "发布日期早于签发日期"),
                wrong("年份：2027", "年份：2027\n年份：2028", 7, "「年份」在第6行已经写过"),
                wrong("年份：2027", "年份：2027\n修改：国办发明电〔2026〕8号", 7, "没有这份通知"),
                wrong("文号：国办发明电〔2026〕9号\n", "", 2, "这一行之前没有文号"),
                wrong("文号：国办发明电〔2026〕9号", "文号：国办发明电〔2025〕7号", 2, "同一文号的通知已有，内容不同"),
                Arguments.of("", 1, "文件里没有通知"),
                Arguments.of(NOTICE + Notices.forYear(2028), 14, "文件里不止一份通知"),
                Arguments.of(
                        NOTICE.replace("签发：2026-11-05\n发布：2026-11-06", "签发：2025-11-03\n发布：2025-11-03")
                                .replace("年份：2027", "年份：2026")
                                .replace("2026-12", "2025-12")
                                .replace("2027-", "2026-"),
                        5,
                        "早于已有的最新通知国办发明电〔2025〕7号"),
                Arguments.of("""
                        文号 国办发明电〔2026〕2号
                        标题 关于调整的通知
                        签发 2026-03-01
                        年份 2026
                        放假 2026-04-30 劳动节
                        放假 2026-05-09 劳动节
                        """, 6, "2026-05-09已由国办发明电〔2025〕7号安排上班"),
                Arguments.of("""
                        文号 国办发明电〔2026〕2号
                        标题 关于调整的通知
                        签发 2026-03-01
                        年份 2026
                        修改 国办发明电〔2024〕12号
                        放假 2026-05-09 劳动节
                        """, 6, "2026-05-09已由国办发明电〔2025〕7号安排上班"),
                Arguments.of(
                        NoticeFormat.write(new CalendarService().notices().get(22))
                                .replace("签发 2025-11-04", "签发 2025-11-03"),
                        1,
                        "同一文号的通知已有，内容不同"),
                Arguments.of("文号 甲〔2026〕1号\n标题 空\n签发 2026-03-01\n年份 2026\n", 1, "通知没有安排任何日子"));
    }

    private static Arguments wrong(String right, String wrong, int line, String message) {
        assertTrue(NOTICE.contains(right), right);
        return Arguments.of(NOTICE.replace(right, wrong), line, message);
    }

    @ParameterizedTest(name = "line {1}: {2}")
    @MethodSource("wrongNotices")
    void a_wrong_notice_is_refused_with_its_line_and_nothing_has_changed(String text, int line, String message)
            throws IOException {
        CalendarService calendars = calendars();
        WorkCalendar before = calendars.current();
        DubanException refused = assertThrows(DubanException.class, () -> calendars.importNotice(text));
        assertEquals(ErrorCode.CALENDAR_NOTICE_INVALID, refused.code());
        assertTrue(refused.problems().stream().anyMatch(problem -> says(problem, line, message)), refused.getMessage());
        assertEquals(before, calendars.current());
        assertEquals(before.version(), calendars().current().version());
        assertFalse(Files.exists(folder.resolve("notices.txt")));
    }

    private static boolean says(Problem problem, int line, String message) {
        return problem.field().equals("line " + line)
                && problem.messageZh().startsWith("第" + line + "行：")
                && problem.messageEn().startsWith("line " + line + ": ")
                && problem.messageZh().contains(message);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        String text = NOTICE.replace("签发：2026-11-05", "签发：昨天").replace("2027-05-01 劳动节", "2027-05-32 劳动节");
        DubanException refused =
                assertThrows(DubanException.class, () -> calendars().importNotice(text));
        assertEquals(
                List.of("line 12", "line 4"),
                refused.problems().stream().map(Problem::field).toList());
    }

    @Test
    void a_file_in_another_encoding_is_refused_with_the_line_where_it_shows() throws IOException {
        Path file =
                Files.write(folder.resolve("gbk.txt"), ("# notice\n\n" + NOTICE).getBytes(Charset.forName("GB18030")));
        DubanException refused =
                assertThrows(DubanException.class, () -> calendars().importNotice(file));
        assertEquals(ErrorCode.CALENDAR_NOTICE_INVALID, refused.code());
        assertEquals("line 3", refused.problems().get(0).field());
    }

    @Test
    void a_missing_file_is_refused() {
        Path missing = folder.resolve("missing.txt");
        DubanException refused =
                assertThrows(DubanException.class, () -> calendars().importNotice(missing));
        assertEquals(ErrorCode.CALENDAR_NOTICE_INVALID, refused.code());
        assertEquals(missing.toString(), refused.problems().get(0).value());
    }

    @Test
    void without_a_folder_nothing_can_be_imported() {
        DubanException refused = assertThrows(DubanException.class, () -> new CalendarService().importNotice(NOTICE));
        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refused.code());
    }

    @Test
    void a_folder_that_cannot_be_written_is_named_and_the_calendar_stays_as_it_was() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CalendarService calendars = new CalendarService(file.resolve("calendar"));
        DubanException refused = assertThrows(DubanException.class, () -> calendars.importNotice(NOTICE));
        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refused.code());
        assertEquals("国办发明电〔2025〕7号", calendars.current().version());
    }

    @Test
    void a_write_that_fails_leaves_the_kept_notices_as_they_were() throws IOException {
        CalendarService calendars = calendars();
        calendars.importNotice(NOTICE);
        Files.createDirectory(folder.resolve("notices.txt.new"));
        DubanException refused =
                assertThrows(DubanException.class, () -> calendars.importNotice(Notices.forYear(2028)));
        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refused.code());
        assertEquals("国办发明电〔2026〕9号", calendars.current().version());
        assertEquals("国办发明电〔2026〕9号", calendars().current().version());
    }

    @Test
    void an_import_sees_what_another_process_has_imported_meanwhile() {
        CalendarService one = calendars();
        CalendarService other = calendars();
        one.importNotice(NOTICE);
        other.importNotice(Notices.forYear(2028));
        assertEquals(LocalDate.of(2028, 12, 31), other.current().lastPublished());
        assertEquals(other.notices(), calendars().notices());
    }

    @Test
    void two_imports_at_once_are_not_mixed() throws IOException {
        CalendarService calendars = calendars();
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("notices.txt.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertTrue(held.isValid());
            DubanException refused = assertThrows(DubanException.class, () -> calendars.importNotice(NOTICE));
            assertEquals(ErrorCode.DATA_DIRECTORY_IN_USE, refused.code());
        }
        assertEquals(2027, calendars.importNotice(NOTICE).year());
    }

    @Test
    void kept_notices_that_are_damaged_are_named_with_file_and_line() throws IOException {
        calendars().importNotice(NOTICE);
        Path kept = folder.resolve("notices.txt");
        Files.writeString(kept, Files.readString(kept).replace("2027-10-01", "2027-13-01"));
        DubanException refused = assertThrows(DubanException.class, this::calendars);
        assertEquals(ErrorCode.CALENDAR_NOTICE_INVALID, refused.code());
        assertTrue(refused.getMessage().contains(kept + " 第20行"), refused.getMessage());
    }

    @Test
    void an_imported_notice_that_a_later_duban_ships_itself_counts_once() throws IOException {
        CalendarService calendars = new CalendarService();
        HolidayNotice shipped = calendars.notices().get(calendars.notices().size() - 1);
        Files.writeString(folder.resolve("notices.txt"), NoticeFormat.write(shipped));
        assertEquals(calendars.notices(), calendars().notices());
    }

    @Test
    void an_imported_notice_that_contradicts_the_shipped_one_of_its_number_is_named() throws IOException {
        CalendarService calendars = new CalendarService();
        String shipped =
                NoticeFormat.write(calendars.notices().get(calendars.notices().size() - 1));
        Files.writeString(folder.resolve("notices.txt"), shipped.replace("放假 2026-02-23 春节\n", ""));
        DubanException refused = assertThrows(DubanException.class, this::calendars);
        assertTrue(refused.getMessage().contains("notices.txt 第1行：同一文号的通知已有，内容不同"), refused.getMessage());
    }

    private static List<HolidayNotice> last(CalendarService calendars, int count) {
        List<HolidayNotice> all = calendars.notices();
        return all.subList(all.size() - count, all.size());
    }
}
