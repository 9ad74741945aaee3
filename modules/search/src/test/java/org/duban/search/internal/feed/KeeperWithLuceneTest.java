package org.duban.search.internal.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.access.Visibility;
import org.duban.api.search.IndexStatus.State;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.search.internal.lucene.LuceneEngine;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found.Match;
import org.duban.spi.search.MatterText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The keeper on the engine that Duban brings. */
@Timeout(120)
class KeeperWithLuceneTest {

    private static final FeedRules RULES = new FeedRules(
            Duration.ofHours(1), 30, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(50));

    @TempDir
    Path folder;

    private District district;
    private final List<Running> running = new ArrayList<>();

    private record Running(LuceneEngine engine, Keeper keeper) {
        void stop() {
            keeper.stop();
            engine.close();
        }
    }

    @BeforeEach
    void open() {
        district = new District(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        running.forEach(Running::stop);
        district.close();
    }

    private Running start(Path index) {
        LuceneEngine engine = new LuceneEngine(index, Words::standard);
        Keeper keeper =
                new Keeper(RULES, engine, district.journal(), district.matters(), District.FORM_TYPES, district);
        Running started = new Running(engine, keeper);
        running.add(started);
        keeper.start();
        return started;
    }

    private Path index(String name) {
        return folder.resolve(name);
    }

    private Set<MatterText> written() {
        MatterTexts texts = new MatterTexts(District.FORM_TYPES, district.matters());
        return district.all().stream()
                .map(id -> texts.of(district.matter(id), district.history(id)))
                .collect(Collectors.toSet());
    }

    private static Set<MatterText> found(Keeper keeper, Condition condition) {
        Asked asked =
                new Asked(condition, List.of(), Visibility.EVERYTHING, Sort.CHANGED, Set.of(), 10_000, null, 10_000);
        List<MatterText> matters = keeper.searchable().find(asked).matches().stream()
                .map(Match::matter)
                .toList();
        assertEquals(Set.copyOf(matters).size(), matters.size(), "each once");
        return Set.copyOf(matters);
    }

    private static Set<MatterText> found(Keeper keeper) {
        return found(keeper, new Condition.Everything());
    }

    @Test
    void whatWasWrittenIsFoundAsItWasPut() {
        Keeper keeper = start(index("index")).keeper();
        for (int i = 0; i < 10; i++) {
            district.live(new Random(i), 40, 15);
            keeper.catchUp();
            assertEquals(written(), found(keeper));
        }
        district.register(District.instruction("整治晏家坪油烟"));
        keeper.freshen();
        assertEquals(1, found(keeper, new Condition.Contains("晏家坪油烟")).size());
    }

    @Test
    void killedAtAnyMomentItCarriesOnWithNothingMissingAndNothingTwice() throws IOException {
        Random random = new Random(1);
        Running now = start(index("index0"));
        for (int kill = 1; kill <= 6; kill++) {
            district.live(random, 60, 30 + random.nextInt(60));
            Path left = index("index" + kill);
            copy(index("index" + (kill - 1)), left);
            now.stop();
            now = start(left);
        }
        now.keeper().catchUp();
        assertEquals(written(), found(now.keeper()));
        assertEquals(1, now.engine().generations().size());
    }

    /** What is on the disk while somebody writes there: what a commit names is there, of the rest anything may be. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                copyGeneration(entry, to.resolve(entry.getFileName()));
            }
        }
    }

    private static void copyGeneration(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> entries = Files.list(from)) {
            // The commit first: what it names stays until the next one, and then the copy has the older one whole or
            // not at all.
            files = entries.sorted((a, b) -> Boolean.compare(isCommit(b), isCommit(a)))
                    .toList();
        }
        for (Path file : files) {
            try {
                Files.copy(file, to.resolve(file.getFileName()));
            } catch (NoSuchFileException e) {
                // Merged away in between.
                continue;
            }
        }
    }

    private static boolean isCommit(Path file) {
        return file.getFileName().toString().startsWith("segments_");
    }

    @Test
    void whicheverFileOfAnIndexIsCutOffOrGarbledItIsBuiltAnew() throws IOException {
        district.live(new Random(3), 120, 500);
        Running built = start(index("good"));
        built.keeper().catchUp();
        built.stop();
        Set<MatterText> all = written();
        Path generation = index("good").resolve(built.engine().generations().get(0));
        List<String> names;
        try (Stream<Path> files = Files.list(generation)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("write.lock"))
                    .toList();
        }
        assertTrue(names.size() >= 3, names.toString());
        for (String name : names) {
            for (boolean cut : List.of(true, false)) {
                Path damaged = index((cut ? "cut-" : "garbled-") + name);
                copy(index("good"), damaged);
                damage(damaged.resolve(generation.getFileName()).resolve(name), cut);

                Running started = start(damaged);
                Awaitility.await(name).until(() -> foundOnceRebuilt(started.keeper()), all::equals);
                started.keeper().catchUp();
                assertEquals(State.READY, started.keeper().status().state(), name);
                started.stop();
            }
        }
    }

    /** A search may be who finds the damage: it is told to come again. */
    private static Set<MatterText> foundOnceRebuilt(Keeper keeper) {
        try {
            return found(keeper);
        } catch (DubanException e) {
            assertEquals(ErrorCode.INDEX_UNAVAILABLE, e.code());
            return Set.of();
        }
    }

    private static void damage(Path file, boolean cut) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            if (cut) {
                bytes.setLength(bytes.length() / 2);
            } else {
                byte[] garbage = new byte[(int) bytes.length()];
                new Random(1).nextBytes(garbage);
                bytes.write(garbage);
            }
        }
    }

    @Test
    void anIndexWhoseFolderIsDeletedUnderItIsBuiltAnew() throws IOException {
        Running started = start(index("index"));
        district.live(new Random(1), 40, 100);
        started.keeper().catchUp();
        try (Stream<Path> files = Files.walk(index("index"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        district.live(new Random(2), 40, 100);
        Awaitility.await().until(() -> foundOnceRebuilt(started.keeper()), found -> found.equals(written()));
        started.keeper().catchUp();
        Awaitility.await().until(() -> started.keeper().status().state() == State.READY);
    }

    @Test
    void textsOfFiveMegabytesAreFoundAndReplaced() {
        Keeper keeper = start(index("index")).keeper();
        String text = "油烟".repeat(2_500_000) + "晏家坪";
        AtomicReference<String> last = new AtomicReference<>();
        for (int i = 0; i < 3; i++) {
            district.proposes(district.register(District.instruction("长文 " + i).content(text)), "拟办 " + i);
            last.set("拟办 " + i);
        }
        keeper.catchUp();
        assertEquals(3, found(keeper, new Condition.Contains("油烟晏家坪")).size());
        assertEquals(1, found(keeper, new Condition.Contains(last.get())).size());
        assertEquals(written(), found(keeper));
    }

    @Test
    void builtAnewItIsTheSame() {
        Keeper keeper = start(index("index")).keeper();
        district.live(new Random(5), 100, 400);
        keeper.catchUp();
        assertTrue(keeper.rebuild());
        Awaitility.await()
                .until(() -> keeper.status().state() == State.READY
                        && !keeper.remarks().contains("重建"));
        assertEquals(written(), found(keeper));
    }
}
