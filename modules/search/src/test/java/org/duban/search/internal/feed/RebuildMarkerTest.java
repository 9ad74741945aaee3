package org.duban.search.internal.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildMarkerTest {

    private static final FeedRules RULES = new FeedRules(
            Duration.ofHours(1), 1_000_000, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(20));

    @TempDir
    Path folder;

    private final ShelfEngine engine = new ShelfEngine();
    private District district;
    private Keeper keeper;
    private RebuildMarker marker;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        district = new District(folder);
        district.live(new Random(4), 10, 10);
        keeper = new Keeper(RULES, engine, district.journal(), district.matters(), District.FORM_TYPES, district);
        keeper.start();
        marker = new RebuildMarker(folder, keeper, Duration.ofMillis(10));
        keeper.catchUp();
        file = folder.resolve(RebuildMarker.NAME);
        Files.createDirectories(file.getParent());
    }

    @AfterEach
    void close() {
        marker.stop();
        keeper.stop();
        district.close();
    }

    @Test
    void theIndexIsBuiltAnewOnceWhenTheMarkerAppears() throws Exception {
        assertEquals(List.of("g00000001"), engine.generations());
        Files.createFile(file);
        Awaitility.await().until(() -> engine.generations().equals(List.of("g00000002")));
        assertFalse(Files.exists(file));
        keeper.catchUp();
        assertEquals(List.of("g00000002"), engine.generations());
    }

    @Test
    void aMarkerThatCannotBeDeletedIsLeftAlone() throws Exception {
        // A folder with something in it can't be deleted as a file is.
        Files.createDirectories(file.resolve("inside"));
        keeper.catchUp();
        Awaitility.await()
                .during(Duration.ofMillis(200))
                .until(() -> engine.generations().equals(List.of("g00000001")));
        assertEquals(0, keeper.status().done());
    }
}
