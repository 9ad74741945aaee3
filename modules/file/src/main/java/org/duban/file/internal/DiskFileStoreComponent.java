package org.duban.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.journal.Journal;
import org.duban.spi.file.FileStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files below {@code files} in the data directory that the framework property {@code duban.dir} names. */
@Component(service = FileStore.class)
public final class DiskFileStoreComponent implements FileStore {

    private final DiskFileStore disk;

    /** @param journal once it is there, nobody else has the data directory */
    @Activate
    public DiskFileStoreComponent(BundleContext context, @Reference Journal journal, @Reference InstantSource clock) {
        Path folder = folder(context);
        disk = new DiskFileStore(folder, clock, new Random());
        try {
            disk.sweep();
        } catch (IOException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.DATA_DIRECTORY_UNUSABLE,
                            "directory",
                            folder,
                            "可读写的目录",
                            "附件目录不能使用：" + e.getMessage(),
                            "The folder of files can't be used: " + e),
                    e);
        }
    }

    static Path folder(BundleContext context) {
        String directory = context.getProperty("duban.dir");
        if (directory == null) {
            throw new IllegalStateException("the framework property duban.dir names no data directory");
        }
        return Path.of(directory).resolve("files");
    }

    @Override
    public Incoming receive(InputStream content, long atMost) throws IOException {
        return disk.receive(content, atMost);
    }

    @Override
    public Optional<Kept> find(String sha256) throws IOException {
        return disk.find(sha256);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return disk.open(sha256);
    }

    @Override
    public void list(Consumer<Kept> each) throws IOException {
        disk.list(each);
    }

    @Override
    public Optional<Kept> sample() throws IOException {
        return disk.sample();
    }

    @Override
    public boolean delete(String sha256, Instant unlessKeptSince) throws IOException {
        return disk.delete(sha256, unlessKeptSince);
    }
}
