package org.duban.search.internal.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {

    @Test
    @DisplayName("多音字的每个读音都算")
    void aCharacterHasAllItsReadings() {
        assertTrue(Pinyin.of('重').containsAll(Set.of("zhong", "chong")));
        assertTrue(Pinyin.of('长').containsAll(Set.of("chang", "zhang")));
        assertTrue(Pinyin.of('行').containsAll(Set.of("hang", "xing")));
    }

    @Test
    @DisplayName("ü 写作 v")
    void umlautIsWrittenV() {
        assertTrue(Pinyin.of('绿').contains("lv"));
        assertEquals(Set.of("lve"), Pinyin.of('略'));
    }

    @ParameterizedTest
    @CsvSource({
        "单,shan", "解,xie", "曾,zeng", "仇,qiu", "区,ou", "查,zha", "任,ren", "朴,piao", "盖,ge", "华,hua", "尉,yu", "覃,qin",
        "员,yun", "缪,miao"
    })
    @DisplayName("姓氏有自己的读音")
    void surnamesHaveReadingsOfTheirOwn(String surname, String reading) {
        assertTrue(
                Pinyin.of(surname.codePointAt(0)).contains(reading),
                Pinyin.of(surname.codePointAt(0)).toString());
    }

    @Test
    void latinLettersAndDigitsStandForThemselves() {
        assertEquals(Set.of("b"), Pinyin.of('B'));
        assertEquals(Set.of("7"), Pinyin.of('7'));
        assertEquals(Set.of("b7zhan"), Pinyin.spellings("B7 站", 4));
    }

    @Test
    void everyReadingGivesASpelling() {
        assertEquals(Set.of("zhongqing", "chongqing"), Pinyin.spellings("重庆", 8));
        assertEquals(Set.of("zjj"), Pinyin.initials("住建局", 8));
        assertTrue(Pinyin.initials("重庆", 8).containsAll(Set.of("zq", "cq")));
    }

    @Test
    void theReadingsOfALongNameDoNotExplode() {
        assertEquals(10, Pinyin.spellings("行长重".repeat(40), 10).size());
    }

    @Property
    void anyCodePointHasReadingsInSmallLettersOrNone(@ForAll @IntRange(min = -5, max = 0x120000) int codePoint) {
        for (String reading : Pinyin.of(codePoint)) {
            assertTrue(reading.matches("[a-z]{1,6}|[0-9]"), reading);
        }
    }

    @Property
    void noMoreSpellingsThanAskedFor(
            @ForAll @StringLength(max = 30) String text, @ForAll @IntRange(min = -1, max = 20) int limit) {
        Set<String> spellings = Pinyin.spellings(text, limit);
        assertTrue(spellings.size() <= Math.max(0, limit));
        assertFalse(spellings.contains(""));
        assertTrue(Pinyin.initials(text, limit).size() <= Math.max(0, limit));
    }
}
