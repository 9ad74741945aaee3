package org.duban.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.duban.spi.file.FileStore;

/**
 * Files in folders: {@code ab/cd/abcd…}, written aside in {@code incoming/}, forced to disk, moved into place in one step, and the folder forced
 * too. Needs no OSGi.
 */
public final class DiskFileStore implements FileStore {

    private static final String INCOMING = "incoming";
    private static final int BUFFER = 1 << 16;
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private final Path folder;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Whoever moves a file into place or takes one away has this. */
    private final Object places = new Object();

    /** @param folder need not be there before something is received */
    public DiskFileStore(Path folder, InstantSource clock, RandomGenerator random) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /** Deletes what a killed process has left half received; only for who alone has the data directory. */
    public void sweep() throws IOException {
        Path incoming = folder.resolve(INCOMING);
        if (Files.isDirectory(incoming)) {
            for (Path left : children(incoming)) {
                Files.delete(left);
            }
        }
    }

    @Override
    public Incoming receive(InputStream content, long atMost) throws IOException {
        Path incoming = folder.resolve(INCOMING);
        Files.createDirectories(incoming);
        Path file = Files.createTempFile(incoming, "", ".part");
        try {
            MessageDigest digest = Digests.sha256();
            long size = 0;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                byte[] buffer = new byte[BUFFER];
                int read;
                while (size <= atMost && (read = content.read(buffer)) >= 0) {
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                    size += read;
                }
                if (size <= atMost) {
                    channel.force(true);
                }
            }
            return new Received(file, Digests.hex(digest), size);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private final class Received implements Incoming {
        private final Path file;
        private final String sha256;
        private final long size;

        Received(Path file, String sha256, long size) {
            this.file = file;
            this.sha256 = sha256;
            this.size = size;
        }

        @Override
        public String sha256() {
            return sha256;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        /** Also takes the place of what is there already: a damaged content is mended so, and its age begins anew. */
        @Override
        public Kept keep() throws IOException {
            Instant now = clock.instant();
            Path place = place(sha256);
            Path second = parent(place);
            Path first = parent(second);
            boolean folders = !Files.isDirectory(second);
            Files.createDirectories(second);
            Files.setLastModifiedTime(file, FileTime.from(now));
            synchronized (places) {
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            force(second);
            if (folders) {
                force(first);
                force(folder);
                force(parent(folder));
            }
            return new Kept(sha256, size, now);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Optional<Kept> find(String sha256) throws IOException {
        return kept(place(sha256));
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    @Override
    public void list(Consumer<Kept> each) throws IOException {
        for (Path first : shards(folder)) {
            for (Path second : shards(first)) {
                for (Path file : children(second)) {
                    kept(file).ifPresent(each);
                }
            }
        }
    }

    @Override
    public Optional<Kept> sample() throws IOException {
        Optional<Path> file = any(shards(folder));
        if (file.isPresent()) {
            file = any(shards(file.get()));
        }
        if (file.isPresent()) {
            file = any(children(file.get()));
        }
        return file.isPresent() ? kept(file.get()) : Optional.empty();
    }

    private Optional<Path> any(List<Path> paths) {
        return paths.isEmpty() ? Optional.empty() : Optional.of(paths.get(random.nextInt(paths.size())));
    }

    @Override
    public boolean delete(String sha256, Instant unlessKeptSince) throws IOException {
        Path place = place(sha256);
        synchronized (places) {
            Optional<Kept> found = kept(place);
            if (found.isEmpty()) {
                return true;
            }
            if (!found.get().keptAt().isBefore(unlessKeptSince)) {
                return false;
            }
            Files.delete(place);
        }
        force(parent(place));
        return true;
    }

    private Path place(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a content's name is 64 lower-case hex digits: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static Optional<Kept> kept(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!SHA256.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Kept(
                    name, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static List<Path> shards(Path folder) throws IOException {
        return children(folder).stream()
                .filter(path -> path.getFileName().toString().matches("[0-9a-f]{2}"))
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            found.forEach(children::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        children.sort(null);
        return children;
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no place for files: " + path);
        }
        return parent;
    }

    /** Without this a name may be lost with the power although its content isn't. Windows has no such thing, and needs none. */
    private static void force(Path folder) throws IOException {
        if (!WINDOWS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
