package org.duban.search.internal.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundsTest {

    private static byte likeness(char one, char other) {
        return Sounds.likeness(Sounds.beside(one), other);
    }

    @Test
    @DisplayName("同音（不论声调）")
    void sameSyllableWhateverTheTone() {
        assertEquals(Sounds.SAME, likeness('气', '汽'));
        assertEquals(Sounds.SAME, likeness('事', '十'));
    }

    @Test
    @DisplayName("多音字不常用的读音，也算，但差一点")
    void aReadingThatIsNotTheUsualOneCountsLess() {
        assertEquals(Sounds.SELDOM_SAME, likeness('重', '虫'));
        assertEquals(Sounds.SELDOM_SAME, likeness('虫', '重'));
        assertEquals(Sounds.SAME, likeness('重', '中'));
    }

    @ParameterizedTest
    @CsvSource({
        "zhi,zi",
        "chi,ci",
        "shan,san",
        "nan,lan",
        "nv,lv",
        "xin,xing",
        "shen,sheng",
        "san,sang",
        "fu,hu",
        "fei,hui",
        "fen,hun",
        "fang,huang",
        "fa,hua",
        "ren,len",
        "ran,lan",
        "zhuang,zuan"
    })
    @DisplayName("平翘舌、前后鼻音、n l r、f h 容易混")
    void syllablesThatPeopleConfuse(String one, String other) {
        assertEquals(Sounds.plain(one), Sounds.plain(other));
    }

    @ParameterizedTest
    @CsvSource({"ba,pa", "da,ta", "zi,ci", "ji,qi", "dong,don", "lv,lu", "hu,hui", "he,hei"})
    void syllablesThatPeopleTellApart(String one, String other) {
        assertNotEquals(Sounds.plain(one), Sounds.plain(other));
    }

    @Test
    void confusedSyllablesAreAlikeBothWays() {
        assertEquals(Sounds.ALIKE, likeness('兰', '男'));
        assertEquals(Sounds.ALIKE, likeness('男', '兰'));
        assertEquals(0, likeness('男', '女'));
        assertEquals(0, likeness('男', 'x'));
    }
}
