package org.duban.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** CPU time, user and system together. What the kernel does for nobody in particular (write-back, the file system's journal) is not in it. */
final class Cpu {

    /** Linux has counted {@code /proc} times in hundredths of a second for user space ever since 2.6. */
    private static final long NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(10);

    private Cpu() {}

    /** Of this JVM from its start, all its threads: application, compiler and collector. */
    static long ofThisJvm() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Of a process and its descendants, those that have ended and been waited for included; to the hundredth of a second. */
    static long ofTree(long pid) {
        ProcessHandle root = ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("no process " + pid));
        return LongStream.concat(LongStream.of(pid), root.descendants().mapToLong(ProcessHandle::pid))
                        .map(Cpu::ticks)
                        .sum()
                * NANOS_PER_TICK;
    }

    private static long ticks(long pid) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (NoSuchFileException ended) {
            return 0; // between the listing and the reading; its parent's sum has it the next time
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The second field, the command in brackets, may hold blanks: count from behind it. See proc(5), fields 14 to
        // 17.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return LongStream.of(11, 12, 13, 14)
                .map(i -> Long.parseLong(fields[(int) i]))
                .sum();
    }
}
