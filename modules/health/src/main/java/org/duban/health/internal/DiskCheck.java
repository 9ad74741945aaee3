package org.duban.health.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.spi.health.HealthCheck;

/** {@code disk}: how much may still be written below the data directory. */
final class DiskCheck implements HealthCheck {

    static final String SUBJECT = "disk";

    private static final long MB = 1024 * 1024;
    private static final long FAIL_BELOW = 200 * MB;
    private static final long WARN_BELOW = 2048 * MB;
    private static final int WARN_BELOW_PERCENT = 10;

    private final Path directory;

    DiskCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Finding> check() {
        try {
            FileStore store = Files.getFileStore(directory);
            return List.of(of(store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param usable bytes that can still be written
     * @param total bytes of the whole store, free or not
     */
    static Finding of(long usable, long total) {
        long percent = total <= 0 ? 100 : (long) (usable * 100.0 / total);
        Status status = usable < FAIL_BELOW
                ? Status.FAIL
                : usable < WARN_BELOW || percent < WARN_BELOW_PERCENT ? Status.WARN : Status.OK;
        String free = String.format(Locale.ROOT, "数据目录所在磁盘可用 %.1f GB（%d%%）", usable / (1024.0 * MB), percent);
        String message = switch (status) {
            case OK -> free;
            case WARN -> free + "，请及早清理或扩容";
            case FAIL -> free + "，写满后所有办理都会失败，请立即清理";
        };
        return new Finding(
                SUBJECT,
                status,
                message,
                Map.of("usableBytes", Long.toString(usable), "totalBytes", Long.toString(total)));
    }
}
