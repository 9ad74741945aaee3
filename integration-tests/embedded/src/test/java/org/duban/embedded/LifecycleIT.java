package org.duban.embedded;

import static org.duban.embedded.Office.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/** Starting and stopping, as hosts do it and as they shouldn't. */
class LifecycleIT {

    @TempDir
    Path data;

    @Test
    void afterTheEndEveryCallIsRefusedAndClosingAgainDoesNothing() {
        Duban duban = start(data);
        MatterId id = new Office(duban.matters()).register();
        duban.close();
        duban.close();

        List<Runnable> calls = List.of(
                () -> duban.matters().get(OFFICER, id),
                () -> duban.matters().register(OFFICER, Office.instruction()),
                () -> duban.ledger().list(OFFICER, LedgerQuery.all(), null, 1),
                () -> duban.calendars().current(),
                () -> duban.formTypes().all(),
                () -> duban.access().rules(),
                () -> duban.journal().head());
        for (Runnable call : calls) {
            assertEquals(
                    ErrorCode.STOPPED,
                    assertThrows(DubanException.class, call::run).code());
        }
    }

    @Test
    void stoppingWaitsForTheCommandsUnderWayAndWhatTheyAnsweredIsThere() throws Exception {
        Duban duban = start(data);
        List<CompletableFuture<Long>> writers = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            writers.add(CompletableFuture.supplyAsync(() -> registerUntilStopped(duban, begun)));
        }
        assertTrue(begun.await(1, TimeUnit.MINUTES));
        duban.close();
        long acknowledged = 0;
        for (CompletableFuture<Long> writer : writers) {
            acknowledged += writer.get(1, TimeUnit.MINUTES);
        }
        try (Duban again = start(data)) {
            assertEquals(acknowledged + 1, again.journal().head(), "and the form type's definition");
        }
    }

    private static long registerUntilStopped(Duban duban, CountDownLatch begun) {
        long registered = 0;
        while (true) {
            try {
                duban.matters().register(OFFICER, Office.instruction());
                registered++;
                if (registered == 1) {
                    begun.countDown();
                }
            } catch (DubanException e) {
                assertEquals(ErrorCode.STOPPED, e.code());
                return registered;
            }
        }
    }

    @Test
    void anInterruptionDoesNotCutTheStopShort() {
        Duban duban = start(data);
        new Office(duban.matters()).register();
        Thread.currentThread().interrupt();
        duban.close();
        assertTrue(Thread.interrupted(), "whoever interrupted is not forgotten");
        assertFalse(Files.exists(data.resolve("osgi")));
        start(data).close();
    }

    @Test
    void ofTwoStartsAtOnceOnOneDirectoryOneSucceedsAndTheOtherIsToldWhy() throws Exception {
        List<CompletableFuture<Duban>> starts = List.of(
                CompletableFuture.supplyAsync(() -> start(data)), CompletableFuture.supplyAsync(() -> start(data)));
        List<Duban> started = new ArrayList<>();
        List<ErrorCode> refused = new ArrayList<>();
        for (CompletableFuture<Duban> each : starts) {
            try {
                started.add(each.get(1, TimeUnit.MINUTES));
            } catch (ExecutionException e) {
                refused.add(((DubanException) e.getCause()).code());
            }
        }
        assertEquals(1, started.size());
        assertEquals(List.of(ErrorCode.DATA_DIRECTORY_IN_USE), refused);
        new Office(started.get(0).matters()).register();
        started.get(0).close();
    }

    @Test
    void twoDubansLiveInOneJvmEachWithItsOwnData(@TempDir Path otherData) {
        try (Duban one = start(data);
                Duban other = start(otherData)) {
            one.matters().register(OFFICER, Office.instruction());
            Matter second = one.matters().register(OFFICER, Office.instruction());
            Matter first = other.matters().register(OFFICER, Office.instruction());
            assertEquals("批示〔2026〕2号", second.number());
            assertEquals("批示〔2026〕1号", first.number());
            assertEquals(
                    ErrorCode.MATTER_NOT_FOUND,
                    assertThrows(DubanException.class, () -> other.matters().get(OFFICER, second.id()))
                            .code());
            one.close();
            assertEquals(first, other.matters().get(OFFICER, first.id()));
        }
    }

    @Test
    void aSecondDubanOnTheSameDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
        try (Duban first = start(data)) {
            assertEquals(
                    ErrorCode.DATA_DIRECTORY_IN_USE,
                    assertThrows(DubanException.class, () -> start(data)).code());

            Jvm.Result second = Jvm.run(data, Jvm.classPathWithout(), Host.class, data.toString());
            assertEquals(Host.REFUSED, second.code(), second::err);
            assertTrue(second.out().startsWith("DATA_DIRECTORY_IN_USE"), second::out);
            assertTrue(
                    second.out().contains(Long.toString(ProcessHandle.current().pid())),
                    () -> "who has it is named: " + second.out());

            new Office(first.matters()).register();
            assertEquals(1, folders(data.resolve("osgi")), "what the refused ones made is gone");
        }
        Jvm.Result later = Jvm.run(data, Jvm.classPathWithout(), Host.class, data.toString());
        assertEquals("批示〔2026〕2号", later.out().strip(), later::err);
    }

    @Test
    void whatAKilledProcessLeftBehindIsSwept() throws Exception {
        Path leftover = Files.createDirectories(data.resolve("osgi/run-killed/bundle1"));
        Files.setLastModifiedTime(data.resolve("osgi/run-killed"), FileTime.fromMillis(0));
        try (Duban duban = start(data)) {
            assertFalse(Files.exists(leftover));
        }
        assertFalse(Files.exists(data.resolve("osgi")));
    }

    @Test
    void stoppingLeavesNoThreadsBehind() {
        Set<Thread> before = threads();
        for (int i = 0; i < 2; i++) {
            try (Duban duban = start(data)) {
                Office office = new Office(duban.matters());
                office.assign(office.register());
            }
        }
        Awaitility.await().pollInSameThread().untilAsserted(() -> assertEquals(Set.of(), newThreads(before)));
    }

    @Test
    void stoppingLeavesNoClassLoaderBehind() {
        Duban duban = start(data);
        Office office = new Office(duban.matters());
        office.assign(office.register());
        duban.ledger().list(OFFICER, LedgerQuery.all(), null, 10);
        List<WeakReference<ClassLoader>> loaders = loaders(duban);
        assertTrue(loaders.size() > 10, loaders::toString);
        duban.close();
        // Java 17 itself remembers the record whose equals was linked last; let that be one of ours.
        record Last(Object component) {}
        assertEquals(new Last(duban), new Last(duban));
        Awaitility.await().pollInSameThread().untilAsserted(() -> {
            System.gc();
            assertEquals(
                    List.of(),
                    loaders.stream()
                            .map(WeakReference::get)
                            .filter(loader -> loader != null)
                            .map(ClassLoader::toString) // a failed assertion keeps its values
                            .toList(),
                    "still reachable, although the host holds the stopped " + duban);
        });
    }

    private static List<WeakReference<ClassLoader>> loaders(Duban duban) {
        Bundle[] bundles = FrameworkUtil.getBundle(duban.calendars().current().getClass())
                .getBundleContext()
                .getBundles();
        return Stream.of(bundles)
                .filter(bundle -> bundle.getBundleId() != 0)
                .map(bundle -> bundle.adapt(BundleWiring.class).getClassLoader())
                .map(WeakReference::new)
                .toList();
    }

    @Test
    void theThreadsContextClassLoaderDoesNotMatter() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader stranger = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            for (ClassLoader loader : new ClassLoader[] {null, stranger}) {
                thread.setContextClassLoader(loader);
                try (Duban duban = start(data)) {
                    Office office = new Office(duban.matters());
                    MatterId id = office.register();
                    office.assign(id);
                    office.finish(id, 1);
                    office.archive(id);
                    assertTrue(duban.journal().verify(position -> {}).intact());
                }
            }
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void aHostWithoutALoggingBackEndWorksAndItsStandardOutputStaysItsOwn() throws Exception {
        Jvm.Result host = Jvm.run(
                data,
                Jvm.classPathWithout("logback"),
                Host.class,
                data.resolve("d").toString());
        assertEquals(0, host.code(), host::err);
        assertEquals("批示〔2026〕1号", host.out().strip());
        assertTrue(host.err().contains("SLF4J"), "it really has none: " + host.err());
    }

    @Test
    void aHostThatStillHasSlf4j1Works() throws Exception {
        String classPath = Jvm.classPathWithout("logback", "slf4j")
                + File.pathSeparator
                + Path.of(System.getProperty("duban.older-host"), "slf4j-api-1.7.36.jar");
        Jvm.Result host = Jvm.run(data, classPath, Host.class, data.resolve("d").toString());
        assertEquals(0, host.code(), host::err);
        assertEquals("批示〔2026〕1号", host.out().strip());
        assertTrue(host.err().contains("StaticLoggerBinder"), "it really has the old one: " + host.err());
    }

    private static Duban start(Path data) {
        return Duban.at(data).directory(Office.directory()).start();
    }

    private static long folders(Path parent) throws Exception {
        try (Stream<Path> all = Files.list(parent)) {
            return all.count();
        }
    }

    static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** The threads that have come since; those of the common pool are the JVM's. */
    static Set<Thread> newThreads(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread) && !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .collect(Collectors.toSet());
    }
}
