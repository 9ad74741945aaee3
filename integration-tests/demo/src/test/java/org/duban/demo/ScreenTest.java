package org.duban.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void aChineseCharacterTakesTwoColumns() {
        assertEquals(4, Screen.width("督查"));
        assertEquals(6, Screen.width("第37期"));
        assertEquals("督查  |", Screen.left("督查", 6) + "|");
        assertEquals("  督查|", Screen.right("督查", 6) + "|");
    }

    @Test
    void whatIsTooLongIsCutToTheColumnsThereAre() {
        assertEquals("七里…", Screen.cut("七里河区", 5));
        assertEquals("七里… ", Screen.left("七里河区", 6));
        assertEquals("七里河区", Screen.cut("七里河区", 8));
    }

    @Test
    void aBarHasTwentyParts() {
        assertEquals("█".repeat(20), Screen.bar(1));
        assertEquals("█".repeat(5) + "░".repeat(15), Screen.bar(0.25));
        assertEquals("░".repeat(20), Screen.bar(0));
    }
}
