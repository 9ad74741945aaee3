package org.duban.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows compiles, and runs in a host of its own. */
class ReadmeIT {

    private static final Pattern SHOWN = Pattern.compile("```java\\n(try \\(Duban .*?)```", Pattern.DOTALL);
    private static final Pattern FORM_TYPE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMPILED =
            Pattern.compile("// README: embedding\\n(.*?)// README: end", Pattern.DOTALL);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theProgramInTheReadmeIsTheOneThatIsCompiledHere(String readme) throws Exception {
        Path root = Path.of(System.getProperty("duban.root"));
        Path source = root.resolve("integration-tests/embedded/src/test/java/org/duban/embedded/ReadmeHost.java");
        assertEquals(words(COMPILED, source), words(SHOWN, root.resolve(readme)));
    }

    @Test
    void theProgramInTheReadmeRuns() throws Exception {
        Jvm.Result host = Jvm.run(folder, Jvm.classPathWithout(), ReadmeHost.class);
        assertEquals(0, host.code(), host::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theFormTypeInTheReadmeIsDroppedInAndUsed(String readme) throws Exception {
        Matcher shown = FORM_TYPE.matcher(
                Files.readString(Path.of(System.getProperty("duban.root")).resolve(readme)));
        assertTrue(shown.find());
        Path data = folder.resolve("data");
        try (Duban duban = Duban.at(data).directory(Office.directory()).start()) {
            Files.writeString(data.resolve("plugins/proposal.json"), shown.group(1));
            Awaitility.await().until(() -> duban.formTypes().find("proposal").isPresent());
            Draft draft = Draft.of("proposal")
                    .title("关于增设社区食堂的提案")
                    .source("区政协提案委")
                    .gate(Gate.PUBLIC_CONCERN)
                    .form("{\"session\": \"十届五次\"}");
            assertTrue(duban.matters().register(Office.OFFICER, draft).number().startsWith("提案〔"));
        }
    }

    /** The program without comments and with each run of white space made one space: a page may break lines where it likes. */
    private static String words(Pattern pattern, Path file) throws Exception {
        Matcher found = pattern.matcher(Files.readString(file));
        String program = found.find() ? found.group(1) : "";
        assertFalse(program.isEmpty(), () -> "no program in " + file);
        return program.replaceAll("//.*", "").replaceAll("\\s+", " ").strip();
    }
}
