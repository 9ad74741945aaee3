package org.duban.file.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.duban.spi.file.FileScan;
import org.duban.spi.file.FileScan.Scanned;
import org.duban.spi.file.FileScan.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Duban and one scan: each call on a thread of its own, with a time limit, and an answer whatever the plugin does. A call
 * that doesn't come back keeps its place, so a scan that hangs costs a few threads and no more. Thread-safe.
 */
final class ScanGuard {

    /** As the SPI promises. */
    static final int AT_A_TIME = 4;

    private final String name;
    private final FileScan scan;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final AtomicLong failures = new AtomicLong();
    private volatile String lastFailure = "";

    ScanGuard(String name, FileScan scan) {
        this.name = name;
        this.scan = scan;
    }

    /**
     * What came of a scan.
     *
     * @param verdict null when there is none
     * @param failure why there is none, in Chinese
     */
    record Answer(@Nullable Verdict verdict, String failure) {}

    Answer ask(Scanned file, Duration limit) {
        try {
            if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return failed("先前的扫描都没有返回");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("等待扫描时被中断");
        }
        FutureTask<Verdict> call = new FutureTask<>(() -> {
            try {
                return Objects.requireNonNull(scan.scan(file), "没有答复（null）");
            } finally {
                places.release();
            }
        });
        Thread thread = new Thread(call, "duban-file-scan-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(scan.getClass().getClassLoader());
        thread.start();
        try {
            return new Answer(call.get(limit.toMillis(), TimeUnit.MILLISECONDS), "");
        } catch (TimeoutException e) {
            call.cancel(true);
            return failed("超过 " + limit.toSeconds() + " 秒没有答复");
        } catch (ExecutionException e) {
            return failed(describe(e.getCause()));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return failed("等待扫描时被中断");
        }
    }

    private static String describe(@Nullable Throwable thrown) {
        try {
            return String.valueOf(thrown).replaceAll("\\s+", " ");
        } catch (RuntimeException e) {
            // Even what a plugin throws may throw when it is asked.
            return "扫描出错";
        }
    }

    private Answer failed(String why) {
        failures.incrementAndGet();
        lastFailure = why;
        return new Answer(null, why);
    }

    String name() {
        return name;
    }

    long failures() {
        return failures.get();
    }

    String lastFailure() {
        return lastFailure;
    }
}
