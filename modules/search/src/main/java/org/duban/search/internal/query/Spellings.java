package org.duban.search.internal.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duban.search.internal.text.Identifiers;

/** How dates and numbers that the index takes for the same are written: {@link Identifiers} the other way round. */
final class Spellings {

    private static final String DIGITS = "零一二三四五六七八九";

    private Spellings() {}

    /**
     * The other ways to write a text that is a date, a document's number, an ordinal, and nothing else.
     *
     * @param searched with nothing but {@linkplain Searched what counts}
     * @return as {@link Searched}; empty when it is nothing of the kind
     */
    static Set<String> of(String text, String searched) {
        List<String> forms = Identifiers.of(text);
        if (forms.size() != 1) {
            return Set.of();
        }
        Set<String> all = ofForm(forms.get(0));
        // Else the date is only a part of the text.
        return all.contains(searched) ? all : Set.of();
    }

    private static Set<String> ofForm(String form) {
        Set<String> all = new LinkedHashSet<>();
        int sign = form.indexOf('#');
        if (form.startsWith("--")) {
            days("", form.substring(2, 4), form.substring(5), all);
        } else if (sign > 4) {
            document(form.substring(0, sign - 4), form.substring(sign - 4, sign), form.substring(sign + 1), all);
        } else if (sign > 0) {
            String counted = form.substring(0, sign);
            numbers(form.substring(sign + 1)).forEach(number -> all.add("第" + number + counted));
        } else if (form.endsWith("%")) {
            percentage(form.substring(0, form.length() - 1), all);
        } else {
            String year = form.substring(0, 4);
            if (form.length() == 4) {
                all.add(year);
                all.add(year + "年");
                all.add(positional(year) + "年");
            } else {
                String month = form.substring(5, 7);
                String day = form.length() > 7 ? form.substring(8) : "";
                days(year + "年", month, day, all);
                days(positional(year) + "年", month, day, all);
                all.add(year + month + day);
                all.add(year + Integer.parseInt(month) + (day.isEmpty() ? "" : Integer.parseInt(day)));
            }
        }
        return all;
    }

    private static void days(String year, String month, String day, Set<String> all) {
        for (String m : numbers(month)) {
            if (day.isEmpty()) {
                all.add(year + m + "月");
            } else {
                for (String d : numbers(day)) {
                    all.add(year + m + "月" + d + "日");
                    all.add(year + m + "月" + d + "号");
                }
            }
        }
    }

    private static void document(String code, String year, String number, Set<String> all) {
        for (String n : numbers(number)) {
            for (String y : List.of(year, positional(year))) {
                all.add(code + y + n + "号");
                all.add(code + y + "第" + n + "号");
                all.add(code + y + "年第" + n + "号");
            }
        }
    }

    private static void percentage(String number, Set<String> all) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        String fraction = point < 0 ? "" : number.substring(point + 1);
        all.add(whole + fraction);
        for (String numeral : numbers(whole)) {
            all.add("百分之" + numeral + (fraction.isEmpty() ? "" : "点" + positional(fraction)));
        }
    }

    /** 05: 05, 5, 五; 37: 37, 三十七. */
    private static Set<String> numbers(String digits) {
        Set<String> all = new LinkedHashSet<>();
        all.add(digits);
        if (digits.length() <= 5) {
            int number = Integer.parseInt(digits);
            all.add(Integer.toString(number));
            all.add(number < 10 ? "0" + number : Integer.toString(number));
            if (number > 0 && number < 10_000) {
                all.add(chinese(number));
            }
        }
        return all;
    }

    /** 37: 三十七; 103: 一百零三; 12: 十二. */
    private static String chinese(int number) {
        StringBuilder numeral = new StringBuilder();
        boolean gap = false;
        int rest = number;
        for (int unit = 1000; unit > 0; unit /= 10) {
            int digit = rest / unit;
            rest %= unit;
            if (digit == 0) {
                gap = !numeral.isEmpty();
                continue;
            }
            if (gap) {
                numeral.append('零');
            }
            gap = false;
            if (!(unit == 10 && digit == 1 && numeral.isEmpty())) {
                numeral.append(DIGITS.charAt(digit));
            }
            if (unit > 1) {
                numeral.append(unit == 1000 ? '千' : unit == 100 ? '百' : '十');
            }
        }
        return numeral.toString();
    }

    private static String positional(String digits) {
        StringBuilder numeral = new StringBuilder();
        digits.chars().forEach(digit -> numeral.append(DIGITS.charAt(digit - '0')));
        return numeral.toString();
    }
}
