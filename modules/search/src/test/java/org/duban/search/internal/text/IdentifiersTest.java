package org.duban.search.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import net.jqwik.time.api.constraints.YearRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    /** How something is written: a number as arabic or Chinese digits, in full width or not, with what before and after it. */
    private record Hand(
            boolean chinese,
            String zero,
            boolean fullWidth,
            boolean padded,
            String space,
            int style,
            String before,
            String after) {

        String number(int value) {
            return chinese ? chineseNumber(value).replace("零", zero) : String.format(padded ? "%02d" : "%d", value);
        }

        String year(int year) {
            String digits = Integer.toString(year);
            return chinese ? digits.chars().mapToObj(c -> chineseDigit(c - '0')).reduce("", String::concat) : digits;
        }

        String finish(String written) {
            String whole = before + written + after;
            return fullWidth ? whole.chars().mapToObj(Hand::wide).reduce("", String::concat) : whole;
        }

        private String chineseDigit(int digit) {
            return digit == 0 ? zero : "零一二三四五六七八九".substring(digit, digit + 1);
        }

        private static String wide(int c) {
            return Character.toString(c > ' ' && c < 0x7F ? c + 0xFEE0 : c == ' ' ? '　' : c);
        }
    }

    @Provide
    Arbitrary<Hand> hands() {
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Combinators.combine(
                        either,
                        Arbitraries.of("〇", "零", "○"),
                        either,
                        either,
                        Arbitraries.of("", "", " ", "　"),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of("", "根据", "按照", "，", "（", "《关于转发", "区政府印发", "见 ", "a，"),
                        Arbitraries.of("", "文件", "，", "）", "的通知", "。2", " "))
                .as(Hand::new)
                .withoutEdgeCases();
    }

    @Property
    void every_spelling_of_a_date_meets_every_other(
            @ForAll @DateRange(min = "1900-01-01", max = "2099-12-31") LocalDate date, @ForAll("hands") Hand hand) {
        String s = hand.space;
        int year = date.getYear();
        int month = date.getMonthValue();
        int day = date.getDayOfMonth();
        String written = switch (hand.style) {
            case 0 -> year + "-" + month + "-" + day;
            case 1 -> year + "/" + month + "/" + day;
            case 2 -> year + "." + month + "." + day;
            case 3 -> date.toString();
            case 4 -> date.toString().replace("-", "");
            case 5 -> year + s + "—" + s + month + s + "—" + s + day;
            default ->
                hand.year(year) + s + "年" + s + hand.number(month) + s + "月" + s + hand.number(day) + s
                        + (hand.style == 6 ? "号" : "日");
        };
        assertEquals(List.of(date.toString()), Identifiers.of(hand.finish(written)), hand.finish(written));
    }

    @Property
    void every_spelling_of_a_month_and_of_a_year_meets_every_other(
            @ForAll @YearRange(min = 1900, max = 2099) Year year,
            @ForAll @IntRange(min = 1, max = 12) int month,
            @ForAll("hands") Hand hand) {
        String s = hand.space;
        String ofYear = hand.year(year.getValue()) + s + "年";
        String ofMonth = switch (hand.style) {
            case 0 -> year + "-" + month;
            case 1 -> year + "/" + month;
            case 2 -> String.format("%s.%02d", year, month);
            default -> ofYear + s + hand.number(month) + s + "月";
        };
        String form = String.format("%s-%02d", year, month);
        assertEquals(List.of(form), Identifiers.of(hand.finish(ofMonth + "，")).subList(0, 1), hand.finish(ofMonth));
        assertEquals(List.of(year.toString()), Identifiers.of(hand.finish(ofYear)), hand.finish(ofYear));
    }

    @Property
    void every_spelling_of_a_day_without_year_meets_every_other(
            @ForAll @DateRange(min = "2024-01-01", max = "2024-12-31") LocalDate date, @ForAll("hands") Hand hand) {
        String written = hand.number(date.getMonthValue()) + hand.space + "月" + hand.space
                + hand.number(date.getDayOfMonth()) + (hand.style < 5 ? "日" : "号");
        assertEquals(List.of(date.toString().replace("2024", "-")), Identifiers.of(hand.finish(written)));
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.of("七督通", "国发", "国办发", "甘政办发", "兰政办督字", "七里河督办", "人社部函", "日政发");
    }

    @Property
    @Label("同一文号的各种写法都相遇")
    void every_spelling_of_a_document_number_meets_every_other(
            @ForAll("codes") String code,
            @ForAll @IntRange(min = 1949, max = 2099) int year,
            @ForAll @IntRange(min = 1, max = 2999) int number,
            @ForAll("hands") Hand hand) {
        String s = hand.space;
        String brackets = "〔〕[]（）()【】﹝﹞{}〖〗";
        String ofNumber = (hand.padded ? "第" + s : "") + hand.number(number) + s + "号";
        String ofYear = hand.year(year);
        String written = switch (hand.style) {
            case 8 -> code + ofYear + "年第" + hand.number(number) + "号";
            case 9 -> code + year + number + "号";
            default ->
                code
                        + s
                        + brackets.charAt(2 * hand.style)
                        + ofYear
                        + brackets.charAt(2 * hand.style + 1)
                        + s
                        + ofNumber;
        };
        List<String> plain = Identifiers.of(code + "〔" + year + "〕" + number + "号");
        assertEquals(List.of(code + year + "#" + number), plain);
        assertEquals(plain, Identifiers.of(hand.finish(written)), hand.finish(written));
    }

    @Property
    void every_spelling_of_an_ordinal_meets_every_other(
            @ForAll @IntRange(min = 1, max = 9999) int number, @ForAll("hands") Hand hand) {
        String written = "第" + hand.space + hand.number(number) + hand.space + "期";
        assertEquals(List.of("期#" + number), Identifiers.of(hand.finish(written)), hand.finish(written));
    }

    @Property
    void a_number_is_read_as_it_is_written_in_chinese(@ForAll @IntRange(max = 9999) int number) {
        assertEquals(number, Identifiers.number(chineseNumber(number)));
    }

    @ParameterizedTest
    @CsvSource({"廿三, 23", "卅, 30", "两百, 200", "一百零三, 103", "二零二六, 2026", "十十, -1", "一百二百, -1", "三三十, -1"})
    void numbers_are_read_as_people_write_them(String numeral, int value) {
        assertEquals(value, Identifiers.number(numeral));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5%", "12.50％", "百分之十二点五", "百分之一十二点五零"})
    void percentages_meet(String written) {
        assertEquals(List.of("12.5%"), Identifiers.of(written));
    }

    @Test
    void several_are_found_in_their_order_each_once() {
        assertEquals(
                List.of("国办发2015#10", "2015-02-13", "--03-11", "条#3"),
                Identifiers.of("根据国办发〔2015〕10号，自二〇一五年二月十三日至三月十一日，见国办发[2015]10号第三条"));
        assertEquals(List.of("--03-05", "七督通2026#3"), Identifiers.of("三月五日七督通〔2026〕3号"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "督查",
                "13812345678",
                "10.0.0.1",
                "2026.3.5.1",
                "20261305",
                "1.5",
                "三十",
                "工作(2026)3个",
                "七督通〔2026〕3",
                "(2026)3号",
                "三期工程",
                "13月5日",
                "2月30日"
            })
    void what_only_looks_alike_is_left_alone(String text) {
        assertEquals(List.of(), Identifiers.of(text));
    }

    @Test
    void a_day_that_no_calendar_has_is_only_a_month() {
        assertEquals(List.of("2026-02"), Identifiers.of("2026年2月30日"));
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                        "2026",
                        "年",
                        "3",
                        "月",
                        "日",
                        "〔",
                        "〕",
                        "号",
                        "第",
                        "期",
                        "百分之",
                        "点",
                        "%",
                        "二〇",
                        "十",
                        "百",
                        "廿",
                        "-",
                        ".",
                        "/",
                        " ",
                        "七督通",
                        "99999999999",
                        "\uD840",
                        "\uDC00",
                        "根据")
                .list()
                .ofMaxSize(40)
                .map(list -> String.join("", list));
    }

    @Property
    void nothing_that_is_written_is_too_odd(@ForAll("scraps") String text) {
        assertTrue(Identifiers.of(text).stream()
                .allMatch(form -> form.matches("(\\d{4}|-)(-\\d\\d){0,2}|.+#\\d+|\\d+([.]\\d+)?%")));
    }

    private static String chineseNumber(int value) {
        if (value == 0) {
            return "零";
        }
        StringBuilder written = new StringBuilder();
        String units = "千百十";
        int scale = 1000;
        boolean gap = false;
        for (int i = 0; i < 4; i++, scale /= 10) {
            int digit = value / scale % 10;
            if (digit == 0) {
                gap = gap || written.length() > 0;
                continue;
            }
            if (gap) {
                written.append('零');
                gap = false;
            }
            if (!(digit == 1 && scale == 10 && written.length() == 0)) {
                written.append("零一二三四五六七八九".charAt(digit));
            }
            if (i < 3) {
                written.append(units.charAt(i));
            }
        }
        return written.toString();
    }
}
