package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.matter;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Journal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("journal.db");
    }

    private void write(int events) {
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            for (int i = 0; i < events; i++) {
                journal.append(append("m" + i, 0, reminded("请于三日内反馈办理情况".repeat(20))));
            }
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }

    /** A copy of the directory as a process that was killed leaves it: with the log, not yet moved into the file. */
    private Path killed(int events) throws IOException {
        Path copy = directory.resolve("killed");
        Files.createDirectories(copy);
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            for (int i = 0; i < events; i++) {
                journal.append(append("m" + i, 0, reminded("一")));
            }
            Files.copy(directory.resolve("journal.db-wal"), copy.resolve("journal.db-wal"));
            Files.copy(file(), copy.resolve("journal.db"));
        }
        return copy;
    }

    private static DubanException refused(ErrorCode code, Path directory) {
        DubanException refusal = assertThrows(
                DubanException.class, () -> SqliteJournal.open(directory).close());
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }

    private static Map<String, byte[]> bytes(Path directory) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : List.of("journal.db", "journal.db-wal", "journal.db.new")) {
            if (Files.isRegularFile(directory.resolve(name))) {
                files.put(name, Files.readAllBytes(directory.resolve(name)));
            }
        }
        return files;
    }

    private DubanException refusedUntouched(ErrorCode code) throws IOException {
        return refusedUntouched(code, directory);
    }

    private static DubanException refusedUntouched(ErrorCode code, Path directory) throws IOException {
        Map<String, byte[]> before = bytes(directory);
        DubanException refusal = refused(code, directory);
        Map<String, byte[]> after = bytes(directory);
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
        return refusal;
    }

    @Nested
    class AFileThatIsNotRight {

        @Test
        void a_newer_schema_is_refused_untouched() throws Exception {
            write(1);
            sql("pragma user_version = 2");

            DubanException refusal = refusedUntouched(ErrorCode.JOURNAL_NEWER);

            assertEquals("2", refusal.problems().get(0).value());
        }

        /** The newer version was killed: its number is only in the log. */
        @Test
        void a_newer_schema_that_is_still_in_the_log_is_refused_untouched() throws Exception {
            Path copy = directory.resolve("killed");
            write(1);
            Files.createDirectories(copy);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("pragma user_version = 2");
                Files.copy(directory.resolve("journal.db-wal"), copy.resolve("journal.db-wal"));
                Files.copy(file(), copy.resolve("journal.db"));
            }
            assertTrue(Files.size(copy.resolve("journal.db-wal")) > 0);

            refusedUntouched(ErrorCode.JOURNAL_NEWER, copy);
        }

        @Test
        void something_that_is_not_sqlite_is_refused_untouched() throws IOException {
            Files.writeString(file(), "这不是日志。".repeat(1000));

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED);
        }

        @Test
        void a_file_shorter_than_a_header_is_refused_untouched() throws IOException {
            Files.writeString(file(), "SQLite format 3\0");

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED);
        }

        @Test
        void an_empty_file_is_refused_untouched() throws IOException {
            Files.createFile(file());

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED);
        }

        @Test
        void the_database_of_another_program_is_refused_untouched() throws Exception {
            sql("create table theirs (a)");

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED);
        }

        @Test
        void a_directory_of_that_name_is_refused() throws IOException {
            Files.createDirectory(file());

            refused(ErrorCode.JOURNAL_DAMAGED, directory);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 4096, 20_000})
        void a_file_cut_short_is_refused_untouched(int bytes) throws IOException {
            write(200);
            try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
                cut.setLength(cut.length() - bytes);
            }

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED);
        }

        @Test
        void a_log_without_its_file_is_refused_untouched() throws IOException {
            Path copy = killed(3);
            Files.delete(copy.resolve("journal.db"));

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED, copy);
        }

        @Test
        void an_empty_file_beside_a_log_is_refused_untouched() throws IOException {
            Path copy = killed(3);
            Files.write(copy.resolve("journal.db"), new byte[0]);

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED, copy);
        }

        @Test
        void an_overwritten_page_is_found_after_a_crash() throws IOException {
            write(200);
            byte[] whole = Files.readAllBytes(file());
            Path copy = killed(0);
            // The log is that of a start without a stop; the page is one in the middle of the file.
            Files.write(copy.resolve("journal.db"), whole);
            try (RandomAccessFile damage =
                    new RandomAccessFile(copy.resolve("journal.db").toFile(), "rw")) {
                damage.seek(whole.length / 4096 / 2 * 4096);
                damage.write(new byte[4096]);
            }
            Files.writeString(copy.resolve("journal.db-wal"), "left by a crash");

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED, copy);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "drop table journal_once",
                    "alter table journal_event rename column body to content",
                    "delete from journal_head",
                    "delete from journal_event where position = 3",
                    "update journal_event set at = at + 1 where position = 3",
                    "update journal_head set hash = zeroblob(32)",
                    "update journal_stream set name = 'x' where id = 3",
                    "delete from journal_word"
                })
        void a_missing_table_or_a_changed_newest_event_is_refused_untouched(String change) throws Exception {
            write(3);
            sql(change);

            refusedUntouched(ErrorCode.JOURNAL_DAMAGED);
        }
    }

    @Nested
    class ADirectoryThatIsNotRight {

        @Test
        void it_is_created_when_it_is_missing() {
            Path deep = directory.resolve("a/b/c");
            SqliteJournal.open(deep).close();

            assertTrue(Files.isRegularFile(deep.resolve("journal.db")));
        }

        @Test
        void a_link_to_a_directory_will_do() throws IOException {
            Path link = Files.createSymbolicLink(
                    directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
            SqliteJournal.open(link).close();

            assertTrue(Files.isRegularFile(directory.resolve("real/journal.db")));
        }

        @Test
        void a_file_is_refused() throws IOException {
            Path plain = Files.writeString(directory.resolve("plain"), "x");

            refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, plain);
            refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, plain.resolve("below"));
            assertEquals("x", Files.readString(plain));
        }

        /** Permissions don't hold the superuser; the kernel's own folders do. */
        @ParameterizedTest
        @ValueSource(strings = {"/proc/self", "/proc/duban"})
        void one_that_can_not_be_written_is_refused(String path) {
            assumeTrue(Files.isDirectory(Path.of("/proc/self")), "only Linux has /proc");

            refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, Path.of(path));
        }

        @Test
        void its_path_may_have_any_signs() {
            Path odd = directory.resolve("督 查&室=%41#1;b");
            for (int i = 0; i < 3; i++) {
                try (SqliteJournal journal = SqliteJournal.open(odd)) {
                    journal.append(append("m1", i, reminded("一")));
                }
            }

            assertTrue(Files.isRegularFile(odd.resolve("journal.db")));
            assertTrue(Files.notExists(odd.resolve("journal.db-wal")));
        }

        @Test
        void a_path_that_sqlite_would_misread_is_refused() {
            refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, directory.resolve("what?"));
        }
    }

    @Nested
    class ACrash {

        @Test
        void what_was_only_in_the_log_is_there() throws IOException {
            Path copy = killed(5);

            try (SqliteJournal journal = SqliteJournal.open(copy)) {
                assertEquals(5, journal.head());
                assertTrue(journal.verify(p -> {}).intact());
            }
        }

        @Test
        void a_log_torn_at_its_end_loses_only_what_was_never_acknowledged() throws IOException {
            Path copy = killed(5);
            Path log = copy.resolve("journal.db-wal");
            byte[] whole = Files.readAllBytes(log);
            // A frame is a header of 24 bytes and a page; the last one ends the fifth append.
            Files.write(log, Arrays.copyOf(whole, whole.length - 100));

            try (SqliteJournal journal = SqliteJournal.open(copy)) {
                assertEquals(4, journal.head());
                assertTrue(journal.verify(p -> {}).intact());
            }
        }

        @Test
        void a_file_that_was_not_finished_when_created_is_begun_again() throws IOException {
            Files.writeString(directory.resolve("journal.db.new"), "half");
            Files.writeString(directory.resolve("journal.db.new-journal"), "half");

            write(1);

            assertTrue(Files.notExists(directory.resolve("journal.db.new")));
            assertTrue(Files.notExists(directory.resolve("journal.db.new-journal")));
        }

        @Test
        void libraries_that_a_killed_process_unpacked_are_deleted() throws IOException {
            Path left = Files.createDirectories(directory.resolve("native")).resolve("sqlite-left");
            Files.writeString(left, "left");

            write(1);

            assertTrue(Files.notExists(left));
        }
    }

    @Nested
    class Held {

        @Test
        void a_second_journal_in_this_process_is_refused_and_the_first_goes_on() {
            try (SqliteJournal journal = SqliteJournal.open(directory)) {
                DubanException refusal = refused(ErrorCode.DATA_DIRECTORY_IN_USE, directory);
                assertTrue(refusal.getMessage().contains("本进程"), refusal.getMessage());
                assertTrue(refusal.getMessage().contains(directory.getFileName().toString()), refusal.getMessage());
                journal.append(append("m1", 0, reminded("一")));
            }
        }

        @Test
        void it_is_free_again_when_closed_and_when_opening_failed() throws IOException {
            Files.writeString(file(), "damaged");
            refused(ErrorCode.JOURNAL_DAMAGED, directory);
            Files.delete(file());

            write(1);
            write(0);
        }

        @Test
        void two_directories_have_nothing_to_do_with_each_other() {
            try (SqliteJournal a = SqliteJournal.open(directory.resolve("a"));
                    SqliteJournal b = SqliteJournal.open(directory.resolve("b"))) {
                a.append(append("m1", 0, reminded("甲")));
                b.append(append("m1", 0, reminded("乙"), reminded("乙")));

                assertEquals(1, a.head());
                assertEquals(2, b.read(matter("m1")).size());
            }
        }

        /** As two frameworks in one host have it: nothing of ours is shared but the JDK, and the API. */
        @Test
        void a_second_journal_of_another_class_loader_is_refused() throws Exception {
            try (SqliteJournal journal = SqliteJournal.open(directory);
                    URLClassLoader other = otherClassLoader()) {
                Class<?> again = other.loadClass(SqliteJournal.class.getName());
                assertTrue(again != SqliteJournal.class);
                InvocationTargetException refusal = assertThrows(
                        InvocationTargetException.class,
                        () -> again.getMethod("open", Path.class).invoke(null, directory));
                assertEquals(ErrorCode.DATA_DIRECTORY_IN_USE, ((DubanException) refusal.getCause()).code());
                journal.append(append("m1", 0, reminded("一")));
            }
        }

        @Test
        void a_journal_of_another_class_loader_on_another_directory_works_beside_it() throws Exception {
            try (SqliteJournal journal = SqliteJournal.open(directory.resolve("a"));
                    URLClassLoader other = otherClassLoader()) {
                Class<?> again = other.loadClass(SqliteJournal.class.getName());
                Journal second = (Journal) again.getMethod("open", Path.class).invoke(null, directory.resolve("b"));
                journal.append(append("m1", 0, reminded("一")));
                second.append(append("m1", 0, reminded("二")));

                assertTrue(second.verify(p -> {}).intact());
                ((AutoCloseable) second).close();
                journal.append(append("m1", 1, reminded("三")));
            }
        }

        private URLClassLoader otherClassLoader() throws IOException {
            List<URL> urls = new ArrayList<>();
            for (String path : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
                urls.add(Path.of(path).toUri().toURL());
            }
            return new URLClassLoader(urls.toArray(new URL[0]), getClass().getClassLoader()) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    if (name.startsWith("org.duban.journal.") || name.startsWith("org.sqlite.")) {
                        Class<?> own = findLoadedClass(name);
                        return own != null ? own : findClass(name);
                    }
                    return super.loadClass(name, resolve);
                }
            };
        }

        /**
         * The operating system's lock belongs to the process, which loses it when it closes any other channel to the file: so a
         * second opening that was refused must not have opened it.
         */
        @Test
        void another_process_is_refused_even_after_one_in_this_process_was() throws Exception {
            try (SqliteJournal journal = SqliteJournal.open(directory)) {
                refused(ErrorCode.DATA_DIRECTORY_IN_USE, directory);

                String answer = openInAnotherProcess();

                assertTrue(answer.startsWith("DATA_DIRECTORY_IN_USE"), answer);
                assertTrue(answer.contains("进程 " + ProcessHandle.current().pid()), answer);
                journal.append(append("m1", 0, reminded("一")));
            }
            assertEquals("opened at 1", openInAnotherProcess());
        }

        private String openInAnotherProcess() throws IOException, InterruptedException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Dfile.encoding=UTF-8",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Opener.class.getName(),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return answer.strip();
        }
    }

    /** Opens a directory, says what came of it and ends. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            try (SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]))) {
                out.println("opened at " + journal.head());
            } catch (DubanException e) {
                out.println(e.getMessage());
            }
        }
    }
}
