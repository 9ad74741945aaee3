package org.duban.search.internal.query;

import static org.duban.search.internal.query.Town.TODAY;
import static org.duban.search.internal.query.Town.lit;
import static org.duban.search.internal.query.Town.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duban.api.search.Search;
import org.duban.api.search.TextKind;
import org.duban.search.internal.query.Reading.Either;
import org.duban.search.internal.query.Reading.Fact;
import org.duban.search.internal.query.Reading.In;
import org.duban.search.internal.query.Reading.Part;
import org.duban.search.internal.query.Reading.Phrase;
import org.duban.search.internal.query.Reading.Without;
import org.duban.search.internal.query.Reading.Word;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Day;
import org.duban.spi.search.Condition.Days;
import org.duban.spi.search.Condition.Key;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxTest {

    private static void reads(String text, Part... parts) {
        Reading reading = read(text);
        assertEquals(Arrays.asList(parts), reading.parts(), text);
        assertEquals(List.of(), reading.remarks(), text);
    }

    private static Word word(String text) {
        return new Word(text);
    }

    private static Phrase phrase(String text) {
        return new Phrase(text);
    }

    private static Part not(Part part) {
        return new Without(part);
    }

    private static Part either(Part... parts) {
        return new Either(Arrays.asList(parts));
    }

    private static Part in(TextKind kind, Part part) {
        return new In(kind, part);
    }

    private static Condition key(String key, String... values) {
        return new Key(key, Set.of(values));
    }

    /** The condition of a text that is one fact. */
    private static Condition condition(String text) {
        Reading reading = read(text);
        assertEquals(List.of(), reading.remarks(), text);
        assertEquals(1, reading.parts().size(), text);
        return ((Fact) reading.parts().get(0)).condition();
    }

    @Nested
    class Words {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "晏家坪 油烟",
                    "晏家坪　油烟",
                    " 晏家坪\t\n油烟 ",
                    "晏家坪，油烟",
                    "晏家坪、油烟",
                    "晏家坪；油烟",
                    "晏家坪,油烟",
                    "晏家坪。油烟？",
                    "，晏家坪，，油烟！"
                })
        @DisplayName("空格和标点隔开的词都要有")
        void areApartBySpacesOrPunctuation(String text) {
            reads(text, word("晏家坪"), word("油烟"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "七督通〔2026〕3号",
                    "七督通（2026）3号",
                    "2026-03-05",
                    "A-B",
                    "3.5%",
                    "1,000",
                    "12:30",
                    "https://example.org/a-b#c",
                    "《政府督查工作条例》",
                    "C++"
                })
        @DisplayName("编号、日期、网址是一个词")
        void areNotTornByOtherSigns(String text) {
            reads(text, word(text));
        }

        @Test
        @DisplayName("逗号不是千位分隔时隔开")
        void areApartByACommaThatIsNoThousandsSeparator() {
            reads("2026-01,2026-02", word("2026-01"), word("2026-02"));
            reads("1,2", word("1"), word("2"));
            reads("1,0000", word("1"), word("0000"));
        }
    }

    @Nested
    class Phrases {

        @ParameterizedTest
        @ValueSource(strings = {"\"油烟 扰民\"", "“油烟 扰民”", "”油烟 扰民“", "“油烟 扰民\"", "＂油烟 扰民＂", "「油烟 扰民」", "『油烟 扰民』"})
        @DisplayName("引号里的一字不差")
        void areWhatStandsInQuotes(String text) {
            reads(text, phrase("油烟 扰民"));
        }

        @Test
        @DisplayName("引号紧挨着词也行；引号里没有语法")
        void mayTouchAWordAndHaveNoGrammar() {
            reads("晏家坪\"油烟\"扰民", word("晏家坪"), phrase("油烟"), word("扰民"));
            reads("“类型:网民留言 -甲|乙”", phrase("类型:网民留言 -甲|乙"));
        }

        @Test
        @DisplayName("没有配对的引号是普通文字")
        void thatNeverEndAreWords() {
            reads("\"油烟 扰民", word("\"油烟"), word("扰民"));
            reads("油烟\"", word("油烟\""));
            reads("「油烟\" 扰民", word("「油烟\""), word("扰民"));
            reads("\"甲\" \"乙", phrase("甲"), word("\"乙"));
        }

        @Test
        @DisplayName("空引号什么也不要")
        void ofNothingWantNothing() {
            reads("油烟 \"\" “，”", word("油烟"));
        }
    }

    @Nested
    class Exclusions {

        @Test
        @DisplayName("减号和“不含”排除")
        void beginWithAMinus() {
            reads("油烟 -拆迁", word("油烟"), not(word("拆迁")));
            reads("－拆迁", not(word("拆迁")));
            reads("-\"拆 迁\"", not(phrase("拆 迁")));
            reads("油烟，-拆迁", word("油烟"), not(word("拆迁")));
            reads("不含:拆迁", not(word("拆迁")));
            reads("不含：“拆 迁”", not(phrase("拆 迁")));
            reads("-不含:拆迁", not(word("拆迁")));
            reads("不含:拆迁，征地 油烟", not(either(word("拆迁"), word("征地"))), word("油烟"));
        }

        @Test
        @DisplayName("单独的、结尾的、词里的减号不排除")
        void areNoHyphensAndNoLoneMinus() {
            reads("油烟 -", word("油烟"));
            reads("- 油烟", word("油烟"));
            reads("油烟-", word("油烟-"));
            reads("2024-03", word("2024-03"));
            reads("A-B", word("A-B"));
            reads("--油烟", word("--油烟"));
        }

        @Test
        @DisplayName("减号管住紧连的几个")
        void takeAllAlternativesThatTouch() {
            reads("油烟 -拆迁|征地", word("油烟"), not(either(word("拆迁"), word("征地"))));
            reads("-标题:拆迁", not(in(TextKind.TITLE, word("拆迁"))));
            reads("-类型:网民留言", not(new Fact(key("FORM_TYPE", "message"), "类型", "网民留言")));
        }
    }

    @Nested
    class Alternatives {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "油烟|噪声",
                    "油烟｜噪声",
                    "油烟 | 噪声",
                    "油烟 OR 噪声",
                    "油烟 or 噪声",
                    "油烟 或 噪声",
                    "油烟 或者 噪声",
                    "油烟 OR OR 噪声",
                    "油烟 || 噪声"
                })
        @DisplayName("二者有一即可")
        void wantOneOfBoth(String text) {
            reads(text, either(word("油烟"), word("噪声")));
        }

        @Test
        @DisplayName("“或”只连左右两个")
        void bindTighterThanAnd() {
            reads("晏家坪 油烟|噪声|异味 扰民", word("晏家坪"), either(word("油烟"), word("噪声"), word("异味")), word("扰民"));
            reads("甲 OR “乙 丙” 丁", either(word("甲"), phrase("乙 丙")), word("丁"));
            reads("类型:网民留言 OR 油烟", either(new Fact(key("FORM_TYPE", "message"), "类型", "网民留言"), word("油烟")));
            reads("甲 OR -乙", either(word("甲"), not(word("乙"))));
        }

        @Test
        @DisplayName("缺一边的“或”是普通文字")
        void needBothSides() {
            reads("油烟 OR", word("油烟"), word("OR"));
            reads("或 油烟", word("或"), word("油烟"));
            reads("油烟或噪声", word("油烟或噪声"));
            reads("|油烟|", word("油烟"));
            reads("ORACLE OR", word("ORACLE"), word("OR"));
        }
    }

    @Nested
    class FieldsOfTexts {

        @Test
        @DisplayName("在某类文字里查找")
        void lookInTextsOfAKind() {
            for (TextKind kind : TextKind.values()) {
                reads(kind.zh() + ":油烟", in(kind, word("油烟")));
                reads(kind.zh() + "：油烟 扰民", in(kind, word("油烟")), word("扰民"));
                reads(kind.name().toLowerCase(Locale.ROOT) + ":油烟", in(kind, word("油烟")));
            }
            reads("標題：油烟", in(TextKind.TITLE, word("油烟")));
        }

        @Test
        @DisplayName("值可加引号，可有几个，冒号后可有空格")
        void takeQuotedAndSeveralValues() {
            reads("标题:“油烟 扰民”", in(TextKind.TITLE, phrase("油烟 扰民")));
            reads("标题:油烟|噪声", in(TextKind.TITLE, either(word("油烟"), word("噪声"))));
            reads("标题:油烟，“噪声 大”", in(TextKind.TITLE, either(word("油烟"), phrase("噪声 大"))));
            reads("标题: 油烟", in(TextKind.TITLE, word("油烟")));
            reads("标题:油烟， 扰民", in(TextKind.TITLE, word("油烟")), word("扰民"));
            reads("编号:1,000", in(TextKind.NUMBER, word("1,000")));
        }

        @Test
        @DisplayName("不认识的字段、没有值的字段是普通文字")
        void thatAreUnknownOrEmptyAreWords() {
            reads("联系人:张三", word("联系人:张三"));
            reads("标题:", word("标题:"));
            reads("标题: -油烟", word("标题:"), not(word("油烟")));
            reads("标题: 答复:油烟", word("标题:"), in(TextKind.REPLY, word("油烟")));
            reads("标题:，油烟", word("标题:"), word("油烟"));
            reads(":油烟", word(":油烟"));
        }
    }

    @Nested
    class Facts {

        @ParameterizedTest
        @CsvSource({
            "类型:网民留言, FORM_TYPE, message",
            "type:message, FORM_TYPE, message",
            "阶段:承办, STAGE, HANDLING",
            "stage:handling, STAGE, HANDLING",
            "状态:办理中, STANDING, OPEN",
            "状态:已归档, STANDING, ARCHIVED",
            "状态:归档, STANDING, ARCHIVED",
            "单位:住建局, UNIT, u1",
            "责任单位:zjj, UNIT, u1",
            "牵头:执法局, LEAD_UNIT, u2",
            "牵头单位：執法局, LEAD_UNIT, u2",
            "lead:zfj, LEAD_UNIT, u2",
            "督查员:王建国, OFFICER, p1",
            "小组:3, GROUP, 3",
            "小组:第三组, GROUP, 3",
            "督查小组:3组, GROUP, 3",
            "条线:党委, LINE, PARTY",
            "line:government, LINE, GOVERNMENT",
            "领导:wangjianguo, LEADER, p1",
            "区域:晏家坪, AREA, 620103002",
            "年度:2025, YEAR, 2025",
            "年度:2025年, YEAR, 2025",
            "年度:去年, YEAR, 2025",
            "来源渠道:人民网, /channel, 人民网",
        })
        @DisplayName("字段和值按名称、代码、拼音")
        void nameWhatTheyMean(String text, String key, String value) {
            assertEquals(key(key, value), condition(text));
        }

        @Test
        @DisplayName("几个值，有一即可")
        void takeSeveralValues() {
            assertEquals(key("STAGE", "HANDLING", "FEEDBACK"), condition("阶段:承办,反馈"));
            assertEquals(key("STAGE", "HANDLING", "FEEDBACK"), condition("阶段:承办|反馈"));
            assertEquals(key("UNIT", "u1", "u2"), condition("单位:“住建局”、执法局"));
            assertEquals(key("YEAR", "2024", "2025", "2026"), condition("年度:2024..2026"));
            assertEquals(key("YEAR", "2024", "2026"), condition("年度:2024,2026"));
        }

        @Test
        @DisplayName("“无”就是没有")
        void mayBeNone() {
            assertEquals(key("OFFICER", ""), condition("督查员:无"));
            assertEquals(key("AREA", "", "620103002"), condition("区域:无,晏家坪"));
            assertEquals(key("/channel", ""), condition("来源渠道:无"));
        }

        @Test
        @DisplayName("同名的表单字段都算")
        void meanEveryFormFieldOfTheTitle() {
            assertEquals(new AnyOf(List.of(key("/level", "省级"), key("/project/level", "省级"))), condition("级别:省级"));
        }

        @Test
        @DisplayName("时限按灯的名称、颜色、代码")
        void nameLights() {
            assertEquals(lit("red"), condition("时限:逾期"));
            assertEquals(lit("red"), condition("时限:红"));
            assertEquals(lit("red", "yellow"), condition("light:red,yellow"));
        }

        @Test
        @DisplayName("没有的名称按文字查找，并说明")
        void thatNameNothingAreWordsAndRemarkedOn() {
            Reading reading = read("单位:住健局 油烟");
            assertEquals(List.of(word("住健局"), word("油烟")), reading.parts());
            assertEquals(List.of("没有名为“住健局”的责任单位，按文字查找"), reading.remarks());
        }

        @Test
        @DisplayName("几个值里没有的那个按文字查找")
        void thatNameNothingStandBesideThoseThatDo() {
            Reading reading = read("来源渠道:人民网,“抖 音”");
            assertEquals(
                    List.of(either(new Fact(key("/channel", "人民网"), "来源渠道", "人民网"), phrase("抖 音"))), reading.parts());
            assertEquals(List.of("没有名为“抖 音”的来源渠道，按文字查找"), reading.remarks());
        }
    }

    @Nested
    class Dates {

        @ParameterizedTest
        @CsvSource({
            "2026-03-05, 2026-03-05, 2026-03-05",
            "2026/3/5, 2026-03-05, 2026-03-05",
            "2026.3.5, 2026-03-05, 2026-03-05",
            "20260305, 2026-03-05, 2026-03-05",
            "２０２６年３月５日, 2026-03-05, 2026-03-05",
            "二〇二六年三月五日, 2026-03-05, 2026-03-05",
            "3月5日, 2026-03-05, 2026-03-05",
            "2026-02, 2026-02-01, 2026-02-28",
            "2026年2月, 2026-02-01, 2026-02-28",
            "2月, 2026-02-01, 2026-02-28",
            "2025, 2025-01-01, 2025-12-31",
            "2025年, 2025-01-01, 2025-12-31",
            "2026-01..2026-03, 2026-01-01, 2026-03-31",
            "2026-03..2026-01, 2026-01-01, 2026-03-31",
            "2026年1月至3月, 2026-01-01, 2026-03-31",
            "2025~2026, 2025-01-01, 2026-12-31",
            "“2026-01-01 到 2026-01-15”, 2026-01-01, 2026-01-15",
            "今天, 2026-03-18, 2026-03-18",
            "昨天, 2026-03-17, 2026-03-17",
            "明天, 2026-03-19, 2026-03-19",
            "本周, 2026-03-16, 2026-03-22",
            "上周, 2026-03-09, 2026-03-15",
            "下周, 2026-03-23, 2026-03-29",
            "本月, 2026-03-01, 2026-03-31",
            "上月, 2026-02-01, 2026-02-28",
            "下个月, 2026-04-01, 2026-04-30",
            "今年, 2026-01-01, 2026-12-31",
            "去年, 2025-01-01, 2025-12-31",
            "去年..今天, 2025-01-01, 2026-03-18",
        })
        @DisplayName("日期、月、年、区间和“今天”之类")
        void areDaysMonthsYearsAndRanges(String typed, LocalDate from, LocalDate to) {
            assertEquals(new Days(Day.DUE, from.toEpochDay(), to.toEpochDay()), condition("期限:" + typed));
            assertEquals(new Days(Day.RECEIVED, from.toEpochDay(), to.toEpochDay()), condition("收到：" + typed));
        }

        @ParameterizedTest
        @CsvSource({
            ">=2026-03, 2026-03-01,",
            ">2026-03, 2026-04-01,",
            "<=2026-03,, 2026-03-31",
            "<2026-03,, 2026-02-28",
            "≥今天, 2026-03-18,",
            "＜今天,, 2026-03-17",
            "2026-03.., 2026-03-01,",
            "..2026-03,, 2026-03-31",
        })
        @DisplayName("一边开口的区间")
        void mayBeOpenOnOneSide(String typed, LocalDate from, LocalDate to) {
            long first = from == null ? Long.MIN_VALUE : from.toEpochDay();
            long last = to == null ? Long.MAX_VALUE : to.toEpochDay();
            assertEquals(new Days(Day.DUE, first, last), condition("due:" + typed));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "尽快",
                    "2026-13",
                    "2026-02-30",
                    "2026-03-05-07",
                    "2026..很久",
                    ">=",
                    "..",
                    "37期",
                    "0000",
                    "13月",
                    "２０２６年３月５日前后"
                })
        @DisplayName("不是日期的按文字查找，并说明")
        void thatThereAreNotAreWords(String typed) {
            Reading reading = read("期限:" + typed);
            assertEquals(List.of("“" + typed + "”不是日期，按文字查找"), reading.remarks());
            assertTrue(
                    reading.parts().get(0) instanceof Word,
                    () -> reading.parts().toString());
        }
    }

    @Nested
    class Anything {

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "　\n"})
        @DisplayName("什么也没打")
        void nothingIsNothing(String text) {
            reads(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-",
                    "|",
                    "\"\"",
                    "??!!",
                    "- - -",
                    "😀",
                    "\uD83D",
                    "\uDE00\uD83D",
                    "\u0000\u0007",
                    "“”",
                    "| |",
                    "…"
                })
        @DisplayName("没有可查找的文字时说明")
        void whatCantBeSearchedForIsRemarkedOn(String text) {
            Reading reading = read(text);
            assertEquals(List.of(), reading.parts());
            assertEquals(List.of("这里面没有可以查找的文字"), reading.remarks());
        }

        @Test
        @DisplayName("表情、控制符、半个代理不碍事")
        void signsBesideWordsAreHarmless() {
            reads("😀 油烟 \uD83D", word("油烟"));
            reads("油\u0007烟", word("油"), word("烟"));
            reads("甲|😀 乙", word("甲"), word("乙"));
        }

        @Test
        @DisplayName("太长的只看前面，并说明，不切断字")
        void whatIsTooLongIsCutWithARemark() {
            String text = "油".repeat(Search.MAX_TEXT - 1) + "\uD840\uDC00" + "烟".repeat(100_000);
            Reading reading = read(text);
            assertEquals(List.of(word("油".repeat(Search.MAX_TEXT - 1))), reading.parts());
            assertEquals(List.of("文字太长，只看前2000个字"), reading.remarks());
        }

        @Test
        @DisplayName("条件太多只用前面的，并说明")
        void tooManyPartsAreCutWithARemark() {
            Reading reading = read("-甲 ".repeat(400));
            assertEquals(Box.MOST_PARTS, reading.parts().size());
            assertEquals(List.of("条件太多，只用前60个"), reading.remarks());
            assertEquals(
                    Box.MOST_PARTS,
                    ((Either) read("甲" + "|乙".repeat(400)).parts().get(0))
                                    .parts()
                                    .size()
                            - 1);
            assertEquals(Box.MOST_PARTS, read("\"甲\"".repeat(400)).parts().size());
        }

        @Test
        @DisplayName("成千上万的引号和运算符")
        void floodsOfOperatorsAreRead() {
            for (String flood : List.of(
                    "\"", "「", "“", "-", "|", "OR ", "标题:", "标题: ", "不含:", "a:", "-标题:\"", "类型:😀,", "期限:..", "，",
                    "\uD83D")) {
                Reading reading = read(flood.repeat(10_000));
                assertTrue(reading.parts().size() <= Search.MAX_TEXT, flood);
            }
        }
    }

    @Nested
    class Understood {

        @ParameterizedTest
        @CsvSource(
                delimiter = '#',
                value = {
                    "晏家坪 -拆迁 牵头:zjj # 包含“晏家坪”；不含“拆迁”；牵头单位：住建局",
                    "晏家坪 油烟 # 包含“晏家坪”“油烟”",
                    "“油烟 扰民” # 原文包含“油烟 扰民”",
                    "油烟|噪声 # 包含“油烟”或“噪声”",
                    "标题:油烟|噪声 # 标题包含“油烟”或“噪声”",
                    "-标题:油烟 # 标题不含“油烟”",
                    "-类型:留言 -“甲 乙” # 类型不是：网民留言；原文不含“甲 乙”",
                    "-拆迁|征地 # 不含“拆迁”或“征地”",
                    "-拆迁|阶段:承办 # 不含“拆迁”，阶段不是：承办",
                    "油烟 OR 阶段:承办,反馈 # 包含“油烟”或阶段：承办、反馈",
                    "收到:2026-01..2026-03 期限:今天 # 收到：2026-01-01至2026-03-31；期限：2026-03-18",
                    "期限:>=2026-03 # 期限：2026-03-01及以后",
                    "督查员:无 # 督查员：无",
                    "油烟归谁管？ # 有关“油烟归谁管”",
                    "晏家坪街道建兰路社区油烟扰民怎么办 # 有关“晏家坪街道建兰路社区油烟扰民怎么办”",
                })
        @DisplayName("用中文说出怎样理解的")
        void saysWhatWasUnderstood(String text, String understood) {
            assertEquals(understood, read(text).understood());
        }

        @Test
        @DisplayName("什么也没找就什么也不说")
        void saysNothingOfNothing() {
            assertEquals("", read("😀").understood());
        }
    }

    @Test
    @DisplayName("今天是交给它的那天")
    void todayIsTheDayHandedIn() {
        assertEquals(new Days(Day.RECEIVED, TODAY.toEpochDay(), TODAY.toEpochDay()), condition("received:today"));
    }
}
