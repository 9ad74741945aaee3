package org.duban.embed.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    Path data;

    @Test
    void eachStartHasAFolderOfItsOwnWhichGoesWithIt() throws Exception {
        Path parent = data.resolve("osgi");
        try (Scratch one = Scratch.below(parent);
                Scratch other = Scratch.below(parent)) {
            assertNotEquals(one.folder(), other.folder());
            Files.createDirectories(one.folder().resolve("bundle1/version0.0"));
            Files.writeString(one.folder().resolve("bundle1/version0.0/bundle.jar"), "…");
        }
        assertFalse(Files.exists(parent));
    }

    @Test
    void sweepingDeletesLeftoversAndSparesAStartUnderWay() throws Exception {
        Path parent = data.resolve("osgi");
        Path leftover = Files.createDirectories(parent.resolve("run-killed"));
        Files.writeString(leftover.resolve("bundle.jar"), "…");
        Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));
        try (Scratch starting = Scratch.below(parent);
                Scratch holder = Scratch.below(parent)) {
            holder.sweep();
            assertFalse(Files.exists(leftover));
            assertTrue(Files.exists(starting.folder()));
            assertTrue(Files.exists(holder.folder()));
        }
    }

    @Test
    void aDataDirectoryThatIsAFileIsUnusable() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "…");
        DubanException refusal = assertThrows(DubanException.class, () -> Scratch.below(file.resolve("osgi")));
        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refusal.code());
    }
}
