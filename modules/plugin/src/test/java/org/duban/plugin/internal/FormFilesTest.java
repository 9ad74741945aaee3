package org.duban.plugin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.duban.api.health.Finding;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.spi.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Form types that come, change and go in a real framework. */
class FormFilesTest {

    @TempDir
    Path folder;

    private HotPlug hot;

    @BeforeEach
    void start() throws Exception {
        hot = HotPlug.started(folder);
    }

    @AfterEach
    void stop() throws Exception {
        hot.close();
    }

    private static String proposal(int version, int days) {
        return """
                {
                  "id": "proposal", "version": %d,
                  "name": {"zh": "政协提案", "en": "CPPCC proposal"},
                  "schema": {"type": "object", "properties": {"session": {"type": "string", "title": "届次"}}},
                  "deadline": {"from": "RECEIPT", "cases": [{"days": %d, "unit": "WORKING_DAYS"}]},
                  "numbering": "提案〔{year}〕{n}号"
                }
                """.formatted(version, days);
    }

    private int newest() {
        return hot.formTypes().find("proposal").map(type -> type.version()).orElse(0);
    }

    @Test
    void aFormTypeIsInUseReplacedAndRemoved() throws Exception {
        assertEquals(
                new PluginStatus("proposal.json", Kind.FORM_TYPE, "proposal", "1", State.ACTIVE, "", HotPlug.NOW),
                hot.drop("proposal.json", proposal(1, 60)));
        assertEquals(1, newest());
        assertEquals("2", hot.drop("proposal.json", proposal(2, 30)).version());
        assertEquals(2, newest());
        assertEquals(
                State.REMOVED, hot.remove(hot.plugins.resolve("proposal.json")).state());
        assertEquals(0, newest());
    }

    @Test
    void aWrongFormTypeIsRefusedWithItsPlacesAndHarmsNoOther() throws Exception {
        hot.drop("proposal.json", proposal(1, 60));
        PluginStatus wrong = hot.drop("wrong.json", "{\"id\": \"wrong\", \"version\": 0}");
        assertEquals(State.REFUSED, wrong.state());
        assertTrue(wrong.reason().contains("/version"), wrong::reason);
        assertTrue(wrong.reason().contains("；等 "), wrong::reason);
        assertEquals(
                "不是 UTF-8 文本",
                hot.drop("latin.json", new byte[] {'"', (byte) 0xe9, '"'}).reason());
        assertTrue(hot.drop("cut.json", "{\"id\":").reason().startsWith("不是有效的 JSON"));
        assertEquals(1, newest());
    }

    @Test
    void theSameVersionWithOtherContentIsRefusedUntilTheOtherFileIsGone() throws Exception {
        hot.drop("a.json", proposal(1, 60));
        PluginStatus conflicting = hot.drop("b.json", proposal(1, 30));
        assertEquals(State.REFUSED, conflicting.state());
        assertTrue(conflicting.reason().contains("proposal 第 1 版已由"), conflicting::reason);
        hot.remove(hot.plugins.resolve("a.json"));
        assertEquals(State.ACTIVE, hot.seen("b.json").state());
    }

    @Test
    void anOlderVersionBesideANewerOneSaysWhichIsForNewMatters() throws Exception {
        hot.drop("a.json", proposal(1, 60));
        hot.drop("b.json", proposal(2, 30));
        PluginStatus older = hot.seen("a.json");
        assertEquals(State.ACTIVE, older.state());
        assertEquals("新事项使用更新的第 2 版", older.reason());
    }

    @Test
    void healthSaysWhatIsInUseAndTheReasonsOfWhatIsNot() throws Exception {
        assertEquals(Finding.Status.OK, finding("plugins").status());
        assertEquals(Finding.Status.OK, finding("forms").status());
        hot.drop("a.json", proposal(1, 60));
        hot.drop("b.json", proposal(1, 30));
        hot.drop("broken.jar", "no jar");
        Finding plugins = finding("plugins");
        assertEquals(Finding.Status.WARN, plugins.status());
        assertTrue(plugins.messageZh().contains("broken.jar 不可用：不是 jar 文件"), plugins::messageZh);
        assertEquals(Map.of("active", "1", "notInUse", "2"), plugins.figures());
        Finding forms = finding("forms");
        assertEquals(Finding.Status.WARN, forms.status());
        assertTrue(forms.messageZh().contains("b.json"), forms::messageZh);
    }

    private Finding finding(String subject) {
        HealthCheck check = hot.context().getService(hot.context().getServiceReference(HealthCheck.class));
        List<Finding> findings = check.check();
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
