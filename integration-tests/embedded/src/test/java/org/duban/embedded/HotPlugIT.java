package org.duban.embedded;

import static org.duban.embedded.Office.HANDLER;
import static org.duban.embedded.Office.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.health.Finding;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Proposal;
import org.duban.api.notice.Inbox;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.embed.Duban;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files dropped into the folders of a running Duban. */
class HotPlugIT {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T02:00:00Z"));

    private static final String PROPOSAL = """
            {
              "id": "proposal", "version": %d,
              "name": {"zh": "政协提案", "en": "CPPCC proposal"},
              "schema": {"type": "object", "required": ["session"], "additionalProperties": false,
                "properties": {"session": {"type": "string", "title": "届次"}%s}},
              "omits": ["CIRCULAR"],
              "deadline": {"from": "RECEIPT", "cases": [{"days": %d, "unit": "WORKING_DAYS"}]},
              "numbering": "提案〔{year}〕{n}号"
            }
            """;

    @TempDir
    Path folder;

    private Path plugins;
    private Path config;
    private Duban duban;

    @BeforeEach
    void start() {
        plugins = folder.resolve("plugins");
        config = folder.resolve("data/config");
        duban = Duban.at(folder.resolve("data"))
                .directory(Office.directory())
                .clock(CLOCK)
                .plugins(plugins)
                .start();
    }

    @AfterEach
    void stop() {
        duban.close();
    }

    private static Draft proposal() {
        return Draft.of("proposal")
                .title("关于增设社区食堂的提案")
                .source("区政协提案委")
                .gate(Gate.PUBLIC_CONCERN)
                .form("{\"session\": \"十届五次\"}");
    }

