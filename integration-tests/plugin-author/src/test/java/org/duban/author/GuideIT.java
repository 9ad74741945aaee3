package org.duban.author;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide of {@code plugins/archetype}, followed to the letter: what it tells to type is typed, what it shows is what runs. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuideIT {

    private static final Path ROOT = Path.of(System.getProperty("duban.root"));
    private static final Path GUIDE = ROOT.resolve("plugins/archetype/README.md");
    private static final Path GUIDE_IN_CHINESE = ROOT.resolve("plugins/archetype/README.zh-CN.md");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path workspace = Path.of(System.getProperty("author.workspace"));
    private final Path project = workspace.resolve("channel-sms");
    private final Path folder = workspace.resolve("duban");

    @Test
    void whoFollowsTheGuideBuildsAPlugin() throws Exception {
        emptyTheWorkspace();
        Guide guide = Guide.read(GUIDE);
        Iterator<Guide.Block> blocks = guide.blocks().iterator();
        Map<String, String> environment = new HashMap<>(AuthorsMaven.environment());
        environment.put("PORT", freePort());
        environment.put("DUBAN", folder.toString());
        try (Terminal terminal = new Terminal(workspace, workspace.resolve(".mvn"), environment)) {
            terminal.type(next(blocks, "sh"));
            replace(
                    project.resolve(guide.edited()),
                    next(blocks, "java").strip(),
                    next(blocks, "java").strip());
            terminal.type(next(blocks, "sh"));
            terminal.type(next(blocks, "sh"));

            Path jar = project.resolve("target/channel-sms-1.0.0.jar");
            assertEquals(jar.toString(), terminal.type("ls $PWD/target/*.jar").strip());
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertTrue(terminal.type("cat gateway.log").startsWith("waiting for messages at ")));
        }
    }

    @Test
    void bothLanguagesTellToTypeTheSame() throws Exception {
        assertEquals(Guide.read(GUIDE), Guide.read(GUIDE_IN_CHINESE));
    }

    private void emptyTheWorkspace() throws IOException {
        if (Files.exists(workspace)) {
            try (Stream<Path> all = Files.walk(workspace)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(folder);
        AuthorsMaven.configure(workspace);
    }

    private static String next(Iterator<Guide.Block> blocks, String language) {
        Guide.Block block = blocks.next();
        assertEquals(language, block.language(), block::text);
        return block.text();
    }

    private static void replace(Path file, String before, String after) throws IOException {
        String[] parts = Files.readString(file).split(Pattern.quote(before), -1);
        assertEquals(2, parts.length, () -> before + " must stand once in " + file);
        Files.writeString(file, parts[0] + after + parts[1]);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
