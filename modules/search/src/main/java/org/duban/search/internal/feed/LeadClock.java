package org.duban.search.internal.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.duban.api.journal.Event;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Standing;
import org.duban.spi.search.MatterText.Clock;
import org.jspecify.annotations.Nullable;

/** The lead's clock through a matter's history: since when it runs, to which due date, and since when it doesn't. Pure. */
final class LeadClock {

    /** What changes no clock: for these the history needn't be replayed. */
    private static final Set<Class<? extends Event>> QUIET = Set.of(
            Amended.class,
            Proposed.class,
            Submitted.class,
            Approved.class,
            SentBack.class,
            Entrusted.class,
            Acknowledged.class,
            Delegated.class,
            Disputed.class,
            ExtensionRequested.class,
            Reminded.class,
            Escalated.class,
            ProgressReported.class,
            VerificationStarted.class,
            Checked.class,
            ReplyPublished.class,
            Presented.class,
            PaperIssued.class,
            Absorbed.class,
            BrokenDown.class,
            BroughtIn.class,
            ObjectionRaised.class,
            ObjectionDecided.class);

    private LeadClock() {}

    /**
     * The clock from the registration on; an entry for each change. An instant sees what happened up to it: where the host's clock was set
     * back, what happened then counts from the latest instant before.
     *
     * @param history from the first event on
     * @param replay what a beginning of it makes of the matter
     */
    static List<Clock> of(List<Recorded> history, Function<List<Recorded>, Matter> replay) {
        List<Clock> clocks = new ArrayList<>();
        Instant from = history.get(0).at();
        clocks.add(new Clock(from, null));
        for (int i = 0; i < history.size(); i++) {
            Recorded recorded = history.get(i);
            from = recorded.at().isAfter(from) ? recorded.at() : from;
            if (!QUIET.contains(recorded.event().getClass())) {
                add(clocks, new Clock(from, runningTo(replay.apply(history.subList(0, i + 1)))));
            }
        }
        return clocks;
    }

    private static void add(List<Clock> clocks, Clock next) {
        int last = clocks.size() - 1;
        // Of what happens within a millisecond only the outcome was ever so.
        if (clocks.get(last).from().equals(next.from())) {
            clocks.remove(last);
            last--;
        }
        if (last < 0 || !Objects.equals(clocks.get(last).dueOn(), next.dueOn())) {
            clocks.add(next);
        }
    }

    private static @Nullable LocalDate runningTo(Matter matter) {
        return matter.standing() != Standing.OPEN
                ? null
                : matter.lead()
                        .filter(Obligation::running)
                        .map(lead -> lead.due().date())
                        .orElse(null);
    }
}
