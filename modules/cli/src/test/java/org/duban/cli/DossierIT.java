package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.duban.api.health.Finding;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.embed.Duban;
import org.duban.embed.FileDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Duban seals what is archived, by SM3; the jar that administrators get exports it, verifies it, and gives it to another Duban.
 */
class DossierIT {

    private static final Actor WANG = Actor.of("wang");
    private static final Actor CHEN = Actor.of("chen");
    private static final Actor ZHAO = Actor.of("zhao");
    private static final Actor QIAN = Actor.of("qian");

    @TempDir
    Path folder;

    private Duban start(String data) throws Exception {
        Path people = Files.writeString(folder.resolve("people.json"), """
                {"units": [{"id": "zjj", "name": "住房和城乡建设局", "shortName": "住建局"}],
                 "people": [{"id": "wang", "name": "王主任", "roles": ["DIRECTOR"]},
                            {"id": "chen", "name": "陈副主任", "roles": ["DEPUTY_DIRECTOR"]},
                            {"id": "zhao", "name": "赵区长", "roles": ["PRINCIPAL_LEADER"]},
                            {"id": "qian", "name": "钱工", "roles": ["HANDLER"], "unit": "zjj"}]}
                """);
        return Duban.at(folder.resolve(data))
                .directory(FileDirectory.read(people))
                .start();
    }

    private static MatterId archived(Duban duban) {
        Attachment record = duban.attachments()
                .store(QIAN, "施工记录.txt", new ByteArrayInputStream("更换路灯42盏".getBytes(StandardCharsets.UTF_8)));
        MatterId id = duban.matters()
                .register(
                        WANG,
                        Draft.of("instruction")
                                .title("晏家坪路灯")
                                .source("区长批示")
                                .leader("zhao")
                                .form("{\"instructionDate\":\"2026-03-02\",\"reportRequired\":false}"))
                .id();
        does(duban, WANG, id, new Propose(new Proposal("由住建局牵头办理", List.of(Assignment.lead("zjj")))));
        does(duban, WANG, id, new Submit());
        does(duban, CHEN, id, new Approve("同意"));
        does(duban, WANG, id, Assign.asProposed());
        does(duban, QIAN, id, new Acknowledge(1));
        does(duban, QIAN, id, new Finish(1, "已更换", List.of(record)));
        does(duban, WANG, id, new StartVerification(Method.DESK, List.of()));
        does(duban, WANG, id, new PassVerification("属实", List.of()));
        does(duban, WANG, id, new Present("zhao", "已办结"));
        does(duban, ZHAO, id, new Endorse("好"));
        does(duban, WANG, id, new DecideCircular(CircularKind.NONE, List.of(), "不通报"));
        does(duban, WANG, id, new Archive(Retention.D10, "齐全"));
        return id;
    }

    private static void does(Duban duban, Actor actor, MatterId id, MatterCommand command) {
        duban.matters().execute(actor, id, command);
    }

    @Test
    void whatARealDubanSealsTheJarExportsVerifiesAndTakesIn() throws Exception {
        Files.createDirectories(folder.resolve("data/config"));
        Files.writeString(folder.resolve("data/config/dossier.json"), """
                {"organization": "七里河区督查室", "fileNumber": "QLH-DC·{year}-{retention}-{n}", "certificate": "档销〔{year}〕{n}号",
                 "algorithm": "SM3", "anchors": {"folder": "", "everyEvents": 5, "everyMinutes": 60}}
                """);
        MatterId id;
        try (Duban duban = start("data")) {
            id = archived(duban);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !duban.dossiers().list(WANG, "路灯", 0, 10).isEmpty());
            duban.dossiers().export(WANG, id.value(), folder.resolve("inside.zip"));
            assertTrue(duban.dossiers().verify(folder.resolve("inside.zip")).intact());
            List<Finding> findings = duban.health().report().findings();
            for (String subject : List.of("files", "anchors", "reader/dossier")) {
                assertTrue(
                        findings.stream().anyMatch(f -> f.subject().equals(subject) && f.status() == Finding.Status.OK),
                        () -> subject + ": " + findings);
            }

            Line listed = duban("dossier", "list", "data", "路灯");
            assertTrue(listed.out().contains("QLH-DC·") && listed.out().contains("-D10-0001"), listed::toString);
            assertEquals(
                    0,
                    duban("dossier", "export", "data", id.value(), "outside.zip")
                            .code());
            assertEquals(
                    -1,
                    Files.mismatch(folder.resolve("inside.zip"), folder.resolve("outside.zip")),
                    "inside or outside, the same bytes");
            assertEquals(0, duban("verify", "data").code());
            assertEquals(0, duban("files", "check", "data").code());
        }
        assertEquals(0, duban("anchors", "verify", "data").code());
        Line verified = duban(
                "dossier",
                "verify",
                "outside.zip",
                "--anchors",
                "data/anchors/anchors.txt",
                "--key",
                "data/anchors/anchor-key.pub.pem");
        assertEquals(0, verified.code(), verified::toString);
        assertTrue(verified.out().contains("完整无误：晏家坪路灯，1 卷"), verified::out);

        byte[] bytes = Files.readAllBytes(folder.resolve("outside.zip"));
        bytes[bytes.length / 2] ^= 4;
        Files.write(folder.resolve("changed.zip"), bytes);
        Line changed = duban("dossier", "verify", "changed.zip");
        assertEquals(1, changed.code(), changed::toString);
        assertFalse(changed.out().contains("完整无误"), changed::out);
        assertEquals(
                1,
                duban("dossier", "import", "other", "changed.zip", "--by", "wang")
                        .code());

        Line taken = duban("dossier", "import", "other", "outside.zip", "--by", "wang");
        assertEquals(0, taken.code(), taken::toString);
        assertEquals(
                0,
                duban("dossier", "import", "other", "outside.zip", "--by", "wang")
                        .code());
        try (Duban other = start("other")) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> other.dossiers().list(WANG, "路灯", 0, 10).size() == 1);
            String imported = other.dossiers().list(WANG, "路灯", 0, 10).get(0).id();
            other.dossiers().export(WANG, imported, folder.resolve("again.zip"));
            assertEquals(-1, Files.mismatch(folder.resolve("outside.zip"), folder.resolve("again.zip")));
        }
        assertEquals(
                2, duban("dossier", "export", "data", "nobody", "nothing.zip").code());
    }

    private Line duban(String... arguments) throws Exception {
        return Executable.in(folder).run("", arguments);
    }
}
