package org.duban.api.ledger;

import java.time.LocalDate;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;

/**
 * Where a matter stands in the statistics: exactly one of these, so that they add up (issued 1619 = done 414 + in clearance 332 + on
 * schedule 873).
 */
public enum Progress {
    /** 完成: cleared (销号) and not taken up again (续办) since. */
    DONE("完成"),
    /** 进入销号程序: the lead has finished, not yet cleared. */
    IN_CLEARANCE("进入销号程序"),
    /** 按期推进: open, its due date not passed or none set yet. */
    ON_SCHEDULE("按期推进"),
    /** 逾期: open, its due date passed. */
    OVERDUE("逾期"),
    /** 中止: the lead's clock is stopped. */
    SUSPENDED("中止"),
    /** 终结: declined, withdrawn, merged, split, terminated, or archived without being cleared. */
    ENDED("终结");

    private final String zh;

    Progress(String zh) {
        this.zh = zh;
    }

    /**
     * Where a matter stands on a day; pure.
     *
     * @param day a due date before it has passed
     */
    public static Progress of(Matter matter, LocalDate day) {
        boolean goesOn = matter.standing() == Standing.OPEN || matter.standing() == Standing.ARCHIVED;
        // A leader who instructs again takes a cleared matter up again, before the next round is assigned.
        boolean takenUpAgain = matter.stage() == Stage.CONTINUATION;
        if (!goesOn) {
            return ENDED;
        }
        if (matter.cleared() && !takenUpAgain) {
            return DONE;
        }
        if (matter.standing() == Standing.ARCHIVED && !takenUpAgain) {
            return ENDED;
        }
        Obligation lead = takenUpAgain ? null : matter.lead().orElse(null);
        if (lead == null) {
            return ON_SCHEDULE;
        }
        if (lead.state() == Obligation.State.FINISHED) {
            return IN_CLEARANCE;
        }
        if (lead.stopped() != null) {
            return SUSPENDED;
        }
        return lead.due().date().isBefore(day) ? OVERDUE : ON_SCHEDULE;
    }

    /** The progress in Chinese. */
    public String zh() {
        return zh;
    }
}
