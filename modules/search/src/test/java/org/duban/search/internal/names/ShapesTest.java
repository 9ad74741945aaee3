package org.duban.search.internal.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {

    @ParameterizedTest
    @ValueSource(strings = {"己已巳", "末未", "拔拨", "候侯", "折拆", "晴睛清情请", "戊戌戍戎", "坡波破披", "住往柱注", "账帐", "辩辨辫", "暮幕墓慕"})
    @DisplayName("形近字互相认得")
    void charactersThatLookAlikeKnowEachOther(String group) {
        for (char one : group.toCharArray()) {
            for (char other : group.toCharArray()) {
                assertTrue(
                        one == other || Shapes.of(one).indexOf(other) >= 0, one + " " + other + " " + Shapes.of(one));
            }
        }
    }

    @Test
    void theTableIsOfSimplifiedCharactersEachOnceAndNeverItself() {
        for (char character = '一'; character <= '龥'; character++) {
            String similar = Shapes.of(character);
            assertFalse(similar.indexOf(character) >= 0, String.valueOf(character));
            assertEquals(similar.length(), similar.chars().distinct().count(), character + similar);
            for (char other : similar.toCharArray()) {
                assertTrue(Shapes.of(other).indexOf(character) >= 0, "" + character + other);
            }
        }
        assertEquals("", Shapes.of('x'));
        assertEquals("", Shapes.of('\uD800'));
    }
}
