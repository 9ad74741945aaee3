package org.duban.search.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.search.Similar;
import org.duban.api.search.Similar.Kind;
import org.duban.search.internal.service.Likeness.Side;
import org.duban.search.internal.text.Words;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static final List<String> PLACES = List.of("敦煌路", "西津西路", "建兰路", "火星街", "任家庄", "小西湖", "龚家湾");
    private static final List<String> ISSUES = List.of("路灯不亮", "井盖缺失", "暖气不热", "垃圾无人清运", "占道经营", "停车乱收费", "油烟扰民");

    /** What is common in an office: everybody greets, everybody asks; places and issues come up now and then. */
    private static final Rarity RARITY = office();

    private static Rarity office() {
        Rarity.Builder builder = new Rarity.Builder();
        for (int i = 0; i < 400; i++) {
            String place = PLACES.get(i % PLACES.size());
            String issue = ISSUES.get(i / PLACES.size() % ISSUES.size());
            builder.matter()
                    .saw(Pairs.of("反映" + place + issue + "的问题", 100))
                    .saw(Pairs.of("尊敬的领导您好，" + place + "附近" + issue + "，请有关部门处理，谢谢", 200))
                    .saw("人民网");
        }
        return builder.build();
    }

    private static Side side(String title, String text) {
        return Side.of(title, text, null, Set.of(), Map.of());
    }

    private static double likeness(Side one, Side other) {
        return Likeness.of(one, other, RARITY).value();
    }

    @Test
    @DisplayName("同一件事换个说法，是同一件事；同一地方的另一件事、另一地方的同类事，不是")
    void theSameThingIsTheSamePlaceAndTheSameIssue() {
        Side one = side("反映金港城三期油烟扰民的问题", "尊敬的领导您好，金港城三期5号楼下老马烧烤的油烟排到居民窗前，请有关部门处理，谢谢");
        assertTrue(
                likeness(one, side("金港城三期油烟扰民", "老马烧烤天天把油烟排到金港城三期5号楼居民窗前")) >= Similar.SAME,
                "" + likeness(one, side("金港城三期油烟扰民", "老马烧烤天天把油烟排到金港城三期5号楼居民窗前")));
        assertTrue(likeness(one, side("金港城三期暖气不热", "家里只有14度，老人小孩都受不了")) < Similar.SAME);
        assertTrue(likeness(one, side("反映敦煌路油烟扰民的问题", "尊敬的领导您好，敦煌路附近油烟扰民，请有关部门处理，谢谢")) < Similar.SAME);
    }

    @Test
    void whatIsSaidEverywhereMakesNothingAlike() {
        Side one = side("反映敦煌路路灯不亮的问题", "尊敬的领导您好，请有关部门处理，谢谢");
        Side other = side("反映任家庄垃圾无人清运的问题", "尊敬的领导您好，请有关部门处理，谢谢");
        assertTrue(likeness(one, other) < SimilarMatters.LEAST * 2, "" + likeness(one, other));
    }

    @Test
    void aTextWithItselfIsAsLikeAsCanBe() {
        Side one = side("反映金港城三期油烟扰民的问题", "金港城三期5号楼下老马烧烤的油烟排到居民窗前，物业曾两次上门劝说，店主声称已安装净化器，实际从不开机");
        assertTrue(likeness(one, one) > 0.95);
    }

    @Test
    @DisplayName("区域相同不改变、区域不同降低相似度；单位也一样")
    void whatIsKnownOfBothAndDiffersSpeaksAgainst() {
        String title = "金港城三期油烟扰民";
        String text = "老马烧烤的油烟排到窗前";
        Side here = Side.of(title, text, "A", Set.of("urban"), Map.of());
        double unknown = likeness(side(title, text), side(title, text));
        Likeness same = Likeness.of(here, here, RARITY);
        assertEquals(unknown, same.value(), 1e-9);
        assertTrue(same.share(Kind.AREA) > 0 && same.share(Kind.UNIT) > 0);
        assertEquals(Set.of("urban"), same.sameUnits());
        double elsewhere = likeness(here, Side.of(title, text, "B", Set.of("urban"), Map.of()));
        double others = likeness(here, Side.of(title, text, "A", Set.of("water"), Map.of()));
        assertTrue(elsewhere < others && others < unknown);
        assertEquals(unknown, likeness(here, side(title, text)), 1e-9, "what one doesn't know says nothing");
    }

    @Test
    @DisplayName("少见的字段值（联系方式）说明问题，常见的（来源渠道）不说明")
    void aFieldTellsWhatItsValueIsRare() {
        Side one = Side.of("楼道堆放杂物", "三单元", null, Set.of(), Map.of("/contact", "13800001234", "/channel", "人民网"));
        Side phone = Side.of("楼道杂物", "没有人管", null, Set.of(), Map.of("/contact", "13800001234"));
        Side channel = Side.of("楼道杂物", "没有人管", null, Set.of(), Map.of("/channel", "人民网"));
        Side neither = side("楼道杂物", "没有人管");
        assertTrue(likeness(one, phone) > likeness(one, neither) + 0.05);
        assertEquals(likeness(one, neither), likeness(one, channel), 1e-9);
        assertEquals(
                Set.of("/contact"),
                Likeness.of(one, phone, RARITY).fieldShares().keySet());
    }

    @Test
    @DisplayName("理由引用双方都有的词，完整，最说明问题的在前")
    void reasonsQuoteWholeWordsOfTheFirstMatter() {
        Likeness likeness =
                Likeness.of(side("反映金港城三期油烟扰民的问题", "楼下老马烧烤的油烟排到居民窗前"), side("金港城三期的烧烤油烟", "请管管老马烧烤"), RARITY);
        List<String> title = likeness.sharedOfTitle(Words.standard());
        assertEquals("金港城三期", title.get(0));
        assertTrue(title.contains("油烟"), title.toString());
        assertTrue(likeness.sharedOfText(Words.standard()).contains("老马烧烤"));
    }

    @Test
    void runsOfLettersAndDigitsAreOneThing() {
        assertTrue(likeness(side("204路公交车改线", ""), side("204路公交车改线", ""))
                > likeness(side("204路公交车改线", ""), side("34路公交车改线", "")));
    }

    @Test
    void withoutATitleTheFirstLineIsOne() {
        Side draft = side("", "金港城三期油烟扰民\n老马烧烤每晚营业到两点");
        assertEquals("金港城三期油烟扰民", draft.title().text());
        assertTrue(likeness(draft, side("金港城三期油烟扰民", "老马烧烤每晚营业到两点")) >= Similar.SAME);
    }

    @Provide
    Arbitrary<Side> sides() {
        Arbitrary<String> words = Arbitraries.of(
                "金港城", "敦煌路", "油烟", "扰民", "，", "。\n", "204路", "abc", " ", "😀", "\uD800", "暖气不热", "〇", "老马烧烤", "的", "");
        Arbitrary<String> texts = words.list().ofMaxSize(30).map(list -> String.join("", list));
        return Combinators.combine(
                        texts,
                        texts,
                        Arbitraries.of("A", "B").injectNull(0.3),
                        Arbitraries.of("u1", "u2", "u3").set().ofMaxSize(2),
                        Arbitraries.maps(Arbitraries.of("/a", "/b"), Arbitraries.of("人民网", "稀有"))
                                .ofMaxSize(2))
                .as(Side::of);
    }

    @Property
    void likenessIsBetween0And1TheSameBothWaysAndTheSumOfItsShares(
            @ForAll("sides") Side one, @ForAll("sides") Side other) {
        Likeness likeness = Likeness.of(one, other, RARITY);
        assertTrue(likeness.value() >= 0 && likeness.value() <= 1);
        assertEquals(likeness.value(), likeness(other, one), 1e-9);
        double shares = likeness.fieldShares().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        for (Kind kind : Kind.values()) {
            assertTrue(likeness.share(kind) >= 0);
            shares += likeness.share(kind);
        }
        assertEquals(likeness.value(), shares, 1e-9);
        for (String shared : likeness.sharedOfText(Words.standard())) {
            assertTrue(one.text().text().contains(shared.replace("…", "")), shared);
        }
    }

    @Property
    void nothingIsLikerThanTheThingItself(@ForAll("sides") Side one, @ForAll("sides") Side other) {
        assertTrue(
                likeness(one, one) >= likeness(one, other) - 1e-9 || one.title().length() == 0);
    }
}
