package org.duban.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that can't be says why, touches nothing and leaves nothing running. */
class RefusedStartIT {

    /** Place of the schema's version in the header of a SQLite file. */
    private static final int USER_VERSION = 60;

    @TempDir
    Path data;

    @Test
    void withoutAPeopleDirectory() {
        DubanException refusal =
                assertThrows(DubanException.class, () -> Duban.at(data).start());
        assertEquals(ErrorCode.MISSING_FIELD, refusal.code());
        assertEquals("directory", refusal.problems().get(0).field());
    }

    @Test
    void onADataDirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "…");
        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refusal(file).code());
        assertEquals("…", Files.readString(file));
    }

    @Test
    void onAJournalOfANewerVersion() throws Exception {
        Path journal = journal();
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.seek(USER_VERSION);
            file.writeInt(1_000);
        }
        assertRefusedUntouched(ErrorCode.JOURNAL_NEWER, journal);
    }

    @Test
    void onADamagedJournal() throws Exception {
        Path journal = journal();
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertRefusedUntouched(ErrorCode.JOURNAL_DAMAGED, journal);
    }

    @Test
    void onAFileThatIsNoJournal() throws Exception {
        Path journal = journal();
        Files.writeString(journal, "something else");
        assertRefusedUntouched(ErrorCode.JOURNAL_DAMAGED, journal);
    }

    @Test
    void withAccessRulesThatCannotBeReadNamingTheComponentAndTheReason() throws Exception {
        Files.createDirectories(data.resolve("config"));
        Files.writeString(data.resolve("config/access.json"), "{");
        DubanException refusal = refusal(data);
        assertEquals(ErrorCode.START_FAILED, refusal.code());
        assertTrue(refusal.getMessage().contains("org.duban.matter.internal.SettingsComponent"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("ACCESS_RULES_INVALID"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("access.json"), refusal.getMessage());

        Files.delete(data.resolve("config/access.json"));
        try (Duban mended = start(data)) {
            new Office(mended.matters()).register();
        }
    }

    /** The journal of a Duban that was stopped. */
    private Path journal() {
        try (Duban duban = start(data)) {
            new Office(duban.matters()).register();
        }
        Path journal = data.resolve("journal.db");
        assertTrue(Files.exists(journal));
        return journal;
    }

    private void assertRefusedUntouched(ErrorCode code, Path journal) throws Exception {
        byte[] before = Files.readAllBytes(journal);
        assertEquals(code, refusal(data).code());
        assertTrue(Arrays.equals(before, Files.readAllBytes(journal)), "the file was touched");
    }

    private static DubanException refusal(Path data) {
        Set<Thread> before = LifecycleIT.threads();
        DubanException refusal = assertThrows(DubanException.class, () -> start(data));
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(() -> assertEquals(Set.of(), LifecycleIT.newThreads(before)));
        assertFalse(Files.exists(data.resolve("osgi")), "the framework's files are left");
        return refusal;
    }

    private static Duban start(Path data) {
        return Duban.at(data).directory(Office.directory()).start();
    }
}
