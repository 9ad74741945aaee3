package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that administrators get, in a process of its own. */
class ExecutableJarIT {

    @TempDir
    Path folder;

    @Test
    void deadline() throws Exception {
        Line line = duban("", "deadline", "2026-02-13", "--working-days", "7");
        assertEquals(0, line.code(), line::err);
        assertEquals("2026-03-02\n", line.out());
        assertTrue(line.err().contains("春节放假"), "in UTF-8, whatever the locale: " + line.err());
        assertEquals(2, duban("", "deadline", "tomorrow").code());
    }

    @Test
    void deadlineOfABatchOnStandardInput() throws Exception {
        Line line = duban("date,days\n2026-02-13,7\n2026-02-13,15\n", "deadline", "-q", "--batch", "-");
        assertEquals(new Line(0, "2026-03-02\n2026-03-12\n", ""), line);
        assertEquals(1, duban("2026-02-13,none\n", "deadline", "--batch", "-").code());
    }

    @Test
    void calendarImport() throws Exception {
        Path notice = Files.writeString(folder.resolve("notice.txt"), CalendarTest.NEXT_YEAR);
        Line line = duban("", "calendar", "import", notice.toString());
        assertEquals(0, line.code(), line::err);
        assertTrue(Files.exists(folder.resolve("data/calendar")), "below the present directory by default");
        assertEquals("2027-01-15\n", duban("", "deadline", "2026-12-24").out(), "and used from there");

        Files.writeString(notice, "文号\n");
        assertEquals(1, duban("", "calendar", "import", notice.toString()).code());
    }

    @Test
    void formCheck() throws Exception {
        Path definition = Files.writeString(folder.resolve("proposal.json"), FormCheckTest.PROPOSAL);
        Line line = duban("", "form", "check", "proposal.json");
        assertEquals(0, line.code(), line::err);
        assertEquals("", line.err());
        assertTrue(line.out().startsWith("proposal.json：可用\n"), line::out);
        Files.writeString(definition, "{}");
        assertEquals(1, duban("", "form", "check", "proposal.json").code());
    }

    @Test
    void verifyAndStats() throws Exception {
        Path data = folder.resolve("data");
        Journals.write(data);
        assertEquals(new Line(0, "完整无误：6 个事件，4 条链\n", ""), duban("", "verify", "data"));
        assertTrue(duban("", "stats", "data").out().contains("事项 3 = 按期推进 2 + 终结 1"));
        assertTrue(duban("", "stats", "data", "--json").out().contains("\"matters\" : 3"));

        Journals.tamper(data, "update journal_event set at = at + 1 where position = 6");
        assertEquals(1, duban("", "verify", "data").code(), "the newest event too");
        assertEquals(2, duban("", "verify", "nowhere").code());
        assertEquals(2, duban("", "stats", "nowhere").code());
    }

    @Test
    void version() throws Exception {
        assertTrue(duban("", "--version").out().matches("duban \\d.*\n"));
    }

    @Test
    void onlyTheBundlesThatPluginsAreTriedWithAreJarsInIt() throws Exception {
        try (JarFile jar = new JarFile(Executable.JAR.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertEquals(
                    List.of(),
                    names.stream()
                            .filter(name -> name.endsWith(".jar") && !name.startsWith("duban/bundles/"))
                            .toList());
            assertFalse(names.stream().anyMatch(name -> name.startsWith("OSGI-INF/")));
            assertTrue(names.contains("META-INF/LICENSE"));
            assertEquals(
                    List.of("dict/main2012.dic"),
                    names.stream().filter(name -> name.endsWith(".dic")).toList());
            assertEquals(names.size(), names.stream().distinct().count(), "nothing is in it twice");
        }
    }

    private Line duban(String input, String... arguments) throws IOException, InterruptedException {
        return Executable.in(folder).run(input, arguments);
    }
}
