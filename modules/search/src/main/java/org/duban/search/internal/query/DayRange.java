package org.duban.search.internal.query;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Identifiers;
import org.jspecify.annotations.Nullable;

/**
 * Days somebody typed: a day, a month, a year in any spelling ({@link Identifiers}), 今天 and the like, {@code >=} one of them, or from one
 * to another.
 *
 * @param from the first; null when that side is open
 * @param to the last; null when that side is open; never both
 */
record DayRange(@Nullable LocalDate from, @Nullable LocalDate to) {

    /** What can stand between two ends, the longer first. Folded. */
    private static final List<String> UNTIL = List.of("...", "..", "…", "~", "至", "到");

    private static final String NUMERALS = "0123456789零一二三四五六七八九十廿卅";
    private static final String BETWEEN = "-/.年月日号";

    private static final Map<String, Function<LocalDate, DayRange>> RELATIVE = new HashMap<>();

    static {
        relative(day -> day(day), "今天", "今日", "当天", "today");
        relative(day -> day(day.minusDays(1)), "昨天", "昨日", "yesterday");
        relative(day -> day(day.plusDays(1)), "明天", "明日", "tomorrow");
        relative(day -> week(day), "本周", "这周", "week");
        relative(day -> week(day.minusWeeks(1)), "上周");
        relative(day -> week(day.plusWeeks(1)), "下周");
        relative(day -> month(YearMonth.from(day)), "本月", "这个月", "当月", "month");
        relative(day -> month(YearMonth.from(day).minusMonths(1)), "上月", "上个月");
        relative(day -> month(YearMonth.from(day).plusMonths(1)), "下月", "下个月");
        relative(day -> year(day.getYear()), "今年", "本年", "本年度", "year");
        relative(day -> year(day.getYear() - 1), "去年", "上年", "上年度");
        relative(day -> year(day.getYear() + 1), "明年", "下年", "下年度");
    }

    private static void relative(Function<LocalDate, DayRange> range, String... words) {
        for (String word : words) {
            RELATIVE.put(Folding.fold(word), range);
        }
    }

    private static DayRange day(LocalDate day) {
        return new DayRange(day, day);
    }

    /** From Monday to Sunday (GB/T 7408). */
    private static DayRange week(LocalDate day) {
        return new DayRange(
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
    }

    private static DayRange month(YearMonth month) {
        return new DayRange(month.atDay(1), month.atEndOfMonth());
    }

    private static DayRange year(int year) {
        return new DayRange(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /**
     * Reads days.
     *
     * @param typed as it was typed
     * @param today what 今天 means
     * @return null when it is nothing of the kind
     */
    static @Nullable DayRange read(String typed, LocalDate today) {
        String text = withoutSpaces(Folding.fold(typed));
        String value = text.replace("≥", ">=").replace("≤", "<=");
        if (value.startsWith(">") || value.startsWith("<")) {
            boolean equal = value.startsWith("=", 1);
            DayRange limit = single(value.substring(equal ? 2 : 1), today);
            return limit == null ? null : compared(value.charAt(0) == '>', equal, limit);
        }
        for (String until : UNTIL) {
            int at = value.indexOf(until);
            if (at >= 0) {
                return between(value.substring(0, at), value.substring(at + until.length()), today);
            }
        }
        return single(value, today);
    }

    private static DayRange compared(boolean later, boolean equal, DayRange limit) {
        LocalDate from = limit.first();
        LocalDate to = limit.last();
        return later
                ? new DayRange(equal ? from : to.plusDays(1), null)
                : new DayRange(null, equal ? to : from.minusDays(1));
    }

    /** From the one to the other; the wrong way round means the same. */
    private static @Nullable DayRange between(String left, String right, LocalDate today) {
        DayRange a = single(left, today);
        DayRange b = single(right, today);
        if (a == null && !left.isEmpty() || b == null && !right.isEmpty()) {
            return null;
        }
        if (a == null || b == null) {
            return a != null ? new DayRange(a.first(), null) : b == null ? null : new DayRange(null, b.last());
        }
        return a.first().isAfter(b.last()) ? new DayRange(b.first(), a.last()) : new DayRange(a.first(), b.last());
    }

    private static @Nullable DayRange single(String value, LocalDate today) {
        Function<LocalDate, DayRange> relative = RELATIVE.get(value);
        return relative != null ? relative.apply(today) : absolute(value, today);
    }

    private static @Nullable DayRange absolute(String value, LocalDate today) {
        if (value.length() == 4 && value.chars().allMatch(c -> c >= '0' && c <= '9') && value.charAt(0) != '0') {
            return year(Integer.parseInt(value));
        }
        int numbers = numbers(value);
        if (numbers == 0) {
            return null;
        }
        boolean ofThisYear = value.indexOf('月') >= 0 && value.indexOf('年') < 0;
        List<String> forms = Identifiers.of(ofThisYear ? Year.from(today) + "年" + value : value);
        if (forms.size() != 1) {
            return null;
        }
        String form = forms.get(0);
        // 2026-03-05-07 has a date in it and isn't one.
        int inForm = (int) form.chars().filter(c -> c == '-').count() + 1;
        boolean whole = inForm == numbers + (ofThisYear ? 1 : 0) || inForm == 3 && value.length() == 8 && numbers == 1;
        return whole ? ofForm(form) : null;
    }

    private static @Nullable DayRange ofForm(String form) {
        try {
            return switch (form.length()) {
                case 4 -> year(Integer.parseInt(form));
                case 7 -> month(YearMonth.parse(form));
                case 10 -> day(LocalDate.parse(form));
                default -> null;
            };
        } catch (DateTimeException | NumberFormatException e) {
            return null; // a number of something else, 第37期, or a year that there is not
        }
    }

    /** How many numbers a date has; 0 when something else stands between them. */
    private static int numbers(String value) {
        int numbers = 0;
        boolean inNumber = false;
        for (int i = 0; i < value.length(); i++) {
            boolean numeral = NUMERALS.indexOf(value.charAt(i)) >= 0;
            if (!numeral && BETWEEN.indexOf(value.charAt(i)) < 0) {
                return 0;
            }
            numbers += numeral && !inNumber ? 1 : 0;
            inNumber = numeral;
        }
        return numbers;
    }

    private static String withoutSpaces(String text) {
        StringBuilder left = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(left::appendCodePoint);
        return left.toString();
    }

    private LocalDate first() {
        return from == null ? LocalDate.MIN : from;
    }

    private LocalDate last() {
        return to == null ? LocalDate.MAX : to;
    }

    /** The first day, in days since 1970-01-01; {@code Long.MIN_VALUE} when there is none. */
    long fromEpochDay() {
        return from == null ? Long.MIN_VALUE : from.toEpochDay();
    }

    /** The last day, in days since 1970-01-01; {@code Long.MAX_VALUE} when there is none. */
    long toEpochDay() {
        return to == null ? Long.MAX_VALUE : to.toEpochDay();
    }

    /** For people: 2026-01-01至2026-03-31. */
    String label() {
        if (from == null) {
            return to + "及以前";
        }
        if (to == null) {
            return from + "及以后";
        }
        return from.equals(to) ? from.toString() : from + "至" + to;
    }
}
