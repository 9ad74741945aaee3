package org.duban.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** One side of {@link Timers}, in a JVM of its own. */
interface TimersPeer extends AutoCloseable {

    /** What it is and how it is set up. */
    String describe();

    /**
     * Makes open matters, none of them due.
     *
     * @param open how many that are never due
     * @param due how many that become due in each round
     * @param rounds how many rounds
     */
    void fill(int open, int due, int rounds);

    /** Lets a round's timers become due and waits until each has fired, durably. {@code round} is from 1. */
    void fire(int round);

    /** CPU of this peer's other processes. */
    long otherCpuNanos();

    @Override
    void close();

    /** {@code KIND DIRECTORY OPEN DUE ROUNDS N}, N being Duban's recipients, and for Flowable 1 if it is tuned: prints a line for each round, {@code seconds cpu-seconds}, after one that describes. */
    static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Path directory = Path.of(arguments[1]);
        int due = Integer.parseInt(arguments[3]);
        int rounds = Integer.parseInt(arguments[4]);
        try (TimersPeer peer = Peer.Kind.valueOf(arguments[0]) == Peer.Kind.DUBAN
                ? new DubanTimers(directory, Integer.parseInt(arguments[5]))
                : new FlowableTimers(directory, Integer.parseInt(arguments[5]) > 0)) {
            out.println(peer.describe());
            peer.fill(Integer.parseInt(arguments[2]), due, rounds);
            for (int round = 1; round <= rounds; round++) {
                long cpu = Cpu.ofThisJvm() + peer.otherCpuNanos();
                long begun = System.nanoTime();
                peer.fire(round);
                double seconds = (System.nanoTime() - begun) / 1e9;
                double cpuSeconds = (Cpu.ofThisJvm() + peer.otherCpuNanos() - cpu) / 1e9;
                out.println(String.format(Locale.ROOT, "%.4f %.4f", seconds, cpuSeconds));
            }
        }
    }
}
