package org.duban.ledger.internal.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.ledger.internal.intake.Grid.Cell;
import org.duban.ledger.internal.intake.IntakeRules.DateRules;
import org.jspecify.annotations.Nullable;

/**
 * Dates as offices write them: 2026年3月1日, 2026.3.1, 2026-03-01, 20260301, 二〇二六年三月一日, 3月底前, 第一季度, Excel's serial numbers.
 * Pure.
 *
 * @param year the year of dates without one; 0 when it isn't known
 * @param from1904 whether serial numbers count from 1904
 */
record Dates(DateRules rules, int year, boolean from1904) {

    static final String EXPECTED = "2026年3月1日、2026-03-01 或 2026.3.1 这样的日期";

    private static final String NUMBER = "(\\d{1,2}|[〇零一二三四五六七八九十]{1,3})";
    private static final String YEAR = "(\\d{4}|[〇零一二三四五六七八九]{4})";
    private static final String TIME = "(?:[T ]?(\\d{1,2})[:时](\\d{1,2})(?:[:分](\\d{1,2})(?:\\.\\d+)?秒?)?)?";
    private static final String BEFORE = "(?:之前|以前|前|止|内|完成)*";

    private static final Pattern DAY =
            Pattern.compile(YEAR + "[年.\\-/]" + NUMBER + "[月.\\-/]" + NUMBER + "[日号]?" + TIME + BEFORE);
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern MONTH =
            Pattern.compile(YEAR + "[年.\\-/]" + NUMBER + "月?(?:份)?(底|末|上旬|中旬|下旬)?" + BEFORE);
    private static final Pattern DAY_ALONE = Pattern.compile(NUMBER + "[月.]" + NUMBER + "[日号]?" + BEFORE);
    private static final Pattern MONTH_ALONE = Pattern.compile(NUMBER + "月(?:份)?(底|末|上旬|中旬|下旬)?" + BEFORE);
    private static final Pattern SPAN =
            Pattern.compile("(?:" + YEAR + "年?)?(?:第?([一二三四1234])季度|(上半年|下半年|年底|年末|全年|年内|年))(?:末|底)?" + BEFORE);
    private static final Pattern AMERICAN = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern SHORT_YEAR = Pattern.compile("\\d{2}[年.\\-/]\\d{1,2}[月.\\-/]\\d{1,2}日?");

    /** Serial numbers that are taken for days without being formatted as such: 2000 to 2099. */
    private static final int FIRST_SERIAL = 36_526;

    private static final int LAST_SERIAL = 73_050;

    /** The last serial number Excel knows: 9999-12-31. */
    private static final int MOST_SERIAL = 2_958_465;

    /**
     * What was read.
     *
     * @param at the time; null for none (长期) and for what isn't a date
     * @param remark what was decided; empty for a plain date
     * @param fault what is wrong with it; empty when nothing is
     */
    record Read(@Nullable LocalDateTime at, String remark, String fault) {
        @Nullable
        LocalDate day() {
            return at == null ? null : at.toLocalDate();
        }
    }

    private static Read plain(LocalDateTime at) {
        return new Read(at, "", "");
    }

    private static Read fault(String zh) {
        return new Read(null, "", zh);
    }

    Read read(Cell cell) {
        if (cell.error()) {
            return fault("单元格是错误值");
        }
        Double number = cell.number();
        if (number == null) {
            return text(cell.text());
        }
        if (cell.date()) {
            return serial(number, "");
        }
        Matcher digits = DIGITS.matcher(cell.text());
        if (digits.matches() && number > LAST_SERIAL) {
            return text(cell.text());
        }
        return number >= FIRST_SERIAL && number <= LAST_SERIAL
                ? serial(number, "数字 " + cell.text() + " 按 Excel 日期序号")
                : text(cell.text());
    }

    private Read serial(double number, String remark) {
        if (number < 1 || number > MOST_SERIAL) {
            return fault("不是日期");
        }
        long days = (long) Math.floor(number);
        LocalDate first = from1904
                ? LocalDate.of(1904, 1, 1)
                // Excel has a 29 February 1900, serial 60, that never was.
                : days > 59 ? LocalDate.of(1899, 12, 30) : LocalDate.of(1899, 12, 31);
        long seconds = Math.round((number - days) * 86_400);
        LocalDateTime at = first.plusDays(days).atStartOfDay().plusSeconds(seconds);
        return new Read(at, remark.isEmpty() ? "" : remark + "认作 " + at.toLocalDate(), "");
    }

