package org.duban.calendar.internal;

import static org.duban.calendar.internal.NoticeFormat.AMENDS;
import static org.duban.calendar.internal.NoticeFormat.ISSUED;
import static org.duban.calendar.internal.NoticeFormat.NUMBER;
import static org.duban.calendar.internal.NoticeFormat.PUBLISHED;
import static org.duban.calendar.internal.NoticeFormat.YEAR;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.HolidayNotice.Day;

/** Notices that agree with each other, in the order they were published, and what they make of each day. Immutable. */
final class NoticeChain {

    static final NoticeChain EMPTY = new NoticeChain(List.of(), new TreeMap<>());

    /** Days that are public holidays in every year since 1999 (全国年节及纪念日放假办法 §2), so a notice for a year names them all. */
    private static final List<MonthDay> ALWAYS_OFF =
            List.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1), MonthDay.of(10, 2), MonthDay.of(10, 3));

    /** A day as the newest notice that names it has it. */
    record NamedDay(Day day, HolidayNotice notice) {}

    private final List<HolidayNotice> notices;
    private final TreeMap<LocalDate, NamedDay> days;

    private NoticeChain(List<HolidayNotice> notices, TreeMap<LocalDate, NamedDay> days) {
        this.notices = notices;
        this.days = days;
    }

    List<HolidayNotice> notices() {
        return notices;
    }

    /** All named days, in order. */
    NavigableMap<LocalDate, NamedDay> days() {
        return Collections.unmodifiableNavigableMap(days);
    }

    Optional<HolidayNotice> find(String number) {
        return notices.stream().filter(notice -> notice.number().equals(number)).findFirst();
    }

    /** Whether this chain is that one, or goes on from it. */
    boolean extendsChain(NoticeChain earlier) {
        int known = earlier.notices.size();
        return notices.size() >= known && notices.subList(0, known).equals(earlier.notices);
    }

    int firstYear() {
        return notices.get(0).year();
    }

    int lastYear() {
        return notices.stream().mapToInt(HolidayNotice::year).max().orElseThrow();
    }

    boolean isWorkingDay(LocalDate date) {
        NamedDay named = days.get(date);
        return named == null ? !isWeekend(date) : !named.day().off();
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    /**
     * The chain with one more notice.
     *
     * @throws DubanException {@code CALENDAR_NOTICE_INVALID} when the notice contradicts the chain or common sense
     */
    NoticeChain plus(WrittenNotice written) {
        List<Problem> problems = check(written);
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return plus(written.notice());
    }

    private NoticeChain plus(HolidayNotice notice) {
        List<HolidayNotice> more = new ArrayList<>(notices);
        more.add(notice);
        return of(more);
    }

    /** The chain up to and with its n-th notice. */
    NoticeChain first(int n) {
        return n == notices.size() ? this : of(notices.subList(0, n));
    }

    private static NoticeChain of(List<HolidayNotice> notices) {
        TreeMap<LocalDate, NamedDay> days = new TreeMap<>();
        for (HolidayNotice notice : notices) {
            for (Day day : notice.days()) {
                days.put(day.date(), new NamedDay(day, notice));
            }
        }
        return new NoticeChain(List.copyOf(notices), days);
    }

    private List<Problem> check(WrittenNotice written) {
        List<Problem> problems = new ArrayList<>();
        HolidayNotice notice = written.notice();
        if (find(notice.number()).isPresent()) {
            problems.add(written.problem(
                    NUMBER,
                    notice.number(),
                    "",
                    "同一文号的通知已有，内容不同",
                    "a notice of this number is known and says something else"));
        }
        if (notice.issuedOn().getYear() != notice.year() && notice.issuedOn().getYear() != notice.year() - 1) {
            problems.add(written.problem(
                    ISSUED,
                    notice.issuedOn(),
                    (notice.year() - 1) + "年或" + notice.year() + "年",
                    "签发日期与所安排的年份对不上",
                    "a notice is issued in the year it arranges or in the one before"));
        }
        if (!notices.isEmpty()) {
            checkPlace(written, problems);
        }
        if (notices.isEmpty() || notice.year() > lastYear()) {
            checkOpensYear(written, problems);
        }
        for (Day day : notice.days()) {
            checkDay(written, day, problems);
        }
        return problems;
    }

    private void checkPlace(WrittenNotice written, List<Problem> problems) {
        HolidayNotice notice = written.notice();
        HolidayNotice newest = notices.get(notices.size() - 1);
        if (notice.publishedOn().isBefore(newest.publishedOn())) {
            problems.add(written.problem(
                    PUBLISHED,
                    notice.publishedOn(),
                    "不早于" + newest.publishedOn(),
                    "早于已有的最新通知" + newest.number(),
                    "published before the newest notice known, " + newest.number()));
        }
        if (notice.year() < firstYear() || notice.year() > lastYear() + 1) {
            problems.add(written.problem(
                    YEAR,
                    notice.year(),
                    firstYear() + "至" + (lastYear() + 1),
                    "年份与已有通知不衔接",
                    "the year doesn't join the years known"));
        }
        String amends = notice.amends();
        if (amends != null && find(amends).isEmpty()) {
            problems.add(written.problem(AMENDS, amends, "已有通知的文号", "没有这份通知", "no notice of this number is known"));
        }
    }

    /** A year counts as published from here on, so half a notice would do harm. */
    private static void checkOpensYear(WrittenNotice written, List<Problem> problems) {
        HolidayNotice notice = written.notice();
        List<LocalDate> off = notice.daysOff();
        List<LocalDate> missing = ALWAYS_OFF.stream()
                .map(day -> day.atYear(notice.year()))
                .filter(day -> !off.contains(day))
                .toList();
        if (!missing.isEmpty()) {
            problems.add(written.problem(
                    NUMBER,
                    notice.number(),
                    "放假日包括" + missing,
                    notice.year() + "年的通知不完整，缺法定节假日",
                    "the notice for " + notice.year() + " leaves out public holidays"));
        }
    }

    private void checkDay(WrittenNotice written, Day day, List<Problem> problems) {
        HolidayNotice notice = written.notice();
        LocalDate date = day.date();
        LocalDate earliest = LocalDate.of(notice.year() - 1, 12, 1);
        if (date.isBefore(earliest) || date.getYear() > notice.year()) {
            problems.add(written.problem(
                    date,
                    earliest + "至" + notice.year() + "-12-31",
                    date + "不在" + notice.year() + "年的范围内",
                    date + " is out of reach of a notice for " + notice.year()));
        }
        NamedDay named = days.get(date);
        if (named != null && !mayRename(notice, named)) {
            problems.add(written.problem(
                    date,
                    "如确属调整，加一行「修改 " + named.notice().number() + "」",
                    date + "已由" + named.notice().number() + "安排" + (named.day().off() ? "放假" : "上班"),
                    date + " is arranged by " + named.notice().number() + ", which this notice doesn't say it amends"));
        } else if (!day.off() && isWorkingDay(date) && !isWeekend(date)) {
            problems.add(written.problem(
                    date, "周六、周日，或原定放假的日子", date + "本来就是工作日，不必列为上班", date + " is a working day already"));
        }
    }

    /** A notice that amends one of a year's notices may name anew what any of that year's notices named. */
    private boolean mayRename(HolidayNotice notice, NamedDay named) {
        String amends = notice.amends();
        return amends != null
                && find(amends)
                        .filter(amended -> amended.year() == named.notice().year())
                        .isPresent();
    }
}
