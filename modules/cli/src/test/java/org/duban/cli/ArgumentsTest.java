package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final byte[] COMMAND_LINE =
            "java\0-jar\0duban.jar\0search\0data\0路灯 不亮\0\0".getBytes(StandardCharsets.UTF_8);

    @Test
    void theLastOfACommandLineAreReadAsUtf8() {
        String[] garbled = {"search", "data", "??? ???", ""};
        assertArrayEquals(new String[] {"search", "data", "路灯 不亮", ""}, Arguments.last(4, COMMAND_LINE, garbled));
        assertArrayEquals(new String[] {}, Arguments.last(0, COMMAND_LINE, new String[] {}));
    }

    @Test
    void aCommandLineThatIsTooShortIsSomebodyElses() {
        String[] garbled = new String[8];
        assertSame(garbled, Arguments.last(8, COMMAND_LINE, garbled));
    }
}
