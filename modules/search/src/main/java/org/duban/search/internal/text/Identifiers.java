package org.duban.search.internal.text;

import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has many spellings and one meaning, and gives each one form.
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><th>form</th><th>written</th></tr>
 * <tr><td>{@code 2026-03-05}</td><td>2026年3月5日, 二〇二六年三月五日, 二○二六年三月五号, 2026-03-05, 2026/3/5, 2026.3.5, 20260305</td></tr>
 * <tr><td>{@code 2026-03}</td><td>2026年3月, 二〇二六年三月, 2026-03, 2026/3, 2026.3</td></tr>
 * <tr><td>{@code 2026}</td><td>2026年, 二零二六年</td></tr>
 * <tr><td>{@code --03-05}</td><td>3月5日, 三月五号, with no year before it</td></tr>
 * <tr><td>{@code 七督通2026#3}</td><td>七督通〔2026〕3号, 七督通[2026]第3号, 七督通（二〇二六）三号, 七督通2026年第3号, 七督通20263号</td></tr>
 * <tr><td>{@code 期#37}</td><td>第37期, 第三十七期; so too 号, 条, 款, 项, 章, 次, 届, 批, 轮</td></tr>
 * <tr><td>{@code 12.5%}</td><td>12.5%, 12.50％, 百分之十二点五</td></tr>
 * </table>
 *
 * <p>In full or half width, with spaces between the parts. A year's form is the beginning of its months' forms, a month's of its days': ask
 * it as a prefix to mean all of it. A day that no calendar has (2026年2月30日) is not a date.
 */
public final class Identifiers {

    /** Rules are read from a text that long at most: from where a number begins to where the longest spelling ends. */
    private static final int REACH = 64;
    /** How long the organ's code before a document's year can be. */
    private static final int CODE_LONGEST = 8;

    private static final int CODE_SHORTEST = 2;

    private static final String S = "\\s{0,2}";
    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final String CHINESE_NUMERALS = CHINESE_DIGITS + "两十百千廿卅";
    private static final String N = "(\\d{1,5}|[" + CHINESE_NUMERALS + "]{1,7})";
    private static final String YEAR = "(\\d{4}|[" + CHINESE_DIGITS + "]{4})";
    private static final String COMMON_YEAR = "((?:19|20)\\d\\d|(?:一九|二零)[" + CHINESE_DIGITS + "]{2})";
    private static final String SEPARATORS = "-/.\u2010\u2012\u2013\u2014\u2212";
    private static final String SEPARATOR = "([" + SEPARATORS + "])";
    /** No number goes on here: neither a digit nor a decimal. */
    private static final String NO_NUMBER = "(?!\\d|[.]\\d)";

    private static final String OPENING = "〔[({【〖〈<";
    private static final String CLOSING = "〕])}】〗〉>";
    private static final String COUNTED = "期号条款项章次届批轮";
    /** What stands behind a number that is more than a number; also 第, and 分 of 百分之. */
    private static final String GOES_ON = "年月第分%" + COUNTED + CLOSING + SEPARATORS;

    private static final int COMPACT_DATE = 8;

    /**
     * What a text says before a document's number that is not part of it. It ends where the last of these ends that leaves a code of two
     * characters, so that 根据七督通〔2026〕3号 names the same paper as 七督通〔2026〕3号.
     */
    private static final Pattern LEAD = Pattern.compile(String.join(
            "|",
            "根据|依据|按照|依照|遵照|参照|对照|关于|印发|转发|下发|发布|收到|贯彻|落实|执行|文件",
            "[和及与或的以由见按是在将对为]",
            "(?<=[\\d" + CHINESE_NUMERALS + "])[年月日号条款项]"));

    /** Reads one spelling. The match begins where a number begins; null says that it is no such thing after all. */
    private interface Form {
        @Nullable
        String of(String text, MatchResult match);
    }

    /** Behind a year, where the rest of a document's number follows. */
    private static final String NUMBERED = "年第号0123456789" + CHINESE_NUMERALS;

    /**
     * @param behind what can stand next behind the number; empty: anything. Only there is the pattern tried, which takes long
     * @param pattern what follows from the beginning of the number on
     * @param form what it is called
     */
    private record Rule(String behind, Pattern pattern, Form form) {
        Rule(String behind, String pattern, Form form) {
            this(behind, Pattern.compile(pattern), form);
        }

        boolean canBe(char next) {
            return behind.isEmpty() || behind.indexOf(next) >= 0;
        }
    }

    /** The first that fits is taken: the longer spelling stands before the shorter. */
    private static final List<Rule> RULES = List.of(
            new Rule("年", YEAR + S + "年" + S + N + S + "月" + S + N + S + "[日号]", (text, m) -> date(m, 1, 2, 3)),
            new Rule(
                    SEPARATORS,
                    "(\\d{4})" + S + SEPARATOR + S + "(\\d{1,2})" + S + "\\2" + S + "(\\d{1,2})" + NO_NUMBER,
                    (text, m) -> date(m, 1, 3, 4)),
            new Rule("年", YEAR + S + "年" + S + N + S + "月", (text, m) -> month(m, 1, 2)),
            new Rule(
                    CLOSING,
                    COMMON_YEAR + S + "[" + Pattern.quote(CLOSING) + "]" + S + "第?" + S + N + S + "号",
                    (text, m) -> document(text, m, true)),
            new Rule(
                    NUMBERED,
                    COMMON_YEAR + S + "年?" + S + "第?" + S + N + S + "号",
                    (text, m) -> document(text, m, false)),
            new Rule(
                    SEPARATORS,
                    "((?:19|20)\\d\\d)" + SEPARATOR + "(\\d{1,2})" + NO_NUMBER + "(?!\\2\\d)",
                    (text, m) -> month(m, 1, 3)),
            new Rule("", "((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)" + NO_NUMBER, (text, m) -> date(m, 1, 2, 3)),
            new Rule("年", YEAR + S + "年", (text, m) -> year(m)),
            new Rule("月", N + S + "月" + S + N + S + "[日号]", (text, m) -> dayOfMonth(m)),
            new Rule(COUNTED, N + S + "([" + COUNTED + "])", (text, m) -> ordinal(text, m)),
            new Rule("%.", "(\\d{1,9})(?:[.](\\d{1,4}))?" + S + "%", (text, m) -> percentage(m)),
            new Rule(
                    "分",
                    "百分之([" + CHINESE_NUMERALS + "]{1,7})(?:点([" + CHINESE_DIGITS + "]{1,4}))?",
                    (text, m) -> percentage(m)));

    private Identifiers() {}

    /** The normal forms found in a text, folded or not, in their order, each once. */
    public static List<String> of(CharSequence text) {
        String folded = Folding.fold(text);
        Set<String> found = new LinkedHashSet<>();
        Matcher[] matchers = new Matcher[RULES.size()];
        int at = 0;
        while (at < folded.length()) {
            if (!isNumeral(folded.charAt(at))) {
                at++;
                continue;
            }
            int end = runEnd(folded, at);
            if (mayMeanMore(folded, at, end)) {
                end = Math.max(end, read(folded, at, behind(folded, end), matchers, found));
            }
            at = end;
        }
        return List.copyOf(found);
    }

    private static int runEnd(String text, int start) {
        boolean digits = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isNumeral(text.charAt(end)) && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    /** Most numbers are only that. */
    private static boolean mayMeanMore(String text, int start, int end) {
        int length = end - start;
        if (length == COMPACT_DATE && isDigit(text.charAt(start))) {
            return true;
        }
        char next = behind(text, end);
        return GOES_ON.indexOf(next) >= 0 || length >= 4 && isNumeral(next);
    }

    /** What stands behind a number, after two spaces at most; a space at the end. */
    private static char behind(String text, int end) {
        int next = end;
        while (next < text.length() && next - end < 2 && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() ? text.charAt(next) : ' ';
    }

    /**
     * Reads what begins with the number at an index. Gives where it ends, or the index when it is nothing.
     *
     * @param matchers one for each rule that was tried so far in this text
     */
    private static int read(String text, int at, char behind, @Nullable Matcher[] matchers, Set<String> found) {
        for (int i = 0; i < matchers.length; i++) {
            Rule rule = RULES.get(i);
            if (!rule.canBe(behind)) {
                continue;
            }
            Matcher matcher = matchers[i] == null ? rule.pattern.matcher(text) : matchers[i];
            matchers[i] = matcher;
            if (matcher.region(at, Math.min(text.length(), at + REACH)).lookingAt()) {
                String form = rule.form.of(text, matcher);
                if (form != null) {
                    found.add(form);
                    return matcher.end();
                }
            }
        }
        return at;
    }

    private static @Nullable String date(MatchResult m, int year, int month, int day) {
        String yearMonth = month(m, year, month);
        long dayOfMonth = number(m.group(day));
        if (yearMonth == null || !YearMonth.parse(yearMonth).isValidDay((int) dayOfMonth)) {
            return null;
        }
        return yearMonth + twoDigits(dayOfMonth);
    }

    private static @Nullable String month(MatchResult m, int year, int month) {
        long monthOfYear = number(m.group(month));
        return monthOfYear >= 1 && monthOfYear <= 12
                ? fourDigits(number(m.group(year))) + twoDigits(monthOfYear)
                : null;
    }

    private static String year(MatchResult m) {
        return fourDigits(number(m.group(1)));
    }

    private static @Nullable String dayOfMonth(MatchResult m) {
        long month = number(m.group(1));
        long day = number(m.group(2));
        boolean isDay =
                month >= 1 && month <= 12 && YearMonth.of(2000, (int) month).isValidDay((int) day);
        return isDay ? "-" + twoDigits(month) + twoDigits(day) : null;
    }

    private static @Nullable String document(String text, MatchResult m, boolean bracketed) {
        int end = skipSpacesBack(text, m.start());
        if (bracketed) {
            if (end == 0 || OPENING.indexOf(text.charAt(end - 1)) < 0) {
                return null;
            }
            end = skipSpacesBack(text, end - 1);
        }
        String code = code(text, end);
        long number = number(m.group(2));
        return code.isEmpty() || number < 0 ? null : code + fourDigits(number(m.group(1))) + "#" + number;
    }

    /** The organ's code that ends before an index; empty when there is none. */
    private static String code(String text, int end) {
        int start = end;
        while (start > 0 && end - start < CODE_LONGEST && isHan(text.charAt(start - 1))) {
            start--;
        }
        Matcher lead = LEAD.matcher(text).useTransparentBounds(true).region(start, end);
        while (lead.find() && end - lead.end() >= CODE_SHORTEST) {
            start = lead.end();
        }
        return end - start >= CODE_SHORTEST ? text.substring(start, end) : "";
    }

    private static @Nullable String ordinal(String text, MatchResult m) {
        int before = skipSpacesBack(text, m.start());
        long number = number(m.group(1));
        return before > 0 && text.charAt(before - 1) == '第' && number >= 0 ? m.group(2) + "#" + number : null;
    }

    private static @Nullable String percentage(MatchResult m) {
        long whole = number(m.group(1));
        if (whole < 0) {
            return null;
        }
        String fraction = m.group(2) == null ? "" : positional(m.group(2)).replaceFirst("0+$", "");
        return whole + (fraction.isEmpty() ? "" : "." + fraction) + "%";
    }

    /**
     * The value of a number: 37, 三十七, 二零二六, 一百零三, 廿三; -1 when the characters make none. Folded characters; below ten thousand if
     * written with 十, 百, 千.
     */
    static long number(String numeral) {
        if (numeral.chars().allMatch(c -> isDigit((char) c) || CHINESE_DIGITS.indexOf(c) >= 0)) {
            return Long.parseLong(positional(numeral));
        }
        long value = 0;
        long digit = -1;
        long lastUnit = Long.MAX_VALUE;
        for (int i = 0; i < numeral.length(); i++) {
            char c = numeral.charAt(i);
            long unit = c == '千' ? 1000 : c == '百' ? 100 : c == '十' || c == '廿' || c == '卅' ? 10 : 0;
            if (unit == 0) {
                if (digit > 0) {
                    return -1;
                }
                digit = c == '两' ? 2 : CHINESE_DIGITS.indexOf(c);
            } else if (unit >= lastUnit || digit > 0 && (c == '廿' || c == '卅')) {
                return -1;
            } else {
                long times = c == '廿' ? 2 : c == '卅' ? 3 : Math.abs(digit);
                value += times * unit;
                lastUnit = unit;
                digit = -1;
            }
        }
        return value + Math.max(0, digit);
    }

    private static String positional(String digits) {
        StringBuilder arabic = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            arabic.append(isDigit(c) ? c : (char) ('0' + CHINESE_DIGITS.indexOf(c)));
        }
        return arabic.toString();
    }

    private static String fourDigits(long year) {
        String digits = Long.toString(year);
        return "0".repeat(4 - digits.length()) + digits;
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "-0" : "-") + number;
    }

    private static int skipSpacesBack(String text, int end) {
        int before = end;
        while (before > 0 && end - before < 2 && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        return before;
    }

    private static boolean isNumeral(char c) {
        return isDigit(c) || c >= 0x4E00 && CHINESE_NUMERALS.indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHan(char c) {
        return Character.isIdeographic(c);
    }
}
