package org.duban.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing a reader would see fail passes here. */
class TerminalTest {

    @TempDir
    Path folder;

    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new Terminal(folder, folder, Map.of("GREETING", "早上好"));
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    @Test
    void folderAndVariablesStay() throws Exception {
        terminal.type("mkdir sub\ncd sub\nexport X=1\n");
        assertEquals(
                "sub 1 早上好",
                terminal.type("echo $(basename $PWD) $X $GREETING\n").strip());
    }

    @Test
    void anyCommandThatFailsIsNoticed() {
        AssertionError failed =
                assertThrows(AssertionError.class, () -> terminal.type("echo a\nls no-such-file\necho b\n"));
        assertTrue(failed.getMessage().contains("no-such-file"), failed::getMessage);
    }

    @Test
    void aLineThatIsNotEndedHidesNothing() throws Exception {
        assertEquals("no end", terminal.type("printf 'no end'\n").strip());
    }

    @Test
    void aShellThatExitsIsNoticed() {
        assertThrows(AssertionError.class, () -> terminal.type("exit 0\n"));
    }
}
