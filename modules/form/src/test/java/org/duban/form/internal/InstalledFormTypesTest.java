package org.duban.form.internal;

import static org.duban.form.internal.FormTypesServiceTest.definition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.spi.form.FormTypeSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.LoggerFactory;

/** In a real framework, with bundles and services that really come, change and go. */
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

    // ---- brought by services

    /** A source whose list of definitions is changed by the test. */
    private static final class Shelf implements FormTypeSource {
        private volatile List<Definition> definitions;

        Shelf(String... definitions) {
            put(definitions);
        }

        void put(String... texts) {
            definitions = IntStream.range(0, texts.length)
                    .mapToObj(i -> new Definition(i + ".json", texts[i]))
                    .toList();
        }

        @Override
        public String name() {
            return "架子";
        }

        @Override
        public List<Definition> definitions() {
            return definitions;
        }
    }

    private ServiceRegistration<FormTypeSource> register(FormTypeSource source, boolean archive) {
        return felix.framework()
                .getBundleContext()
                .registerService(
                        FormTypeSource.class,
                        source,
                        new Hashtable<>(archive ? Map.of(FormTypeSource.ARCHIVE, true) : Map.of()));
    }

    @Test
    void aSourcesTypesAreThereFromItsRegistrationToItsRemovalAndReadAgainWhenItIsModified() {
        Shelf shelf = new Shelf(definition("a", 1, "甲"));
        ServiceRegistration<FormTypeSource> registration = register(shelf, false);
        assertEquals(List.of("甲"), names());

        shelf.put(definition("a", 2, "乙"), definition("b", 1, "丙"));
        assertEquals(List.of("甲"), names(), "not before its properties are modified");
        registration.setProperties(new Hashtable<>(Map.of("changed", 1)));
        assertEquals(List.of("乙", "丙"), names());
        assertFalse(types.find("a", 1).isPresent());

        registration.unregister();
        assertEquals(List.of(), names());
        assertEquals(List.of(), logged());
    }

    @Test
    void sourcesThatWereThereBeforeAreReadToo() {
        types.close();
        register(new Shelf(definition("a", 1, "甲")), false);
        types = new InstalledFormTypes(felix.framework().getBundleContext());
        assertEquals(List.of("甲"), names());
    }

    @Test
    void oneBadDefinitionOfASourceIsAFaultAndItsOthersAreUsed() {
        register(new Shelf("{}", definition("b", 1, "乙")), false);
        assertEquals(List.of("乙"), names());
        assertEquals(1, types.faults().size());
        assertEquals("架子", types.faults().get(0).source());
        assertEquals("0.json", types.faults().get(0).file());
    }

    @Test
    void aFileThatASourceBringsTwiceIsAFault() {
        FormTypeSource twice = new FormTypeSource() {
            @Override
            public String name() {
                return "双份";
            }

            @Override
            public List<Definition> definitions() {
                return List.of(
                        new Definition("a.json", definition("a", 1, "甲")),
                        new Definition("a.json", definition("b", 1, "乙")));
            }
        };
        register(twice, false);
        assertEquals(List.of("甲"), names());
        assertEquals(List.of(new FormTypeFault("双份", "a.json", "同一来源中已有这个文件")), types.faults());
    }

    private static FormTypeSource source(Supplier<String> name, Supplier<List<FormTypeSource.Definition>> definitions) {
        return new FormTypeSource() {
            @Override
            public String name() {
                return name.get();
            }

            @Override
            public List<Definition> definitions() {
                return definitions.get();
            }
        };
    }

    static Stream<FormTypeSource> brokenSources() {
        return Stream.of(
                source(() -> "坏", () -> {
                    throw new IllegalStateException("two\nlines");
                }),
                source(() -> "坏", () -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                }),
                source(() -> "坏", () -> null),
                source(() -> "坏", () -> Collections.singletonList(null)),
                source(() -> null, List::of));
    }

    @ParameterizedTest
    @MethodSource("brokenSources")
    void aSourceThatThrowsIsAFaultInOneLineAndHarmsNoOther(FormTypeSource broken) {
        register(new Shelf(definition("a", 1, "甲")), false);
        ServiceRegistration<FormTypeSource> registration = register(broken, false);
        register(new Shelf(definition("b", 1, "乙")), false);
        assertEquals(List.of("甲", "乙"), names());
        assertEquals(1, types.faults().size(), () -> types.faults().toString());
        FormTypeFault fault = types.faults().get(0);
        assertTrue(fault.reason().startsWith("来源出错，没有读到表单类型："), fault::reason);
        assertFalse(fault.reason().contains("\n"));
        registration.unregister();
        assertEquals(List.of(), types.faults());
    }

    // ---- kept for matters

    @Test
    void theArchiveAnswersForAVersionThatIsGoneButOffersNothingNew() throws Exception {
        Bundle bundle = felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", definition("a", 1, "甲"))));
        bundle.start();
        ServiceRegistration<FormTypeSource> archive = register(new Shelf(definition("a", 1, "甲")), true);
        assertEquals(List.of("甲"), names());
        assertEquals(List.of(), types.faults());

        bundle.stop();
        assertEquals(List.of(), names());
        assertFalse(types.find("a").isPresent());
        assertEquals("甲", types.find("a", 1).orElseThrow().nameZh());

        archive.unregister();
        assertFalse(types.find("a", 1).isPresent());
    }

    @Test
    void mattersKeepTheirVersionWhenItsContentIsChangedInPlaceAndAFaultAsksForANewNumber() throws Exception {
        register(new Shelf(definition("a", 1, "甲")), true);
        Bundle bundle = felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", definition("a", 1, "改"))));
        bundle.start();
        assertEquals("甲", types.find("a", 1).orElseThrow().nameZh());
        assertEquals(
                List.of(new FormTypeFault("a 1.0.0", "a.json", "a 第 1 版已由 架子 0.json 提供，内容不同；修改须用新的版本号")),
                types.faults());
        assertEquals(types.find("a"), types.find("a", 1), "whoever registers gets what the matter will have");

        bundle.update(new ByteArrayInputStream(Felix.bundle("a", "a.json", Map.of("a.json", definition("a", 2, "改")))));
        assertEquals(List.of(), types.faults());
        assertEquals("改", types.find("a").orElseThrow().nameZh());
        assertEquals("甲", types.find("a", 1).orElseThrow().nameZh());
    }

    @Test
    void anotherLayoutOrderOrSpellingOfNumbersIsNoOtherContent() throws Exception {
        String one = definition("a", 1, "甲").replace("\"type\":\"string\"", "\"type\":\"string\",\"maxLength\":10");
        String other = one.replace(
                "\"title\":\"地点\",\"type\":\"string\",\"maxLength\":10",
                "\"maxLength\": 10.0 , \"type\":\"string\",\"title\":\"地点\"");
        assertNotEquals(types.read(one), types.read(other));
        register(new Shelf(one), true);
        felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", other))).start();
        register(new Shelf(one), false);
        assertEquals(List.of(), types.faults());
        assertEquals(types.read(other), types.find("a", 1).orElseThrow(), "the one installed first is as good");
    }

    @Test
    void nothingIsLeftWhenTheServiceIsClosed() throws Exception {
        felix.install("a", Felix.bundle("a", "a.json", Map.of("a.json", definition("a", 1, "甲"))))
                .start();
        register(new Shelf(definition("b", 1, "乙")), false);
        types.close();
        assertEquals(List.of(), names());
    }
}
