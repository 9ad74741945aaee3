package org.duban.demo;

import java.time.Instant;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent.Archived;
import org.duban.api.matter.MatterEvent.Cleared;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.Registered;

/** Shows how the time goes by: a line for each period, with what the journal got in it. Not thread-safe. */
final class Chronicle implements DoubleConsumer {

    private final Screen screen;
    private final Journal journal;
    private final Supplier<Instant> clock;
    private final Function<Instant, String> period;
    private String current = "";
    private double share;
    private long position;

    /** @param period name of the period an instant belongs to: a month, a year */
    Chronicle(Screen screen, Journal journal, Supplier<Instant> clock, Function<Instant, String> period) {
        this.screen = screen;
        this.journal = journal;
        this.clock = clock;
        this.period = period;
    }

    @Override
    public void accept(double done) {
        String now = period.apply(clock.get());
        if (!now.equals(current)) {
            close();
            current = now;
        }
        share = done;
    }

    /** Shows the period that is not over yet. */
    void close() {
        if (current.isEmpty()) {
            return;
        }
        long registered = 0;
        long finished = 0;
        long cleared = 0;
        long archived = 0;
        long events = 0;
        for (Recorded recorded : new Feed(journal, position)) {
            position = recorded.position();
            events++;
            registered += recorded.event() instanceof Registered ? 1 : 0;
            finished += recorded.event() instanceof Finished f && f.next() != null ? 1 : 0;
            cleared += recorded.event() instanceof Cleared ? 1 : 0;
            archived += recorded.event() instanceof Archived ? 1 : 0;
        }
        screen.line("%s  %s  立项 %s  办结 %s  销号 %s  归档 %s  事件 %s"
                .formatted(
                        Screen.right(current, 6),
                        Screen.bar(share),
                        number(registered),
                        number(finished),
                        number(cleared),
                        number(archived),
                        number(events)));
    }

    private static String number(long n) {
        return Screen.right("%,d".formatted(n), 6);
    }
}
