package org.duban.evaluation.internal.score;

import java.time.LocalDate;
import org.duban.api.matter.MatterId;

/**
 * A later matter was registered as the recurrence of an earlier one.
 *
 * @param version version of the later matter's event that says so
 * @param on its day
 */
public record Recurrence(MatterId later, MatterId earlier, long version, LocalDate on) {}
