package org.duban.journal.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.duban.api.DubanException;
import org.jspecify.annotations.Nullable;

/** A data directory that is held until it is closed: by no other process, and by no other Duban in this one. */
final class DataDirectory implements AutoCloseable {

    static final String LOCK = "duban.lock";

    // Beyond the text in the file: on Windows nobody could read a locked region.
    private static final long LOCKED_BYTE = 1L << 40;

    private final Path path;
    private final String mark;
    private final FileChannel channel;

    private DataDirectory(Path path, String mark, FileChannel channel) {
        this.path = path;
        this.mark = mark;
        this.channel = channel;
    }

    /** Creates the directory when it is missing, and holds it. */
    static DataDirectory hold(Path directory) {
        Path path;
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            path = directory.toRealPath();
        } catch (IOException e) {
            throw Problems.unusable(directory, "目录建立不了", e);
        }
        if (path.toString().contains("?")) {
            throw Problems.unusable(path, "路径不能含有 ? 号");
        }
        // A process loses its lock when it closes any other channel to the same file, so within one JVM the file must
        // not be opened
        // again while it is locked. Two Dubans may come from two class loaders: all that they share is the JDK.
        String mark = "org.duban.journal.open:" + path;
        if (System.getProperties().putIfAbsent(mark, "true") != null) {
            throw Problems.inUse(path, "本进程中的另一个实例");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw Problems.inUse(path, holder(channel));
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(
                            Long.toString(ProcessHandle.current().pid())),
                    0);
            return new DataDirectory(path, mark, channel);
        } catch (IOException e) {
            release(channel, mark, e);
            throw Problems.unusable(path, "目录不可写", e);
        } catch (DubanException e) {
            release(channel, mark, e);
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString();
        return pid.matches("[0-9]+") ? "进程 " + pid : "";
    }

    private static void release(@Nullable FileChannel channel, String mark, Exception why) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        } finally {
            System.getProperties().remove(mark);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Problems.unusable(path, "锁文件关闭不了", e);
        } finally {
            System.getProperties().remove(mark);
        }
    }
}
