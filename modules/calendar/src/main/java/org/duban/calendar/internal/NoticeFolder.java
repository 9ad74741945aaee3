package org.duban.calendar.internal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Where imported notices are kept: one text in the notice format, replaced as a whole. A reader sees the old text or the new
 * one, never half of it, whenever the power goes.
 */
final class NoticeFolder {

    private static final String FILE = "notices.txt";

    private final Path folder;

    NoticeFolder(Path folder) {
        this.folder = folder;
    }

    /** The file with the imported notices, which need not exist. */
    Path file() {
        return folder.resolve(FILE);
    }

    /** What the file looks like from outside; any change of its text changes it. */
    Stamp stamp() {
        if (!Files.exists(file())) {
            return Stamp.ABSENT;
        }
        try {
            BasicFileAttributes file = Files.readAttributes(file(), BasicFileAttributes.class);
            return new Stamp(file.size(), file.lastModifiedTime().to(TimeUnit.NANOSECONDS), file.fileKey());
        } catch (IOException e) {
            throw unusable(file(), e);
        }
    }

    /**
     * Tells one text of the file from another without reading it: each import makes a new file.
     *
     * @param key what the file system calls it; null where it has no name for files
     */
    record Stamp(long size, long modifiedNanos, @Nullable Object key) {
        static final Stamp ABSENT = new Stamp(0, 0, null);
    }

    /** The imported notices; empty when there are none. */
    String read() {
        return Files.exists(file()) ? TextFile.read(file()) : "";
    }

    /**
     * Reads, changes and writes the imported notices while nobody else can; durable when it returns.
     *
     * @param change from the text to the new one, or to null when there is nothing to change; when it throws nothing is written
     */
    void update(Function<String, @Nullable String> change) {
        try {
            Files.createDirectories(folder);
            try (FileChannel lockFile = FileChannel.open(folder.resolve(FILE + ".lock"), CREATE, WRITE);
                    FileLock lock = lockFile.tryLock()) {
                if (lock == null) {
                    throw busy();
                }
                String changed = change.apply(read());
                if (changed != null) {
                    replace(changed);
                }
            } catch (OverlappingFileLockException heldInThisProcess) {
                throw busy();
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private void replace(String text) throws IOException {
        Path fresh = folder.resolve(FILE + ".new");
        try (FileChannel out = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file(), ATOMIC_MOVE, REPLACE_EXISTING);
        // The rename itself is durable once the folder is. Windows can't open a folder and writes renames through its
        // log.
        if (File.separatorChar == '/') {
            try (FileChannel entries = FileChannel.open(folder, READ)) {
                entries.force(true);
            }
        }
    }

    private DubanException busy() {
        return new DubanException(Problem.of(
                ErrorCode.DATA_DIRECTORY_IN_USE,
                "folder",
                folder,
                "",
                "另一个导入正在进行，请稍后再试",
                "another import is under way"));
    }

    static DubanException unusable(Path path, IOException cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.DATA_DIRECTORY_UNUSABLE,
                        "folder",
                        path,
                        "可以读写的目录",
                        "日历目录不能读写：" + cause,
                        "the calendar's folder can't be read or written: " + cause),
                cause);
    }
}