    private PluginStatus await(String file, State state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> duban.plugins().find(file),
                        found -> found.filter(p -> p.state() == state).isPresent())
                .orElseThrow();
    }

    @Test
    void aFormTypeIsInUseReplacedAndGoneWhileItsMattersKeepTheVersionTheyHave() throws IOException {
        Path file = plugins.resolve("proposal.json");
        Files.writeString(file, PROPOSAL.formatted(1, "", 60));
        await("proposal.json", State.ACTIVE);
        MatterId first = duban.matters().register(OFFICER, proposal()).id();
        assign(first);
        assertEquals(1, duban.matters().get(OFFICER, first).formVersion());

        Files.writeString(file, PROPOSAL.formatted(2, ", \"sponsor\": {\"type\": \"string\", \"title\": \"提案人\"}", 30));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> duban.formTypes().find("proposal").orElseThrow().version() == 2);
        Matter second = duban.matters().register(OFFICER, proposal());
        assertEquals(2, second.formVersion());
        assertEquals(1, duban.matters().get(OFFICER, first).formVersion());

        Files.delete(file);
        await("proposal.json", State.REMOVED);
        assertEquals(
                ErrorCode.FORM_TYPE_UNKNOWN,
                assertThrows(DubanException.class, () -> duban.matters().register(OFFICER, proposal()))
                        .code());
        Matter readable = duban.matters().get(OFFICER, first);
        assertTrue(duban.matters()
                .light(readable, readable.lead().orElseThrow(), CLOCK.instant())
                .isPresent());
        assertEquals(
                40,
                duban.matters()
                        .execute(HANDLER, first, new ReportProgress(1, "已选址", 40, "", List.of()))
                        .lead()
                        .orElseThrow()
                        .percent());

        duban.close();
        start();
        assertEquals(
                60,
                duban.matters()
                        .execute(HANDLER, first, new ReportProgress(1, "已开工", 60, "", List.of()))
                        .lead()
                        .orElseThrow()
                        .percent(),
                "after a restart without the file, too");
    }

    private void assign(MatterId id) {
        Office office = new Office(duban.matters());
        office.does(OFFICER, id, new Propose(new Proposal("由住建局办理", List.of(Assignment.lead("zjj")))));
        office.does(OFFICER, id, new Submit());
        office.does(Office.DIRECTOR, id, new Approve("同意"));
        office.does(OFFICER, id, Assign.asProposed());
        office.does(HANDLER, id, new Acknowledge(1));
    }

    @Test
    void whatIsBrokenIsToldInOneLineAndEverythingElseGoesOn() throws IOException {
        Files.writeString(plugins.resolve("broken.json"), "{\"id\": \"broken\", \"version\": 0}");
        Files.writeString(plugins.resolve("broken.jar"), "no jar at all");
        Files.write(
                plugins.resolve("newer.jar"), bundle("org.example.newer", "org.duban.spi.channel;version=\"[2.0,3)\""));
        Files.write(
                plugins.resolve("lonely.jar"), bundle("org.example.lonely", "org.example.missing;version=\"[1.0,2)\""));
        Files.writeString(plugins.resolve("proposal.json"), PROPOSAL.formatted(1, "", 60));
        await("proposal.json", State.ACTIVE);

        assertTrue(await("broken.json", State.REFUSED).reason().contains("version"));
        assertTrue(await("broken.jar", State.REFUSED).reason().contains("不是 jar"));
        String newer = await("newer.jar", State.REFUSED).reason();
        assertEquals("需要 org.duban.spi.channel [2.0,3.0)，本系统提供 1.0.0（该插件为更新的接口编译）", newer);
        assertTrue(await("lonely.jar", State.REFUSED).reason().contains("org.example.missing"));
        for (PluginStatus plugin : duban.plugins().all()) {
            assertFalse(plugin.reason().contains("\n"), plugin::reason);
        }
        Finding finding = duban.health().report().findings().stream()
                .filter(f -> f.subject().equals("plugins"))
                .findFirst()
                .orElseThrow();
        assertEquals(Finding.Status.WARN, finding.status());
        assertTrue(finding.messageZh().contains("broken.jar"), finding::messageZh);
        assertEquals(1, duban.matters().register(OFFICER, proposal()).version());
    }

    @Test
    void aConfigurationIsCheckedBeforeItIsUsedAndTheLastGoodOneStays() throws IOException {
        Path file = config.resolve("org.duban.notice.cfg");
        Files.writeString(file, "attemptsPerChannel=3\n");
        await("org.duban.notice.cfg", State.ACTIVE);
        Files.writeString(file, "attemptsPerChanel=x\n");
        String slip = await("org.duban.notice.cfg", State.REFUSED).reason();
        assertTrue(slip.contains("attemptsPerChannel"), slip);
        assertTrue(slip.contains("仍在使用此前的配置"), slip);
        Files.writeString(file, "attemptsPerChannel=100000\n");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> duban.plugins()
                        .find("org.duban.notice.cfg")
                        .orElseThrow()
                        .reason()
                        .contains("1 至 1000"));
        assertEquals(0, duban.notices().queues().dead(), "and notices go on");
    }

    @Test
    void whoIsAssignedAMatterFindsItInTheInboxOnce() {
        Office office = new Office(duban.matters());
        MatterId id = office.register();
        office.assign(id);
        duban.notices().catchUp();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> duban.inbox().unread(HANDLER) == 1);
        Inbox.Entry entry = duban.inbox().list(HANDLER, true, 0, 10).get(0);
        assertTrue(entry.title().contains("西园街道老旧小区供暖改造"), entry::title);
        duban.inbox().markRead(HANDLER, List.of(entry.id()));
        assertEquals(0, duban.inbox().unread(HANDLER));
        duban.close();
        start();
        duban.notices().catchUp();
        assertEquals(0, duban.inbox().unread(HANDLER), "told once, whatever is restarted");
        assertEquals(1, duban.inbox().list(HANDLER, false, 0, 10).size());
    }

    @Test
    void aDubanThatIsRefusedHasRunNoPluginAndOneThatStopsStopsThemFirst() throws IOException {
        Path mark = folder.resolve("mark");
        System.setProperty(MarkingActivator.FILE, mark.toString());
        try {
            Files.write(plugins.resolve("marking.jar"), activated(MarkingActivator.class));
            await("marking.jar", State.ACTIVE);
            assertEquals(
                    ErrorCode.DATA_DIRECTORY_IN_USE,
                    assertThrows(
                                    DubanException.class,
                                    () -> Duban.at(folder.resolve("data"))
                                            .directory(Office.directory())
                                            .plugins(plugins)
                                            .start())
                            .code());
            assertEquals("started\n", Files.readString(mark));
            duban.close();
            assertEquals("started\nstopped\n", Files.readString(mark));
            start();
            assertEquals("started\nstopped\nstarted\n", Files.readString(mark), "in use when the start returns");
            assertEquals(
                    State.ACTIVE,
                    duban.plugins().find("marking.jar").orElseThrow().state());
        } finally {
            System.clearProperty(MarkingActivator.FILE);
        }
    }

    @Test
    void aPluginThatHangsKeepsDubanNeitherFromStartingNorFromStopping() throws IOException {
        Path release = folder.resolve("release");
        System.setProperty(HangingActivator.RELEASE, release.toString());
        try {
            duban.close();
            Files.write(plugins.resolve("hanging.jar"), activated(HangingActivator.class));
            Files.writeString(plugins.resolve("proposal.json"), PROPOSAL.formatted(1, "", 60));
            start();
            assertEquals(
                    State.WAITING,
                    duban.plugins().find("hanging.jar").orElseThrow().state());
            duban.matters().register(OFFICER, proposal());
            duban.close();
            Files.createFile(release);
            Files.delete(plugins.resolve("hanging.jar"));
            start();
            assertEquals(
                    "提案〔2026〕2号", duban.matters().register(OFFICER, proposal()).number(), "the data directory is free");
        } finally {
            System.clearProperty(HangingActivator.RELEASE);
        }
    }

    private static byte[] activated(Class<?> activator) throws IOException {
        String path = activator.getName().replace('.', '/') + ".class";
        Manifest manifest = manifest("org.example.activated", "org.osgi.framework");
        manifest.getMainAttributes().putValue("Bundle-Activator", activator.getName());
        try (InputStream in = Objects.requireNonNull(activator.getClassLoader().getResourceAsStream(path))) {
            return jar(manifest, path, in.readAllBytes());
        }
    }

    private static byte[] bundle(String name, String imports) throws IOException {
        return jar(manifest(name, imports), "README", new byte[0]);
    }

    private static Manifest manifest(String name, String imports) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", imports);
        return manifest;
    }

    private static byte[] jar(Manifest manifest, String path, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new ZipEntry(path));
            jar.write(content);
            jar.closeEntry();
        }
        return bytes.toByteArray();
    }
}
