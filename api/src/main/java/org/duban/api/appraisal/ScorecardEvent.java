package org.duban.api.appraisal;

import java.math.BigDecimal;
import java.util.List;
import org.duban.api.journal.Event;

/** What happened to an officer's scorecard of a year; its stream is {@code scorecard/<year>-<officer>}. Who signed, and when, stand beside it. */
public sealed interface ScorecardEvent extends Event {

    /** Kind of a scorecard's stream in the journal. */
    String STREAM = "scorecard";

    /** Points for a part that is entered; a correction is another one. */
    record OfficerScored(String officer, int year, String part, BigDecimal points, String reason)
            implements ScorecardEvent {}

    /**
     * The whole card, signed; a correction is another one.
     *
     * @param rules version of the rules
     * @param parts every part, in the order of the rules
     * @param total their sum
     * @param reason why it is signed again; empty the first time
     */
    record ScorecardSigned(String officer, int year, int rules, List<SignedPart> parts, BigDecimal total, String reason)
            implements ScorecardEvent {
        public ScorecardSigned {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part as it was signed.
     *
     * @param part id of the part
     * @param name in Chinese
     * @param points points
     * @param max the most there can be
     * @param basis where the points come from, in Chinese
     */
    record SignedPart(String part, String name, BigDecimal points, BigDecimal max, String basis) {}
}
