package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.CIRCULARS;
import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.matter;
import static org.duban.journal.internal.Fixtures.paper;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Verification.Break;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("journal.db");
    }

    private void write() {
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            journal.append(append("m1", 0, reminded("一"), paper(CIRCULARS)));
            journal.append(append("m2", 0, reminded("二")));
            journal.append(append("m1", 2, paper(CIRCULARS)));
        }
    }

    @Test
    void whatWasWrittenIsReadAndNothingIsChanged() throws Exception {
        write();
        byte[] before = Files.readAllBytes(file());
        List<List<Recorded>> histories = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertEquals(4, reader.head());
            assertEquals(2, reader.lastNumber(CIRCULARS.id(), CIRCULARS.year()));
            assertTrue(reader.verify(position -> {}).intact());
            reader.forEachStream("matter", histories::add);
        }
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            assertEquals(List.of(journal.read(matter("m1")), journal.read(matter("m2"))), histories);
        }
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void aJournalInUseIsReadAsFarAsItIsCommittedAndGoesOn() {
        try (SqliteJournal journal = SqliteJournal.open(directory);
                JournalReader reader = JournalReader.open(directory)) {
            assertEquals(0, reader.head());
            journal.append(append("m1", 0, reminded("一")));
            assertEquals(1, reader.head());
            assertTrue(reader.verify(position -> {}).intact());
            journal.append(append("m1", 1, reminded("二")));
            assertEquals(2, reader.verify(position -> {}).events());
        }
    }

    @Test
    void aBrokenNewestEventIsFoundByVerifyAndDoesNotKeepTheReaderOut() throws Exception {
        write();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update journal_event set at = at + 1 where position = 4");
        }
        assertThrows(DubanException.class, () -> SqliteJournal.open(directory));
        try (JournalReader reader = JournalReader.open(directory)) {
            Break broken = reader.verify(position -> {}).firstBreak();
            assertNotNull(broken);
            assertEquals(4, broken.position());
            assertEquals("matter/m1", broken.stream());
        }
    }

    @Test
    void aDirectoryWithoutAJournalIsRefusedAndStaysAsItIs() {
        Path missing = directory.resolve("missing");
        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refusal(missing).code());
        assertFalse(Files.exists(missing));
        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, refusal(directory).code());
        assertFalse(Files.exists(file()));
    }

    @Test
    void aFileThatIsNewerOrSomethingElseIsRefused() throws Exception {
        write();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("pragma user_version = 1000");
        }
        assertEquals(ErrorCode.JOURNAL_NEWER, refusal(directory).code());
        Files.writeString(file(), "something else");
        assertEquals(ErrorCode.JOURNAL_DAMAGED, refusal(directory).code());
    }

    private static DubanException refusal(Path directory) {
        return assertThrows(DubanException.class, () -> JournalReader.open(directory));
    }
}
