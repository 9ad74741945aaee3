package org.duban.ledger.internal;

import java.time.LocalDate;
import java.util.Set;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.jspecify.annotations.Nullable;

/** What of a matter's {@link Progress} doesn't depend on the day, and so can be stored. */
public enum Phase {
    /** On schedule or overdue, as the day asked for tells. */
    GOING_ON,
    SUSPENDED,
    IN_CLEARANCE,
    DONE,
    ENDED;

    private static final Set<Standing> GOES_ON = Set.of(Standing.OPEN, Standing.ARCHIVED);

    public static Phase of(Matter matter) {
        if (!GOES_ON.contains(matter.standing())) {
            return ENDED;
        }
        // A leader who instructs again takes a cleared matter up again, before the next round is assigned.
        if (matter.stage() == Stage.CONTINUATION) {
            return GOING_ON;
        }
        if (matter.cleared()) {
            return DONE;
        }
        if (matter.standing() == Standing.ARCHIVED) {
            return ENDED;
        }
        Obligation lead = matter.lead().orElse(null);
        if (lead == null) {
            return GOING_ON;
        }
        if (lead.state() == Obligation.State.FINISHED) {
            return IN_CLEARANCE;
        }
        return lead.stopped() != null ? SUSPENDED : GOING_ON;
    }

    /**
     * The progress on a day.
     *
     * @param dueOn due date of the lead's running clock; null when none runs
     */
    public Progress on(LocalDate day, @Nullable LocalDate dueOn) {
        return switch (this) {
            case GOING_ON -> dueOn != null && dueOn.isBefore(day) ? Progress.OVERDUE : Progress.ON_SCHEDULE;
            case SUSPENDED -> Progress.SUSPENDED;
            case IN_CLEARANCE -> Progress.IN_CLEARANCE;
            case DONE -> Progress.DONE;
            case ENDED -> Progress.ENDED;
        };
    }
}
