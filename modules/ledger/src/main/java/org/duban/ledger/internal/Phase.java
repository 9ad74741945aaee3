package org.duban.ledger.internal;

import java.time.LocalDate;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Matter;
import org.jspecify.annotations.Nullable;

/** What of a matter's {@link Progress} doesn't depend on the day, and so can be stored. */
public enum Phase {
    /** On schedule or overdue, as the day asked for tells. */
    GOING_ON,
    SUSPENDED,
    IN_CLEARANCE,
    DONE,
    ENDED;

    public static Phase of(Matter matter) {
        return switch (Progress.of(matter, LocalDate.MIN)) {
            case ON_SCHEDULE, OVERDUE -> GOING_ON;
            case SUSPENDED -> SUSPENDED;
            case IN_CLEARANCE -> IN_CLEARANCE;
            case DONE -> DONE;
            case ENDED -> ENDED;
        };
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