    private Read text(String original) {
        String wide = Fold.wide(original);
        String spaced = Fold.trim(wide).replace('—', '-').replace('–', '-').replace('〜', '~');
        String text = Fold.tight(spaced);
        if (rules.open().stream().anyMatch(word -> Fold.tight(word).equals(text))) {
            return new Read(null, "「" + original + "」没有具体时限，交办前须补", "");
        }
        if (rules.yearEnd().stream().anyMatch(word -> Fold.tight(word).equals(text))) {
            return year == 0 ? noYear() : end(LocalDate.of(year, 12, 31), original);
        }
        try {
            Read one = single(spaced.replaceAll("\\s+", " "), text, original);
            if (one != null) {
                return one;
            }
            String[] range = text.split("至|到|~|(?<=[日月号])-", -1);
            if (range.length == 2) {
                return range(range, original);
            }
        } catch (DateTimeException e) {
            return fault("没有这一天");
        }
        return fault("不是日期");
    }

    /** Of a span the last day counts; its year may stand at its beginning alone. */
    private Read range(String[] range, String original) {
        Read from = single(range[0], range[0], original);
        Dates later = from == null || from.at() == null
                ? this
                : new Dates(rules, from.at().getYear(), from1904);
        Read to = later.single(range[1], range[1], original);
        return to == null || to.at() == null
                ? fault("不是日期")
                : new Read(to.at(), "「" + original + "」取截止日 " + to.at().toLocalDate(), "");
    }

    private @Nullable Read single(String spaced, String text, String original) {
        Matcher day = DAY.matcher(spaced);
        if (!day.matches()) {
            day = DAY.matcher(text);
        }
        if (day.matches()) {
            return plain(LocalDateTime.of(
                    LocalDate.of(value(day.group(1)), value(day.group(2)), value(day.group(3))), time(day)));
        }
        Matcher digits = DIGITS.matcher(text);
        if (digits.matches()) {
            return plain(LocalDate.of(value(digits.group(1)), value(digits.group(2)), value(digits.group(3)))
                    .atStartOfDay());
        }
        String relative =
                year == 0 ? text : text.replaceFirst("^(今年|本年)", year + "年").replaceFirst("^明年", year + 1 + "年");
        Matcher month = MONTH.matcher(relative);
        if (month.matches()) {
            return part(value(month.group(1)), value(month.group(2)), month.group(3), original);
        }
        Matcher dayAlone = DAY_ALONE.matcher(relative);
        if (dayAlone.matches()) {
            if (year == 0) {
                return noYear();
            }
            LocalDate read = LocalDate.of(year, value(dayAlone.group(1)), value(dayAlone.group(2)));
            return new Read(read.atStartOfDay(), "「" + original + "」按 " + year + " 年", "");
        }
        Matcher monthAlone = MONTH_ALONE.matcher(relative);
        if (monthAlone.matches()) {
            return year == 0 ? noYear() : part(year, value(monthAlone.group(1)), monthAlone.group(2), original);
        }
        Matcher span = SPAN.matcher(relative);
        if (span.matches()) {
            int of = span.group(1) == null ? year : value(span.group(1));
            return of == 0 ? noYear() : span(of, span.group(2), span.group(3), original);
        }
        if (AMERICAN.matcher(text).matches()) {
            return fault("月、日的先后不明");
        }
        return SHORT_YEAR.matcher(text).matches() ? fault("年份须写四位") : null;
    }

    private static Read span(int year, @Nullable String quarter, @Nullable String half, String original) {
        if (quarter != null) {
            return end(YearMonth.of(year, 3 * value(quarter)).atEndOfMonth(), original);
        }
        return end(LocalDate.of(year, "上半年".equals(half) ? 6 : 12, "上半年".equals(half) ? 30 : 31), original);
    }

    private static Read part(int year, int month, @Nullable String which, String original) {
        YearMonth of = YearMonth.of(year, month);
        return end("上旬".equals(which) ? of.atDay(10) : "中旬".equals(which) ? of.atDay(20) : of.atEndOfMonth(), original);
    }

    private static Read end(LocalDate day, String original) {
        return new Read(day.atStartOfDay(), "「" + original + "」按最后一天 " + day, "");
    }

    private static Read noYear() {
        return fault("没有年份，表题、文件名和导入选项中也没有");
    }

    private static LocalTime time(Matcher day) {
        return day.group(4) == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(
                        value(day.group(4)), value(day.group(5)), day.group(6) == null ? 0 : value(day.group(6)));
    }

    /** Of digits, or of Chinese numerals one by one (二〇二六) or with tens (二十一). */
    private static int value(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        int tens = text.indexOf('十');
        if (tens >= 0) {
            return (tens == 0 ? 1 : digit(text.charAt(0))) * 10
                    + (tens == text.length() - 1 ? 0 : digit(text.charAt(tens + 1)));
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = value * 10 + digit(text.charAt(i));
        }
        return value;
    }

    private static int digit(char c) {
        return c == '零' ? 0 : "〇一二三四五六七八九".indexOf(c);
    }
}
