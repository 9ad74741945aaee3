package org.duban.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.duban.benchmarks.Peer.Kind;
import org.duban.benchmarks.Request.Lived;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Carries the same matters through the same nine stages with Duban and with Flowable, on the same machine, in the same run, in
 * alternating rounds, and says how the two compare and how that stands to the goals. Each peer has a JVM of its own with the same flags;
 * both have a transition on disk before they acknowledge it.
 */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Carries the same matters through nine stages with Duban and with Flowable on PostgreSQL, and compares.")
public final class Peers implements Callable<Integer> {

    private static final int MANY = 8;

    /** Each unit must have a page of overdue ones, and every second one is. */
    private static final int LEAST_MATTERS = 200 * Office.UNITS;

    /** How many open matters the goal for a page is about. */
    private static final int GOAL_MATTERS = 100_000;

    @Option(
            names = "--quick",
            description = "Short rounds of everything, to see that it works; its figures mean little.")
    private boolean quick;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each peer.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "15", description = "Length of a turn.")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "60", description = "Seconds each peer works before its first turn.")
    private int warmup;

    @Option(names = "--lives", defaultValue = "1000", description = "Matters for counting statements and bytes.")
    private int lives;

    @Option(
            names = "--matters",
            defaultValue = "100000",
            description = "Open matters out of which a page is listed; 8000 or more.")
    private int matters;

    @Option(names = "--duban-matters", defaultValue = "0", description = "The same for Duban alone; 0: not.")
    private int dubanMatters;

    @Option(names = "--starts", defaultValue = "5", description = "New JVMs for the first command.")
    private int starts;

    @Option(
            names = "--dir",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "On whose disk the data lie, a local one; deleted at the end.")
    private Path parent;

    private final PrintStream out;
    private final Scoreboard board = new Scoreboard();

    private Peers(PrintStream out) {
        this.out = out;
    }

    /** See {@code --help}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Peers(out)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (quick) {
            rounds = 2;
            seconds = 3;
            warmup = 6;
            lives = 100;
            matters = LEAST_MATTERS;
            starts = 2;
        }
        if (matters < LEAST_MATTERS || (dubanMatters != 0 && dubanMatters < LEAST_MATTERS)) {
            out.println("A page has to be out of " + LEAST_MATTERS + " open matters or more.");
            return CommandLine.ExitCode.USAGE;
        }
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "peers");
        try {
            describe(directory);
            stages(directory);
            leftBehind(directory);
            start(directory);
            pages(directory);
        } finally {
            delete(directory);
        }
        out.println();
        board.print(out);
        return CommandLine.ExitCode.OK;
    }

    private void describe(Path directory) throws IOException {
        out.printf(
                "%d processors, %s %s, Java %s, %s%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                String.join(" ", PeerProcess.JVM_FLAGS));
        out.printf(
                "Data on %s, where writing 4 KB with fsync takes %.2f ms (median)%n",
                Files.getFileStore(directory).type(), fsyncMillis(directory));
        out.printf(
                "One life: %d transitions, %,d bytes of text, a lead and an assisting unit%n",
                Step.LIFE.size(), Texts.bytes(1_000));
    }

    // ---- the nine stages, timed

    private void stages(Path directory) {
        try (PeerProcess duban = PeerProcess.start(Kind.DUBAN, directory.resolve("stages-duban"), false);
                PeerProcess flowable = PeerProcess.start(Kind.FLOWABLE, directory.resolve("stages-flowable"), false)) {
            out.println(duban.ask(new Request.Describe()));
            out.println(flowable.ask(new Request.Describe()));
            out.println("Both have a transition on disk before they acknowledge it: equal durability.");
            out.printf("%nTurns of %d s, alternating, after %d s of warming up each:%n", seconds, warmup);
            for (PeerProcess peer : List.of(duban, flowable)) {
                peer.ask(new Request.Run(MANY, Duration.ofSeconds(warmup - warmup / 3)));
                peer.ask(new Request.Run(1, Duration.ofSeconds(warmup / 3)));
            }
            Turns alone = new Turns(1);
            Turns together = new Turns(MANY);
            for (int round = 1; round <= rounds; round++) {
                for (Turns turns : List.of(alone, together)) {
                    turns.duban.add(turn(round, turns.threads, Kind.DUBAN, duban));
                    turns.flowable.add(turn(round, turns.threads, Kind.FLOWABLE, flowable));
                }
            }
            audit(Kind.DUBAN, duban);
            audit(Kind.FLOWABLE, flowable);
            compare(alone, 10);
            compare(together, 40);
            board.alone(
                    MANY + " threads against 1: transitions/s",
                    "%.1f ×",
                    median(together.duban, Measured::perSecond) / median(alone.duban, Measured::perSecond),
                    Goal.atLeast(3));
        }
    }

    /** All turns with so many threads. */
    private static final class Turns {
        private final int threads;
        private final List<Measured> duban = new ArrayList<>();
        private final List<Measured> flowable = new ArrayList<>();

        Turns(int threads) {
            this.threads = threads;
        }
    }

    private Measured turn(int round, int threads, Kind kind, PeerProcess peer) {
        Measured measured = peer.ask(new Request.Run(threads, Duration.ofSeconds(seconds)));
        print(round, threads, kind, measured);
        return measured;
    }

    private void audit(Kind kind, PeerProcess peer) {
        out.printf(
                "%s: %,d matters went the whole way, as its own books say, and every text is kept%n",
                kind.title(), peer.ask(new Request.Audit()));
    }

    private void print(int round, int threads, Kind kind, Measured m) {
        out.printf(
                "  %d  %-9s  %-8s  %,8.0f transitions/s  p50 %6.3f ms  p99 %7.3f ms  CPU each %,7.1f µs%s%n",
                round,
                threads(threads),
                kind.title(),
                m.perSecond(),
                m.p50Millis(),
                m.p99Millis(),
                m.cpuMicros(),
                m.otherCpuNanos() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, " (JVM %,.0f + PostgreSQL %,.0f)", m.jvmCpuMicros(), m.otherCpuMicros()));
    }

    private void compare(Turns turns, double timesMore) {
        String with = threads(turns.threads) + ": ";
        compare(with + "transitions/s", "%,.0f", turns, Measured::perSecond, Goal.timesMore(timesMore));
        compare(with + "CPU a transition, µs", "%,.1f", turns, Measured::cpuMicros, Goal.timesLess(30));
        compare(with + "… of it in the JVM, µs", "%,.1f", turns, Measured::jvmCpuMicros, Goal.NONE);
        compare(with + "p50, ms", "%,.3f", turns, Measured::p50Millis, Goal.NONE);
        compare(with + "p99, ms", "%,.3f", turns, Measured::p99Millis, Goal.NONE);
    }

    private void compare(String what, String format, Turns turns, ToDoubleFunction<Measured> of, Goal goal) {
        board.compare(what, format, median(turns.duban, of), median(turns.flowable, of), goal);
    }

    private static String threads(int count) {
        return count == 1 ? "1 thread" : count + " threads";
    }

    // ---- statements, commits, bytes

    private void leftBehind(Path directory) {
        List<Lived> duban = leftBehind(Kind.DUBAN, directory);
        List<Lived> flowable = leftBehind(Kind.FLOWABLE, directory);
        for (int i = 0; i < duban.size(); i++) {
            Lived d = duban.get(i);
            Lived f = flowable.get(i);
            String with = threads(d.threads()) + ": ";
            board.compare(with + "SQL statements a transition", "%.2f", d.statements(), f.statements(), Goal.atMost(6));
            board.compare(
                    with + "writing commits a transition",
                    "%.2f",
                    d.commits(),
                    f.commits(),
                    d.threads() == 1 ? Goal.atMost(1) : Goal.below(1));
        }
        board.compare("bytes stored a finished matter", "%,.0f", bytes(duban), bytes(flowable), Goal.atMost(5_000));
    }

    private List<Lived> leftBehind(Kind kind, Path directory) {
        try (PeerProcess peer = PeerProcess.start(kind, directory.resolve("left-" + kind), true)) {
            peer.ask(new Request.Live(lives / 10, MANY)); // what is done once must not be counted
            return List.of(peer.ask(new Request.Live(lives, 1)), peer.ask(new Request.Live(lives, MANY)));
        }
    }

    private static double bytes(List<Lived> lived) {
        return lived.stream().mapToDouble(Lived::bytes).sum()
                / lived.stream().mapToDouble(Lived::matters).sum();
    }

    // ---- from nothing to the first command

    private void start(Path directory) throws IOException {
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            Process process = PeerProcess.java(
                    List.of(),
                    FirstCommand.class,
                    directory.resolve("start-" + i).toString());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException("the start of Duban failed");
                }
                cpu.add(Long.parseLong(line) / 1e9);
                process.onExit().join();
            }
        }
        board.alone("new JVM to first command on disk, CPU s", "%.2f", median(cpu, s -> s), Goal.atMost(3));
    }

    // ---- a page out of many open matters

    private void pages(Path directory) {
        Duration turn = Duration.ofSeconds(Math.max(1, seconds / 3));
        try (PeerProcess duban = PeerProcess.start(Kind.DUBAN, directory.resolve("pages-duban"), false);
                PeerProcess flowable = PeerProcess.start(Kind.FLOWABLE, directory.resolve("pages-flowable"), false)) {
            fill(Kind.DUBAN, duban, matters);
            fill(Kind.FLOWABLE, flowable, matters);
            List<Measured> rows = new ArrayList<>();
            List<Measured> tasks = new ArrayList<>();
            List<Measured> tasksWithTitles = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Measured d = duban.ask(new Request.Pages(turn, true));
                Measured f = flowable.ask(new Request.Pages(turn, false));
                Measured t = flowable.ask(new Request.Pages(turn, true));
                if (round > 0) { // the first warms up
                    rows.add(d);
                    tasks.add(f);
                    tasksWithTitles.add(t);
                }
            }
            String page = String.format(Locale.ROOT, "page of 50 of %,d open: ", matters);
            comparePages(page, rows, tasks, matters < GOAL_MATTERS ? Goal.NONE : Goal.timesLess(50));
            comparePages(page + "with titles, ", rows, tasksWithTitles, Goal.NONE);
        }
        if (dubanMatters > 0) {
            try (PeerProcess duban = PeerProcess.start(Kind.DUBAN, directory.resolve("pages-duban-alone"), false)) {
                fill(Kind.DUBAN, duban, dubanMatters);
                duban.ask(new Request.Pages(turn, true));
                Measured measured = duban.ask(new Request.Pages(turn, true));
                String page = String.format(Locale.ROOT, "page of 50 of %,d open: ", dubanMatters);
                board.alone(page + "p50, ms", "%.3f", measured.p50Millis(), Goal.NONE);
                board.alone(page + "p99, ms", "%.3f", measured.p99Millis(), Goal.NONE);
            }
        }
    }

    private void fill(Kind kind, PeerProcess peer, int count) {
        out.printf("%s: %,d open matters in %.0f s%n", kind.title(), count, peer.ask(new Request.Fill(count)) / 1e9);
    }

    private void comparePages(String page, List<Measured> duban, List<Measured> flowable, Goal goal) {
        board.compare(
                page + "p50, ms",
                "%,.3f",
                median(duban, Measured::p50Millis),
                median(flowable, Measured::p50Millis),
                goal);
        board.compare(
                page + "p99, ms",
                "%,.3f",
                median(duban, Measured::p99Millis),
                median(flowable, Measured::p99Millis),
                Goal.NONE);
    }

    // ---- helpers

    private static <T> double median(List<T> values, ToDoubleFunction<T> of) {
        double[] sorted = values.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double fsyncMillis(Path directory) throws IOException {
        long[] nanos = new long[200];
        ByteBuffer page = ByteBuffer.allocate(4096);
        try (FileChannel file =
                FileChannel.open(directory.resolve("fsync"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < nanos.length; i++) {
                long begun = System.nanoTime();
                file.write(page.clear());
                file.force(true);
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
