package org.duban.form.internal;

import static org.duban.form.internal.FormTypesServiceTest.definition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.slf4j.LoggerFactory;

/** The extender in a real framework, with bundles that are really installed, started, stopped, updated and removed. */
class InstalledFormTypesTest {

    @TempDir
    Path storage;

    private Felix felix;
    private InstalledFormTypes types;

    private final Logger logger = (Logger) LoggerFactory.getLogger(FormTypesService.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void start() throws Exception {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        felix = new Felix(storage);
        types = new InstalledFormTypes(felix.framework().getBundleContext());
    }

    @AfterEach
    void stop() throws Exception {
        types.close();
        felix.close();
        logger.detachAppender(log);
    }

    private List<String> names() {
        return types.all().stream().map(FormType::nameZh).toList();
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aBundlesTypesAreThereAsLongAsItIsActive() throws Exception {
        Bundle bundle =
                felix.install("a", Felix.bundle("a", "forms/*.json", Map.of("forms/a.json", definition("a", 1, "甲"))));
        assertEquals(List.of(), names());
        bundle.start();
        assertEquals(List.of("甲"), names());
        bundle.stop();
        assertEquals(List.of(), names());
        bundle.start();
        bundle.uninstall();
        assertEquals(List.of(), names());
        assertEquals(List.of(), logged());
    }

    @Test
    void anUpdatedBundlesNewContentReplacesTheOld() throws Exception {
        Bundle bundle = felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", definition("a", 1, "甲"))));
        bundle.start();
        bundle.update(new ByteArrayInputStream(Felix.bundle(
                "a", "a.json,b.json", Map.of("a.json", definition("a", 2, "乙"), "b.json", definition("b", 1, "丙")))));
        assertEquals(List.of("乙", "丙"), names());
        assertFalse(types.find("a", 1).isPresent());
    }

    @Test
    void bundlesThatWereActiveBeforeAreReadToo() throws Exception {
        types.close();
        felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", definition("a", 1, "甲"))))
                .start();
        types = new InstalledFormTypes(felix.framework().getBundleContext());
        assertEquals(List.of("甲"), names());
    }

    @Test
    void theHeaderNamesFilesAndPatternsOfFilesButNoFolders() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("forms/b.json", definition("b", 1, "乙"));
        files.put("forms/a.json", definition("a", 1, "甲"));
        files.put("forms/read.me", "no form type");
        files.put("forms/deeper/c.json", definition("c", 1, "丙"));
        files.put("top.json", definition("d", 1, "丁"));
        files.put("not-named.json", definition("e", 1, "戊"));
        felix.install("a", Felix.bundle("a", " /forms/*.json , top.json", files))
                .start();
        assertEquals(List.of("甲", "乙", "丁"), names());
        assertEquals(List.of(), types.faults());
    }

    @Test
    void aBrokenFileIsLoggedInOneLineAndTheOthersGoOn() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("forms/a.json", "{\"id\":\n".getBytes(StandardCharsets.UTF_8));
        files.put("forms/b.json", definition("b", 1, "乙").getBytes(StandardCharsets.UTF_8));
        files.put("forms/c.json", definition("c", 1, "丙").getBytes("GBK"));
        files.put("forms/d.json", new byte[4 * StrictJson.MAX_CHARS]);
        files.put("forms/e.json", definition("e", 0, "戊").getBytes(StandardCharsets.UTF_8));
        Bundle bundle = felix.install("a", Felix.bundleOfBytes("org.example.a", "forms/*.json, gone.json", files));
        bundle.start();

        assertEquals(List.of("乙"), names());
        assertEquals(
                List.of("forms/a.json", "forms/c.json", "forms/d.json", "forms/e.json", "gone.json"),
                types.faults().stream().map(FormTypeFault::file).toList());
        assertEquals(5, logged().size());
        assertTrue(
                logged().get(0)
                        .startsWith(
                                "Form type not used: org.example.a 1.0.0, forms/a.json: FORM_TYPE_INVALID: 不是有效的 JSON"),
                logged().get(0));
        assertTrue(logged().stream().noneMatch(line -> line.contains("\n")));
        assertTrue(logged().get(1).endsWith("不是 UTF-8 文本"), logged().get(1));
        assertTrue(logged().get(4).endsWith("没有这个文件"), logged().get(4));

        bundle.stop();
        assertEquals(List.of(), types.faults());
    }

    @Test
    void twoBundlesMayBringVersionsOfOneTypeButNotTheSameVersionTwice() throws Exception {
        Bundle first = felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", definition("x", 1, "甲"))));
        Bundle second = felix.install(
                "b",
                Felix.bundle(
                        "b",
                        "*.json",
                        Map.of("same.json", definition("x", 1, "另一个甲"), "newer.json", definition("x", 2, "乙"))));
        first.start();
        second.start();
        assertEquals(List.of("乙"), names());
        assertEquals("甲", types.find("x", 1).orElseThrow().nameZh());
        assertEquals(
                List.of("Form type not used: b 1.0.0, same.json: x 第 1 版已由 a 1.0.0 a.json 提供，内容不同；修改须用新的版本号"),
                logged());

        first.stop();
        assertEquals("另一个甲", types.find("x", 1).orElseThrow().nameZh());
        assertEquals(List.of(), types.faults());
        second.stop();
        assertEquals(List.of(), names());
    }

    @Test
    void aFaultIsLoggedOnceHoweverOftenOtherBundlesComeAndGo() throws Exception {
        felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", "{}"))).start();
        Bundle other = felix.install("b", Felix.bundle("b", "b.json", Map.of("b.json", definition("b", 1, "乙"))));
        other.start();
        other.stop();
        assertEquals(1, logged().size(), () -> logged().toString());
    }

    @Test
    void nothingIsLeftWhenTheServiceIsClosed() throws Exception {
        felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", definition("a", 1, "甲"))))
                .start();
        types.close();
        assertEquals(List.of(), names());
    }
}
