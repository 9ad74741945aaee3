package org.duban.search.internal.names;

import static org.duban.search.internal.names.Directory.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.duban.search.internal.names.Name.Kind;
import org.duban.search.internal.text.Folding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameBookTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "住建局",
                "住建 局",
                "七里河区住房和城乡建设局",
                "七里河區住房和城鄉建設局",
                "zhujianju",
                "ZhuJianJu",
                "ｚｈｕｊｉａｎｊｕ",
                "zhu jian ju",
                "zhu'jian'ju",
                "zjj",
                "qilihequzhufanghechengxiangjiansheju",
                "住jianju"
            })
    @DisplayName("住建局怎样打都找得到")
    void aUnitIsFoundHoweverItIsTyped(String typed) {
        assertEquals(List.of(HOUSING), BOOK.find(typed));
    }

    @Test
    @DisplayName("多音字哪个读音都行")
    void everyReadingFinds() {
        for (String typed : List.of("chongqinglu", "zhongqinglu", "cql", "zql")) {
            assertEquals(List.of(CHONGQING), BOOK.find(typed), typed);
        }
        for (String typed : List.of("changhangyinhang", "zhanghangyinhang", "zhangxingyinxing", "chyh", "zxyx")) {
            assertEquals(List.of(BANK), BOOK.find(typed), typed);
        }
    }

    @Test
    @DisplayName("姓氏读音")
    void surnamesAreReadAsSurnames() {
        assertEquals(List.of(SHAN), BOOK.find("shanxiong"));
        assertEquals(List.of(XIE), BOOK.find("xiechangsheng"));
        assertEquals(List.of(ZENG), BOOK.find("zenghua"));
    }

    @Test
    @DisplayName("xi'an 是西安，不是先")
    void noSyllablePassesOverAnApostrophe() {
        NameBook book = NameBook.of(List.of(XIAN, new Name(Kind.PERSON, "x", "先", "")));
        assertEquals(List.of(XIAN), book.find("xi'an"));
        assertEquals(2, book.find("xian").size());
    }

    @Test
    void umlautMayBeTypedAsVOrU() {
        for (String typed : List.of("aihemaitilv", "aihemaitilu", "aihemaitilü", "艾合买提吕")) {
            assertEquals(List.of(AHMAT), BOOK.find(typed), typed);
        }
    }

    @Test
    void whatNamesNothingFindsNothing() {
        for (String typed : List.of("", " ", "住", "z", "住建", "zhujian", "zhujj", "建局", "zhujianjuu", "…", "'")) {
            assertEquals(List.of(), BOOK.find(typed), typed);
        }
    }

    @Test
    void sameNameOfSeveralIsFoundForEach() {
        Name one = new Name(Kind.PERSON, "1", "李伟", "");
        Name two = new Name(Kind.PERSON, "2", "李伟", "");
        Name other = new Name(Kind.PERSON, "3", "李薇", "");
        NameBook book = NameBook.of(List.of(two, one, other));
        assertEquals(List.of(two, one), book.find("李伟"));
        assertEquals(List.of(two, one, other), book.find("liwei"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"住", "住建", "住jian", "住j", "zhu", "zhuji", "zhujian", "zhujj", "zj", "七里河区住", "qlhqz", "城乡建设"})
    @DisplayName("打到一半就接得上")
    void aUnitIsCompletedFromItsBeginning(String typed) {
        assertTrue(
                BOOK.complete(typed, 10).contains(HOUSING),
                BOOK.complete(typed, 10).toString());
    }

    @Test
    void beginningsComeBeforeWordsInside() {
        Name inside = new Name(Kind.UNIT, "1", "七里河区秀川街道办事处", "");
        NameBook book = NameBook.of(List.of(inside, XIUCHUAN));
        assertEquals(List.of(XIUCHUAN, inside), book.complete("秀川", 10));
        assertEquals(List.of(XIUCHUAN, inside), book.complete("xiuchuan", 10));
        assertEquals(List.of(XIUCHUAN), book.complete("xc", 1));
    }

    @Test
    void charactersComeBeforePinyinBeforeInitials() {
        Name initials = new Name(Kind.PERSON, "1", "李安", "");
        Name pinyin = new Name(Kind.PERSON, "2", "拉姆", "");
        Name letters = new Name(Kind.PERSON, "3", "La", "");
        NameBook book = NameBook.of(List.of(initials, pinyin, letters));
        assertEquals(List.of(letters, pinyin, initials), book.complete("la", 10));
    }

    @Test
    void aNameWithManyReadingsIsFoundAsQuicklyAsAny() {
        Name many = new Name(Kind.UNIT, "1", "行长重单".repeat(20), "");
        NameBook book = NameBook.of(List.of(many));
        assertEquals(List.of(many), book.find("xingzhangchongshan".repeat(3) + "行长重单".repeat(17)));
        assertEquals(List.of(), book.find("hzd".repeat(40)));
    }

    @Test
    void wordsAreAllNamesOfTwoCharactersOrMoreFolded() {
        NameBook book = NameBook.of(List.of(HOUSING, new Name(Kind.PLACE, "1", "蘭州", "兰"), XIUCHUAN));
        assertEquals(List.of("七里河区住房和城乡建设局", "住建局", "兰州", "秀川街道"), book.words());
    }

    @Test
    void synonymsAreNameAndShortNameWhereTheyDiffer() {
        NameBook book = NameBook.of(List.of(HOUSING, XIUCHUAN, new Name(Kind.UNIT, "1", "公安局", "公安局"), HOUSING));
        assertEquals(List.of(List.of("七里河区住房和城乡建设局", "住建局")), book.synonyms());
    }

    @Test
    void aCharacterBeyondTheFirstPlaneCountsLikeAnyOther() {
        Name li = new Name(Kind.PERSON, "1", "李𠮷", "");
        Name other = new Name(Kind.PERSON, "2", "李𠮶", "");
        NameBook book = NameBook.of(List.of(li, other));
        assertEquals(List.of(li), book.find("李𠮷"));
        assertEquals(List.of(li), book.find("li𠮷"));
        assertEquals(List.of(), book.find("李"));
        assertEquals(List.of(li, other), book.complete("li", 10));
    }

    @Property
    void oddInputIsAnsweredWithNoError(@ForAll String typed, @ForAll int limit) {
        for (Name name : BOOK.find(typed)) {
            assertTrue(BOOK.complete(typed, Integer.MAX_VALUE).contains(name), name.name());
        }
        assertTrue(BOOK.complete(typed, limit).size() <= Math.max(0, limit));
    }

    @Property(tries = 200)
    void everyNameIsFoundByItselfAndItsSpellings(
            @ForAll @StringLength(min = 1, max = 8) @CharRange(from = '一', to = '龥') String text) {
        Name name = new Name(Kind.PERSON, "1", text, "");
        NameBook book = NameBook.of(List.of(name));
        assertEquals(List.of(name), book.find(text));
        assertEquals(List.of(name), book.complete(text, 1));
        for (String spelling : Pinyin.spellings(Folding.fold(text), 20)) {
            assertEquals(List.of(name), book.find(spelling), spelling);
        }
        if (text.length() > 1) {
            for (String initials : Pinyin.initials(Folding.fold(text), 20)) {
                assertEquals(List.of(name), book.find(initials), initials);
            }
        }
    }

    @Test
    void tooMuchIsNothing() {
        for (String odd : List.of("z".repeat(100_000), "住".repeat(100_000), "\uD800".repeat(100_000), "\0")) {
            assertEquals(List.of(), BOOK.find(odd));
            assertEquals(List.of(), BOOK.complete(odd, 10));
        }
    }

    @Test
    void oddNamesDoNoHarm() {
        NameBook book = NameBook.of(List.of(
                new Name(Kind.UNIT, "1", "", ""),
                new Name(Kind.UNIT, "2", "\uD800", "？"),
                new Name(Kind.UNIT, "3", "局".repeat(5_000), ""),
                XIUCHUAN));
        assertEquals(List.of(XIUCHUAN), book.find("秀川街道"));
        assertEquals(List.of(), NameBook.of(List.of()).complete("z", 10));
    }

    @Test
    @DisplayName("兰州的街道乡镇，每一个都能按拼音、首字母找到")
    void everyStreetOfARealCityIsFound() throws IOException {
        Path file = Path.of(System.getProperty("duban.shared", "../../../shared"), "data", "orgs", "lanzhou_6201.json");
        assumeTrue(Files.exists(file));
        List<Name> places = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                if ("name".equals(parser.currentName()) && parser.currentToken().isScalarValue()) {
                    places.add(new Name(Kind.PLACE, "" + places.size(), parser.getText(), ""));
                }
            }
        }
        assertFalse(places.isEmpty());
        NameBook book = NameBook.of(places);
        for (Name place : places) {
            assertTrue(book.find(place.name()).contains(place));
            for (String spelling : Pinyin.spellings(place.name(), 8)) {
                assertTrue(book.find(spelling).contains(place), spelling);
            }
            for (String initials : Pinyin.initials(place.name(), 8)) {
                assertTrue(book.find(initials).contains(place), initials);
            }
        }
        assertEquals("晏家坪街道", book.complete("yanjiap", 1).get(0).name());
        assertEquals("西果园镇", book.find("xgyz").get(0).name());
    }
}
