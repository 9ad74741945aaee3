package org.duban.author;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Proposal;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notices;
import org.duban.api.plugin.PluginStatus;
import org.duban.embed.Duban;
import org.duban.embed.FileDirectory;
import org.duban.spi.contact.Contact;
import org.duban.spi.directory.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide of {@code plugins/archetype}, followed to the letter: what it tells to type is typed, what it shows is what runs. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuideIT {

    private static final Path ROOT = Path.of(System.getProperty("duban.root"));
    private static final Path GUIDE = ROOT.resolve("plugins/archetype/README.md");
    private static final Path GUIDE_IN_CHINESE = ROOT.resolve("plugins/archetype/README.zh-CN.md");
    private static final Path HOST =
            ROOT.resolve("integration-tests/plugin-author/src/test/java/org/duban/author/GuideHost.java");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Actor DIRECTOR = Actor.of("wang");
    private static final Actor OFFICER = Actor.of("li");

    private final Path workspace = Path.of(System.getProperty("author.workspace"));
    private final Path project = workspace.resolve("channel-sms");
    private final Path folder = workspace.resolve("duban");

    @Test
    void whoFollowsTheGuideReceivesWhatAPersonIsTold() throws Exception {
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

            assertEquals(shown("start"), words(next(blocks, "java")));
            LocalDate workingDay;
            try (Duban duban = GuideHost.start(folder, oaDirectory())) {
                terminal.type(next(blocks, "sh"));
                await().atMost(LIMIT).untilAsserted(() -> {
                    assertEquals(
                            Map.of(
                                    "channel-sms-1.0.0.jar", PluginStatus.State.ACTIVE,
                                    "org.example.sms.cfg", PluginStatus.State.ACTIVE),
                            states(duban));
                    assertEquals("短信", channel(duban).name());
                });

                assertEquals(shown("test"), words(next(blocks, "java")));
                Notice.Attempt attempt = GuideHost.test(duban, DIRECTOR);
                assertEquals(Notice.Outcome.SENT, attempt.outcome(), attempt::detail);
                workingDay = duban.calendars()
                        .current()
                        .rollForward(LocalDate.now(ZONE).plusDays(1))
                        .date();
            }

            String cat = next(blocks, "sh");
            assertEquals(1, received(terminal.type(cat)).size());
            try (Duban duban = inWorkingHours(workingDay)) {
                assign(duban, workingDay);
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertTrue(
                                received(terminal.type(cat)).stream().anyMatch(line -> line.contains("西园街道老旧小区供暖改造"))));
            }
            assertTrue(!blocks.hasNext(), "a step of the guide wasn't followed");
        }
    }

    @Test
    void bothLanguagesTellToTypeTheSame() throws Exception {
        assertEquals(Guide.read(GUIDE), Guide.read(GUIDE_IN_CHINESE));
    }

    /** Starts again with what is in the folder by now, at ten o'clock on the next working day: that's when people are told. */
    private Duban inWorkingHours(LocalDate workingDay) throws Exception {
        Instant then = workingDay.atTime(10, 0).atZone(ZONE).toInstant();
        return Duban.at(folder.resolve("data"))
                .directory(oaDirectory())
                .contacts(person -> List.of(new Contact("sms", "13800000000")))
                .plugins(folder.resolve("plugins"))
                .clock(InstantSource.offset(InstantSource.system(), Duration.between(Instant.now(), then)))
                .start();
    }

    private static void assign(Duban duban, LocalDate today) {
        MatterId matter = duban.matters()
                .register(
                        OFFICER,
                        Draft.of("instruction")
                                .title("西园街道老旧小区供暖改造")
                                .content("请住建局牵头，冬季供暖前完成。")
                                .gate(Gate.LEADER_INSTRUCTION)
                                .source("区政府专题会议纪要")
                                .receivedOn(today)
                                .leader("zhao")
                                .form("{\"instructionDate\": \"" + today + "\", \"reportRequired\": true}"))
                .id();
        duban.matters()
                .execute(OFFICER, matter, new Propose(new Proposal("由住建局牵头办理", List.of(Assignment.lead("zjj")))));
        duban.matters().execute(OFFICER, matter, new Submit());
        duban.matters().execute(DIRECTOR, matter, new Approve("同意"));
        duban.matters().execute(OFFICER, matter, Assign.asProposed());
    }

    private static Directory oaDirectory() throws Exception {
        return FileDirectory.read(Path.of(Objects.requireNonNull(GuideIT.class.getResource("/directory.json"))
                .toURI()));
    }

    private static Map<String, PluginStatus.State> states(Duban duban) {
        Map<String, PluginStatus.State> states = new HashMap<>();
        duban.plugins().all().forEach(plugin -> states.put(plugin.file(), plugin.state()));
        return states;
    }

    private static Notices.ChannelState channel(Duban duban) {
        return duban.notices().queues().channels().stream()
                .filter(channel -> channel.id().equals("sms"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel sms"));
    }

    private static List<String> received(String log) {
        return log.lines().filter(line -> line.startsWith("to 13800000000: ")).toList();
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

    /** What the host program does in that step: a page may break lines where it likes. */
    private static String shown(String step) throws IOException {
        Matcher found = Pattern.compile("// guide: " + step + "\n(.*?)// guide: end", Pattern.DOTALL)
                .matcher(Files.readString(HOST));
        assertTrue(found.find());
        return words(found.group(1));
    }

    private static String words(String program) {
        return program.replaceAll("\\s+", " ").strip();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
