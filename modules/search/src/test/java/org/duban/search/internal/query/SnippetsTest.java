package org.duban.search.internal.query;

import static org.duban.search.internal.query.Town.VOCABULARY;
import static org.duban.search.internal.query.Town.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.matter.MatterId;
import org.duban.api.search.Passage;
import org.duban.api.search.Snippet;
import org.duban.api.search.TextKind;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Like;
import org.duban.spi.search.Condition.Need;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnippetsTest {

    static final Instant AT = Instant.parse("2026-03-18T01:00:00Z");

    static MatterText matter(Text... texts) {
        return new MatterText(
                new MatterId("m1"),
                9,
                Map.of(),
                LocalDate.of(2026, 3, 2),
                null,
                AT,
                List.of(),
                Map.of(),
                Arrays.asList(texts));
    }

    static Text text(TextKind kind, String text) {
        return new Text(kind, 1, AT, "p1", text);
    }

    static Marks marks(Condition condition) {
        return Marks.of(condition, VOCABULARY.words());
    }

    private static Marks typed(String typed) {
        return marks(Plan.of(read(typed), VOCABULARY).whole());
    }

    /** With what is marked in brackets. */
    static String shown(Snippet snippet) {
        StringBuilder shown = new StringBuilder();
        for (Snippet.Piece piece : snippet.pieces()) {
            shown.append(piece.found() ? "[" + piece.text() + "]" : piece.text());
        }
        return shown.toString();
    }

    private static List<String> shown(List<Passage> passages) {
        return passages.stream()
                .map(passage -> passage.kind() + ":" + shown(passage.snippet()))
                .toList();
    }

    private static String title(String typed, String title) {
        return shown(Snippets.title(title, typed(typed)));
    }

    /** What is shown of one text. */
    private static String passage(Marks marks, String text, int length) {
        List<Passage> passages = Snippets.passages(matter(text(TextKind.CONTENT, text)), marks, 3, length);
        assertEquals(1, passages.size());
        return shown(passages.get(0).snippet());
    }

    @ParameterizedTest
    @CsvSource({
        "油烟, 晏家坪油烟扰民, 晏家坪[油烟]扰民",
        "油烟 扰民, 晏家坪油烟扰民, 晏家坪[油烟扰民]",
        "油煙, 晏家坪油烟扰民, 晏家坪[油烟]扰民",
        "gdp, 前三季度ＧＤＰ增长, 前三季度[ＧＤＰ]增长",
        "油烟扰民, 油烟、扰民, [油烟、扰民]",
        "油烟, 油 烟和油—烟, [油 烟]和[油—烟]",
        "住建局, 请七里河区住房和城乡建设局答复, 请[七里河区住房和城乡建设局]答复",
        "yjp, 晏家坪油烟, [晏家坪]油烟",
        "2026-03-05, 请于2026年3月5日前报, 请于[2026年3月5日]前报",
        "2026年3月, 自2026-03-05起, 自[2026-03]-05起",
        "七督通（2026）3号, 《七督通〔2026〕第3号》, 《[七督通〔2026〕第3号]》",
        "-油烟 扰民, 油烟扰民, 油烟[扰民]",
        "标题:油烟 答复:扰民, 油烟扰民, [油烟]扰民",
        "噪声, 晏家坪油烟, 晏家坪油烟",
    })
    @DisplayName("标题里标出找到的")
    void aTitleIsMarked(String typed, String title, String shown) {
        assertEquals(shown, title(typed, title));
    }

    @Test
    @DisplayName("整词没有时标出词的一部分，但从不标单个字")
    void partsOfAWordAreMarkedWhereTheWholeIsNotAndNeverOneCharacter() {
        assertEquals("[住房]和[建设]", title("住房和城乡建设部", "住房和建设"));
        Marks street = marks(new About("晏家坪街道", Need.MOST));
        assertEquals("[晏家坪街道]的街道", shown(Snippets.title("晏家坪街道的街道", street)));
        assertEquals("[晏家坪]的[街道]", shown(Snippets.title("晏家坪的街道", street)));
        assertEquals("晏某家某坪", title("晏家坪", "晏某家某坪"));
        assertEquals("[油烟]，油田和烟草", title("油烟扰民怎么办", "油烟，油田和烟草"));
    }

    @Test
    @DisplayName("字典没有的词按相邻两字标出")
    void aWordThatNoDictionaryKnowsIsMarkedByItsPairs() {
        assertEquals("[犇羴]店", title("犇羴鱻 油烟", "犇羴店"));
        assertEquals("[犇羴鱻]店", title("犇羴鱻 油烟", "犇羴鱻店"));
    }

    @Test
    @DisplayName("一个词加一个字也可能是词")
    void aWordAndOneMoreCharacterMayBeAWord() {
        assertEquals("[广场舞]很吵", title("广场舞扰民", "广场舞很吵"));
        assertEquals("[广场]，的", title("广场的扰民", "广场，的"));
    }

    @Test
    @DisplayName("问话的词不标")
    void wordsInWhichPeopleAskAreNotMarked() {
        assertEquals("请问[油烟]问题怎么办", title("油烟问题请问怎么办谁来管管管管", "请问油烟问题怎么办"));
        assertEquals("[请问]油烟", title("请问", "请问油烟"));
    }

    @Test
    @DisplayName("数字只标整个的，除非就要那几个字")
    void numbersInASentenceAreMarkedWhole() {
        Marks about = marks(new About("晏家坪12栋油烟", Need.MOST));
        assertEquals("[12]栋，2012年，120", shown(Snippets.title("12栋，2012年，120", about)));
        assertEquals("2[01]2", shown(Snippets.title("2012", marks(new Contains("01")))));
    }

    @Test
    @DisplayName("相似事项标出共有的词")
    void ofTheLikeTheCommonWordsAreMarked() {
        assertEquals("[晏家坪]夜间[油烟]很大", shown(Snippets.title("晏家坪夜间油烟很大", marks(new Like("晏家坪油烟扰民", "楼下饭店油烟直排")))));
    }

    @Test
    @DisplayName("标签、引号原样转义")
    void htmlIsEscaped() {
        assertEquals(
                "&lt;b&gt;<mark>油烟</mark>&lt;/b&gt; &amp; &quot;",
                Snippets.title("<b>油烟</b> & \"", typed("油烟")).html());
    }

    @Test
    @DisplayName("最好的在前，标题不再重复，一样的只出一次")
    void thePassagesThatHoldMostComeFirstOnceAndWithoutTheTitle() {
        MatterText matter = matter(
                text(TextKind.TITLE, "晏家坪油烟噪声"),
                text(TextKind.CONTENT, "楼下有油烟。"),
                text(TextKind.CONTENT, "楼下有油烟。"),
                text(TextKind.FEEDBACK, "没有什么。"),
                text(TextKind.REPLY, "油烟和噪声都治理了。"),
                text(TextKind.SUBMISSION, "晏家坪油烟和噪声都治理了。"),
                text(TextKind.ATTACHMENT, "油烟.pdf"));
        assertEquals(
                List.of(
                        "SUBMISSION:[晏家坪油烟]和[噪声]都治理了。",
                        "REPLY:[油烟]和[噪声]都治理了。",
                        "CONTENT:楼下有[油烟]。",
                        "ATTACHMENT:[油烟].pdf"),
                shown(Snippets.passages(matter, typed("晏家坪 油烟 噪声"), 9, 100)));
        assertEquals(2, Snippets.passages(matter, typed("晏家坪 油烟 噪声"), 2, 100).size());
        assertEquals(List.of(), Snippets.passages(matter, typed("拆迁"), 9, 100));
    }

    @Test
    @DisplayName("只在所找的那类文字里标")
    void marksStayWithinTheKindsLookedIn() {
        MatterText matter = matter(text(TextKind.CONTENT, "油烟扰民"), text(TextKind.REPLY, "油烟扰民已治理"));
        assertEquals(List.of("REPLY:[油烟]扰民已治理"), shown(Snippets.passages(matter, typed("答复:油烟"), 9, 100)));
        Condition both = new Within(Set.of(TextKind.REPLY), new Within(Set.of(TextKind.CONTENT), new Contains("油烟")));
        assertEquals(List.of(), Snippets.passages(matter, marks(both), 9, 100));
        assertEquals(List.of(), Snippets.passages(matter, marks(new Not(new Contains("油烟"))), 9, 100));
    }

    @Test
    @DisplayName("截取的一段从句首到句尾")
    void aStretchGoesFromSentenceToSentence() {
        String text = "第一句话说的是别的事情。晏家坪街道油烟扰民严重！希望尽快解决。最后一句话也说的是别的事情，与此无关。";
        assertEquals("…晏家坪街道[油烟]扰民严重！希望尽快解决。…", passage(typed("油烟"), text, 28));
    }

    @Test
    @DisplayName("一段不以逗号、后引号开头，不以前引号结尾")
    void aStretchBeginsWithNoCommaAndEndsWithNoOpeningQuote() {
        String text = "督查人员了解施工进度”，油烟扰民“督查人员了解施工进度";
        for (int length = 4; length < 20; length++) {
            String shown = passage(typed("油烟 扰民"), text, length);
            assertFalse(shown.startsWith("…，") || shown.startsWith("…”") || shown.endsWith("“…"), shown);
        }
    }

    @Test
    @DisplayName("没有句号就断在词间")
    void aStretchWithoutSentencesGoesFromWordToWord() {
        String words = "督查人员前往建设工地了解施工进度以后向领导报告";
        String text = words.repeat(20) + "油烟" + words.repeat(20);
        for (int length = 20; length < 60; length++) {
            String shown = passage(typed("油烟"), text, length);
            assertTrue(shown.contains("[油烟]"), shown);
            String before = shown.substring(1, shown.indexOf('['));
            String after = shown.substring(shown.indexOf(']') + 1, shown.length() - 1);
            assertTrue(VOCABULARY.words().boundary(text, words.length() * 20 - before.length()), shown);
            assertTrue(VOCABULARY.words().boundary(text, words.length() * 20 + 2 + after.length()), shown);
            assertTrue(shown.length() - 4 <= length, shown);
        }
    }

    @Test
    @DisplayName("取最全、最少见的那一段")
    void theStretchHoldsTheMostAndTheRarest() {
        String filler = "这里说的是别的事情，".repeat(20);
        String text = "油烟很大，油烟很大，油烟很大。" + filler + "噪声很大。" + filler + "油烟很大。";
        assertTrue(passage(typed("油烟 噪声"), text, 40).contains("[噪声]"));
        String both = text + filler + "油烟和噪声都很大。" + filler;
        assertTrue(passage(typed("油烟 噪声"), both, 40).contains("[油烟]和[噪声]"));
    }

    @Test
    @DisplayName("哪怕前面有几千处，后面的一段也全标出")
    void everyPlaceInAStretchIsMarkedHoweverManyCameBefore() {
        String text = "油烟，".repeat(5_000) + "噪声和油烟和油烟。";
        assertTrue(passage(typed("油烟 噪声"), text, 40).endsWith("[噪声]和[油烟]和[油烟]。"));
    }

    @Test
    @DisplayName("换行和控制符是空格，空格只留一个")
    void lineBreaksAreSpaces() {
        assertEquals("甲 [油 烟] 乙", passage(typed("油烟"), "\r\n 甲\n\n\t油\u0007\n烟\u2028\u3000乙\n", 40));
        assertEquals("甲 [油烟]", title("油烟", "甲\n油烟"));
    }

    @Test
    @DisplayName("从不切开代理对、组合字、表情")
    void charactersOfManyUnitsAreNeverCut() {
        String family = "👨‍👩‍👧";
        for (String character : List.of("\uD840\uDC00", "e\u0301", family, "👍🏽", "🇨🇳", "कि")) {
            String text = character.repeat(40) + "油烟" + character.repeat(40);
            for (int length = 2; length < 60; length++) {
                String shown = passage(typed("油烟"), text, length);
                String left = shown.substring(shown.startsWith("…") ? 1 : 0, shown.indexOf('['));
                String right = shown.substring(shown.indexOf(']') + 1).replace("…", "");
                assertEquals("", left.replace(character, ""), shown);
                assertEquals("", right.replace(character, ""), shown);
            }
        }
        assertEquals("[e\u0301]tui", title("e", "e\u0301tui"));
    }

    @Test
    @DisplayName("比一段还长的也标，切在字间")
    void whatIsLongerThanAStretchIsMarkedAsFarAsItIsShown() {
        String phrase = "晏家坪街道油烟扰民严重".repeat(5);
        String shown = passage(marks(new Contains(phrase)), "前面。" + phrase + "后面", 20);
        assertEquals("…[" + phrase.substring(0, 20) + "]…", shown);
        String apart = passage(marks(new Contains("油烟")), "甲油" + "—".repeat(1_000) + "烟乙", 20);
        assertEquals("…[油" + "—".repeat(19) + "]…", apart);
    }

    @Test
    @DisplayName("五百万字里也找得到，标得准")
    void aVeryLongTextIsSearchedToItsEnd() {
        String text = "这里说的是别的事情。".repeat(500_000) + "晏家坪油烟扰民。" + "这里说的是别的事情。".repeat(10);
        assertEquals("…[晏家坪油烟扰民]。…", passage(typed("晏家坪油烟扰民"), text, 12));
    }

    @Test
    @DisplayName("再长的查询，标记也有限")
    void marksAreBounded() {
        StringBuilder text = new StringBuilder();
        for (char c = '一'; c < '一' + 4_000; c++) {
            text.append(c);
        }
        assertTrue(marks(new About(text.toString(), Need.MOST)).size() <= Marks.MOST);
        List<Condition> many = new ArrayList<>();
        for (char c = '一'; c < '一' + 4_000; c++) {
            many.add(new Contains(Character.toString(c).repeat(100)));
        }
        int size = marks(new Condition.And(many)).size();
        assertTrue(size > 10 && size * 100 <= Marks.MOST_UNITS, () -> size + " marks");
        assertFalse(marks(new Condition.Everything()).concern(TextKind.TITLE));
    }
}
