package org.duban.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.duban.benchmarks.Peer.Kind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Due reminders out of many open matters, with Duban and with Flowable's timers, in one run, each in a JVM of its own with the same
 * flags. Duban's reminder is written, delivered to its recipient's inbox and recorded as delivered; Flowable's does nothing.
 */
@Command(
        name = "timers",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Fires due reminders out of many open matters with Duban and with Flowable's timers, and compares.")
public final class Timers implements Callable<Integer> {

    /** The ladder's next steps would fall into a fourth round. */
    private static final int MOST_ROUNDS = 3;

    @Option(names = "--open", defaultValue = "1000000", description = "Open matters that aren't due.")
    private int open;

    @Option(names = "--due", defaultValue = "10000", description = "Reminders that become due in a round.")
    private int due;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each, 1 to 3; the figures are medians.")
    private int rounds;

    @Option(
            names = "--dir",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "On whose disk the data lie, a local one; deleted at the end.")
    private Path parent;

    private final PrintStream out;
    private final Scoreboard board = new Scoreboard();

    private Timers(PrintStream out) {
        this.out = out;
        this.parent = Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** See {@code --help}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Timers(out)).execute(arguments));
    }

    /** What one round came to. */
    private record Round(double seconds, double cpuSeconds) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            out.println("1 to " + MOST_ROUNDS + " rounds");
            return CommandLine.ExitCode.USAGE;
        }
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "timers");
        try {
            List<Round> duban = run(Kind.DUBAN, directory.resolve("duban"), due);
            List<Round> merged = run(Kind.DUBAN, directory.resolve("merged"), Office.UNITS);
            List<Round> asItComes = run(Kind.FLOWABLE, directory.resolve("flowable"), 0);
            List<Round> flowable = run(Kind.FLOWABLE, directory.resolve("tuned"), 1);
            board.compare(
                    "reminders fired and delivered a second",
                    "%,.0f",
                    perSecond(duban),
                    perSecond(flowable),
                    Goal.timesMore(50));
            board.compare(
                    "the same, Flowable's executor as it comes",
                    "%,.0f",
                    perSecond(duban),
                    perSecond(asItComes),
                    Goal.timesMore(50));
            board.compare(
                    "CPU a reminder, µs",
                    "%,.0f",
                    median(duban, Round::cpuSeconds) / due * 1e6,
                    median(flowable, Round::cpuSeconds) / due * 1e6,
                    Goal.NONE);
            board.alone(
                    "the same to " + Office.UNITS + " people, merged in digests",
                    "%,.0f",
                    perSecond(merged),
                    Goal.NONE);
        } finally {
            delete(directory);
        }
        out.println();
        board.print(out);
        return CommandLine.ExitCode.OK;
    }

    private double perSecond(List<Round> measured) {
        return due / median(measured, Round::seconds);
    }

    private List<Round> run(Kind kind, Path directory, int n) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Process process = PeerProcess.java(
                PeerProcess.JVM_FLAGS,
                TimersPeer.class,
                kind.name(),
                directory.toString(),
                Integer.toString(open),
                Integer.toString(due),
                Integer.toString(rounds),
                Integer.toString(n));
        List<Round> measured = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.println(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] figures = line.split(" ");
                Round round = new Round(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
                out.printf(
                        "  %s: %,d of %,d in %.2f s, %.2f s CPU%n",
                        kind.title(), due, open, round.seconds(), round.cpuSeconds());
                measured.add(round);
            }
        }
        if (process.waitFor() != 0 || measured.size() != rounds) {
            throw new IllegalStateException(kind.title() + " did not finish");
        }
        return measured;
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
