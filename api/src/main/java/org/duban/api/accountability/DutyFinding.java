package org.duban.api.accountability;

import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * A supervising duty that had fallen due, and whether it was done: shown by one event, or by the gap between two. Days are the office's.
 *
 * @param matter the matter
 * @param obligation number of the obligation it was about; 0: the whole matter
 * @param rule id of the rule in {@code accountability.json}
 * @param name the duty in Chinese: 到期催办
 * @param officer id of the officer in charge when the duty fell due; empty when nobody was
 * @param kept whether it was done in time, by whomever of the office
 * @param from the day it began: of the event it follows from, or of the due date that was missed
 * @param fromVersion version of that event, or of the one that set the due date
 * @param limit the last day on which it was in time
 * @param doneOn when it was done, in time or late; null: not by the day of the review
 * @param doneVersion version of the event by which it was done; 0 when it wasn't
 * @param daysLate working days between limit and done, or the review; 0 when it was kept
 * @param zh all of it in one sentence
 */
public record DutyFinding(
        MatterId matter,
        int obligation,
        String rule,
        String name,
        String officer,
        boolean kept,
        LocalDate from,
        long fromVersion,
        LocalDate limit,
        @Nullable LocalDate doneOn,
        long doneVersion,
        int daysLate,
        String zh) {

    public DutyFinding {
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(officer, "officer");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(zh, "zh");
    }
}
