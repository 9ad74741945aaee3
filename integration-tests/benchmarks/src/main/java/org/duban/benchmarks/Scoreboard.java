package org.duban.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table at the end: each figure of both, how many times better Duban's is, and whether that is the goal. */
final class Scoreboard {

    private final List<String> lines = new ArrayList<>();

    Scoreboard() {
        line("", Peer.Kind.DUBAN.title(), Peer.Kind.FLOWABLE.title(), "better", "goal");
    }

    /** A figure of both. */
    void compare(String what, String format, double duban, double flowable, Goal goal) {
        line(
                what,
                text(format, duban),
                text(format, flowable),
                text("%,.1f ×", goal.ratio(duban, flowable)),
                goal.verdict(duban, flowable));
    }

    /** A figure of Duban alone. */
    void alone(String what, String format, double duban, Goal goal) {
        line(what, text(format, duban), "", "", goal.verdict(duban, Double.NaN));
    }

    void print(PrintStream out) {
        lines.forEach(out::println);
    }

    private void line(String what, String duban, String flowable, String better, String verdict) {
        lines.add(String.format(Locale.ROOT, "%-46s %10s %10s %10s   %s", what, duban, flowable, better, verdict)
                .stripTrailing());
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
