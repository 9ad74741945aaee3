package org.duban.search.internal.query;

import static org.duban.search.internal.query.Town.VOCABULARY;
import static org.duban.search.internal.query.Town.lit;
import static org.duban.search.internal.query.Town.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.api.search.TextKind;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Everything;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Need;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final Key HOUSING = new Key("UNIT", Set.of("u1"));

    private static Plan plan(String text) {
        return Plan.of(read(text), VOCABULARY);
    }

    private static Contains contains(String text) {
        return new Contains(text);
    }

    private static About most(String text) {
        return new About(text, Need.MOST);
    }

    private static Condition word(String text) {
        return new AnyOf(List.of(new About(text, Need.ALL), contains(text)));
    }

    private static List<Condition> alternatives(Condition condition) {
        return ((AnyOf) condition).conditions();
    }

    @Test
    @DisplayName("一个词：词都有，或原样有")
    void aWordIsWantedWholeOrInItsParts() {
        assertEquals(word("油烟扰民"), plan("油烟扰民").strict());
        assertEquals(most("油烟扰民"), plan("油烟扰民").relaxed());
        assertEquals(List.of(), plan("油烟扰民").filters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GDP", "2026-03-05", "2026", "A-B", "ＧＤＰ", "2026年3月5日", "七督通〔2026〕3号", "第三十七期"})
    @DisplayName("字母、数字、日期、编号是一个整体")
    void lettersDigitsAndNumbersAreWantedAsTheyStand(String text) {
        assertEquals(contains(text), plan(text).strict());
    }

    @Test
    @DisplayName("一个字就找那个字")
    void aCharacterIsWantedAsItIs() {
        assertEquals(contains("油"), plan("油").strict());
    }

    @Test
    @DisplayName("一两个字没有近似可找")
    void nothingComesNearAWordOfTwoCharacters() {
        assertNull(plan("油").relaxed());
        assertNull(plan("油烟").relaxed());
    }

    @Test
    @DisplayName("编号、日期、字母没有近似可言")
    void nothingComesNearLettersAndDigits() {
        for (String text : List.of("2026-03-05", "2026年3月", "七督通〔2026〕3号", "GDP", "编号:123", "“GDP 2026”")) {
            assertNull(plan(text).relaxed(), text);
        }
        assertEquals(
                new AnyOf(List.of(contains("GDP"), contains("CPI"))),
                plan("GDP CPI").relaxed());
        assertEquals(most("油烟 GB18483"), plan("油烟 GB18483").relaxed());
    }

    @Test
    @DisplayName("单位的简称、全称、俗称都算，也算它承办的")
    void aUnitIsWantedByAllItsNamesAndByWhatIsIts() {
        for (String name : List.of("住建局", "zjj", "zhujianju", "七里河区住房和城乡建设局")) {
            List<Condition> any = alternatives(plan(name).strict());
            assertTrue(any.contains(contains("住建局")), name);
            assertTrue(any.contains(contains("七里河区住房和城乡建设局")), name);
            assertTrue(any.contains(HOUSING), name);
        }
        assertTrue(alternatives(plan("住建局").strict()).contains(contains("建设局")));
    }

    @Test
    @DisplayName("人名找他督查的和他批示的，地名找那里的")
    void peopleAndPlacesAreWantedByWhatIsTheirs() {
        assertTrue(alternatives(plan("王建国").strict())
                .containsAll(List.of(new Key("OFFICER", Set.of("p1")), new Key("LEADER", Set.of("p1")))));
        assertTrue(alternatives(plan("yjp").strict())
                .containsAll(List.of(contains("晏家坪"), new Key("AREA", Set.of("620103002")))));
    }

    @Test
    @DisplayName("连写的词里的简称也展开")
    void aNameInsideAWordIsWantedByItsOtherNames() {
        assertTrue(alternatives(plan("油烟住建局").strict())
                .contains(new And(List.of(
                        contains("油烟"),
                        new AnyOf(List.of(contains("住建局"), contains("建设局"), contains("七里河区住房和城乡建设局")))))));
    }

    @Test
    @DisplayName("几个词都要；都没有时要大部分")
    void wordsApartAreAllWantedAndElseMostOfThem() {
        Plan plan = plan("油烟扰民 噪声 “夜间 施工”");
        assertEquals(new And(List.of(word("油烟扰民"), word("噪声"), contains("夜间 施工"))), plan.strict());
        assertEquals(most("油烟扰民 噪声 夜间 施工"), plan.relaxed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "油烟归谁管",
                "路灯什么时候修",
                "油烟 怎么办",
                "关于油烟扰民整治的建议",
                "晏家坪街道油烟扰民问题什么时候解决",
                "甲 乙 丙 丁 戊 己 庚",
                "关于晏家坪街道油烟扰民请求尽快解决的问题，谢谢"
            })
    @DisplayName("问句、标题、一长串词只要大部分")
    void aSentenceIsWantedForTheMostPart(String text) {
        Plan plan = plan(text);
        assertEquals(most(text.replace("，", " ")), plan.strict());
        assertNull(plan.relaxed());
    }

    @Test
    @DisplayName("名称里的“投诉”“咨询”不是句子")
    void aNameWithAWordOfRequestsIsNoSentence() {
        for (String text : List.of("投诉电话", "咨询电话", "建议提案办理情况")) {
            assertEquals(word(text), plan(text).strict(), text);
        }
    }

    @Test
    @DisplayName("长的编号、网址、单位全称不是句子")
    void aLongNumberOrNameIsNoSentence() {
        assertEquals(contains("甘政办发〔2026〕115号"), plan("甘政办发〔2026〕115号").strict());
        String address = "https://www.example.org/index.php?a=very-long-address";
        assertEquals(
                List.of(contains("https://www.example.org/index.php"), contains("a=very-long-address")),
                ((And) plan(address).strict()).conditions());
        Name name = new Name(Name.Kind.UNIT, "u9", "甘肃省兰州市七里河区人民政府办公室", "");
        Vocabulary vocabulary = new Vocabulary(Words.standard(), NameBook.of(List.of(name)), Synonyms.NONE);
        assertTrue(alternatives(Plan.of(read(name.name()), vocabulary).strict()).contains(contains(name.name())));
    }

    @Test
    @DisplayName("只有排除和条件：全部里的")
    void exclusionsAndFactsAloneAreOfEverything() {
        Plan plan = plan("-拆迁 类型:网民留言 -“甲 乙” 时限:逾期");
        assertEquals(new Everything(), plan.strict());
        assertNull(plan.relaxed());
        assertEquals(
                List.of(
                        new Not(contains("拆迁")),
                        new Key("FORM_TYPE", Set.of("message")),
                        new Not(contains("甲 乙")),
                        lit("red")),
                plan.filters());
        assertEquals(new And(plan.filters()), plan.whole());
    }

    @Test
    @DisplayName("什么也没打：全部")
    void nothingTypedIsEverything() {
        assertEquals(new Plan(new Everything(), null, List.of()), plan(" 😀"));
        assertEquals(new Everything(), plan("").whole());
    }

    @Test
    @DisplayName("放宽时条件和排除仍有效")
    void factsAndExclusionsStayInForceWhenRelaxed() {
        Plan plan = plan("油烟 噪声 -拆迁 阶段:承办 标题:扰民问题");
        assertEquals(new And(List.of(most("油烟 噪声"), new Within(Set.of(TextKind.TITLE), most("扰民问题")))), plan.relaxed());
        assertEquals(List.of(new Not(contains("拆迁")), new Key("STAGE", Set.of("HANDLING"))), plan.filters());
        assertEquals(
                new And(List.of(
                        plan.strict(), plan.filters().get(0), plan.filters().get(1))),
                plan.whole());
    }

    @Test
    @DisplayName("在标题里找单位名，不算它承办的")
    void aNameInTextsOfAKindIsNoFact() {
        assertFalse(plan("标题:住建局").strict().toString().contains("UNIT"));
        assertTrue(plan("标题:住建局").strict().toString().contains("建设局"));
        Plan within = Plan.of(read("住建局 -拆迁"), VOCABULARY, Set.of(TextKind.REPLY));
        assertFalse(within.strict().toString().contains("UNIT"));
        assertEquals(Set.of(TextKind.REPLY), ((Within) within.strict()).kinds());
        assertEquals(List.of(new Not(contains("拆迁"))), within.filters());
    }

    @Test
    @DisplayName("二者有一")
    void alternativesAreWantedEach() {
        assertEquals(
                new AnyOf(List.of(word("油烟扰民"), contains("GDP"))),
                plan("油烟扰民|GDP").strict());
        assertEquals(
                new AnyOf(List.of(contains("GDP"), new Key("STAGE", Set.of("HANDLING")), new Not(contains("拆迁")))),
                plan("GDP OR 阶段:承办 OR -拆迁").strict());
        assertEquals(
                List.of(new Not(new AnyOf(List.of(contains("甲"), contains("乙"))))),
                plan("-甲|乙").filters());
    }

    @Test
    @DisplayName("缩写谁都像时，只取几个")
    void initialsOfManyAreOfAFewOnly() {
        List<Name> many = IntStream.range(0, 500)
                .mapToObj(i -> new Name(Name.Kind.UNIT, "u" + i, "住建局", ""))
                .toList();
        Vocabulary vocabulary = new Vocabulary(Words.standard(), NameBook.of(many), Synonyms.NONE);
        Plan plan = Plan.of(read("zjj"), vocabulary);
        Set<Integer> sizes = alternatives(plan.strict()).stream()
                .filter(Key.class::isInstance)
                .map(key -> ((Key) key).values().size())
                .collect(Collectors.toSet());
        assertEquals(Set.of(6), sizes);
    }

    @Test
    @DisplayName("打得再多，条件也只有几百个")
    void conditionsAreBounded() {
        Plan plan =
                plan(IntStream.range(0, 200).mapToObj(i -> "油烟" + i + "住建局执法局").collect(Collectors.joining("|")));
        int size = BoxPropertiesTest.size(plan.whole());
        assertTrue(size > 100 && size < 600, () -> size + " conditions");
    }
}
