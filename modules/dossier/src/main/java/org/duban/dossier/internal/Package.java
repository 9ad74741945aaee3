package org.duban.dossier.internal;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.dossier.PackageReport.Fault;

/** A package as it was found: a folder or a zip file. */
abstract class Package implements AutoCloseable {

    private final SortedMap<String, Long> sizes = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** @throws DubanException {@code INVALID_FIELD} when there is nothing that could be one */
    static Package open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new Folder(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new DubanException(Problem.of(
                    ErrorCode.INVALID_FIELD,
                    "package",
                    path,
                    "档案包的文件夹或 .zip 文件",
                    "没有这个档案包",
                    "There is no such package"));
        }
        FileChannel channel = FileChannel.open(path);
        try {
            return new Zipped(new FileBytes(channel), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A zip in memory. */
    static Package of(byte[] zip) throws IOException {
        return new Zipped(Zip.Bytes.of(zip), () -> {});
    }

    /** Path → size of each file, in the order of the paths. */
    SortedMap<String, Long> sizes() {
        return sizes;
    }

    /** What is wrong with the package as such. */
    List<Fault> faults() {
        return faults;
    }

    boolean has(String path) {
        return sizes.containsKey(path);
    }

    abstract InputStream open(String path) throws IOException;

    byte[] bytes(String path) throws IOException {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        }
    }

    @Override
    public abstract void close() throws IOException;

    private static final class Folder extends Package {
        private final Path folder;

        Folder(Path folder) throws IOException {
            this.folder = folder;
            Set<Path> used = new HashSet<>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String path = path(file);
                    used.add(parent(file));
                    if (attributes.isRegularFile()) {
                        sizes().put(path, attributes.size());
                    } else {
                        faults().add(new Fault(path, "", "不是普通文件"));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failed) {
                    if (!used.contains(directory) && !directory.equals(folder)) {
                        faults().add(new Fault(path(directory), "", "多出来的空文件夹"));
                    }
                    used.add(parent(directory));
                    return FileVisitResult.CONTINUE;
                }
            });
        }

        private static Path parent(Path path) {
            Path parent = path.getParent();
            return parent == null ? path : parent;
        }

        private String path(Path file) {
            return folder.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
        }

        @Override
        InputStream open(String path) throws IOException {
            return Files.newInputStream(folder.resolve(path));
        }

        @Override
        public void close() {}
    }

    private static final class Zipped extends Package {
        private final Zip.Bytes bytes;
        private final Zip.Contents contents;
        private final AutoCloseable file;

        Zipped(Zip.Bytes bytes, AutoCloseable file) throws IOException {
            this.bytes = bytes;
            this.file = file;
            this.contents = Zip.read(bytes);
            contents.places().forEach((path, place) -> sizes().put(path, place.size()));
            if (!contents.fault().isEmpty()) {
                faults().add(new Fault("", "", contents.fault()));
            }
        }

        @Override
        InputStream open(String path) throws IOException {
            Zip.Place place = contents.places().get(path);
            if (place == null) {
                throw new NoSuchFileException(path);
            }
            return new Limited(bytes.from(place.offset()), place.size());
        }

        /** For the check that the folder in the zip is the dossier's. */
        @Override
        String folder() {
            return contents.folder();
        }

        @Override
        public void close() throws IOException {
            try {
                file.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    /** The folder within a zip; empty for a folder, whose name is its owner's. */
    String folder() {
        return "";
    }

    private record FileBytes(FileChannel channel) implements Zip.Bytes {
        @Override
        public long size() {
            try {
                return channel.size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream from(long offset) throws IOException {
            return new BufferedInputStream(new Positioned(channel, offset), 1 << 16);
        }
    }

    /** Reads from a place of its own, so that several may read one channel. */
    private static final class Positioned extends InputStream {
        private final FileChannel channel;
        private long position;

        Positioned(FileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }

    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long size) {
            super(in);
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
