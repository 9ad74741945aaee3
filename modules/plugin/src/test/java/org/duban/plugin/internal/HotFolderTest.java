package org.duban.plugin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.duban.plugin.internal.HotFolder.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotFolderTest {

    @TempDir
    Path folder;

    private long nanos;

    private HotFolder watch(Path watched) {
        return new HotFolder(watched, Set.of(".jar", ".json"), Duration.ofNanos(100), () -> nanos);
    }

    private static Look after(HotFolder hot, Runnable passing) throws IOException {
        hot.look();
        passing.run();
        return hot.look();
    }

    @Test
    void aFileCountsOnceItHasBeenTheSameForLongEnoughHoweverOftenSomebodyLooks() throws IOException {
        HotFolder hot = watch(folder);
        Files.writeString(folder.resolve("a.jar"), "1");
        for (nanos = 0; nanos < 100; nanos += 10) {
            assertEquals(Set.of("a.jar"), hot.look().changing());
        }
        assertEquals(Set.of("a.jar"), hot.look().settled().keySet());
    }

    @Test
    void aFileThatIsBeingCopiedIsNotTouched() throws IOException {
        HotFolder hot = watch(folder);
        Path file = folder.resolve("a.jar");
        for (int i = 0; i < 10; i++) {
            Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            nanos += 90;
            assertTrue(hot.look().settled().isEmpty());
        }
        assertEquals(Set.of("a.jar"), after(hot, () -> nanos += 100).settled().keySet());
    }

    @Test
    void aFileThatIsGoneForAMomentIsNotGone() throws IOException {
        HotFolder hot = watch(folder);
        Path file = Files.writeString(folder.resolve("a.jar"), "1");
        after(hot, () -> nanos += 100);
        Files.delete(file);
        assertFalse(hot.look().isGone("a.jar"));
        nanos += 50;
        assertFalse(hot.look().isGone("a.jar"));
        Files.writeString(file, "22");
        nanos += 60;
        assertFalse(hot.look().isGone("a.jar"));
        Files.delete(file);
        assertTrue(after(hot, () -> nanos += 100).isGone("a.jar"));
    }

    @Test
    void hiddenFilesFoldersAndOtherEndingsAreNotLookedAt() throws IOException {
        Files.createDirectory(folder.resolve("folder.jar"));
        for (String name : new String[] {".a.jar", "a.txt", "a.jar.part", "B.JAR"}) {
            Files.writeString(folder.resolve(name), "1");
        }
        assertEquals(
                Set.of("B.JAR"),
                after(watch(folder), () -> nanos += 100).settled().keySet());
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        Path missing = folder.resolve("missing");
        HotFolder hot = watch(missing);
        assertTrue(hot.look().settled().isEmpty());
        assertTrue(new HotFolder(null, Set.of(".jar"), Duration.ZERO, () -> 0)
                .look()
                .settled()
                .isEmpty());
        Files.createDirectory(missing);
        Files.writeString(missing.resolve("a.jar"), "1");
        assertEquals(Set.of("a.jar"), after(hot, () -> nanos += 100).settled().keySet());
    }
}
