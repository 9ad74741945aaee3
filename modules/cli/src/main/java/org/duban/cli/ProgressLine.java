package org.duban.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.duban.search.internal.feed.OfflineRebuild.Progress;
import picocli.CommandLine;

/** How far something long is: one line that changes on a terminal, else a line now and then. */
final class ProgressLine {

    private static final long OFTEN = Duration.ofMillis(500).toNanos();
    private static final long SELDOM = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private long shownNanos = System.nanoTime();
    private int wide;

    ProgressLine(PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
    }

    void show(Progress progress, Duration since) {
        long now = System.nanoTime();
        if (quiet || progress.done() == 0 || now - shownNanos < (terminal ? OFTEN : SELDOM)) {
            return;
        }
        shownNanos = now;
        String text = text(progress, since);
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, wide - Columns.width(text))));
            wide = Columns.width(text);
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Leaves what is on the terminal as it is. */
    void end() {
        if (wide > 0) {
            err.println();
            err.flush();
            wide = 0;
        }
    }

    static String text(Progress progress, Duration since) {
        double perSecond = progress.done() * 1000.0 / Math.max(1, since.toMillis());
        long left = Math.round((progress.total() - progress.done()) / perSecond);
        return "已完成 " + progress.done() + " / 约 " + progress.total() + " 件，每秒 " + Math.round(perSecond) + " 件，还需约 "
                + Durations.zh(Duration.ofSeconds(left));
    }
}
