package org.duban.evaluation.internal.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.Level;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * All that any rule set looks at in a matter. The same for every rule set, so that another one is tried without reading histories again.
 *
 * @param matter the matter
 * @param number its number
 * @param formType id of its form type
 * @param receivedOn day of receipt
 * @param cleared whether it is cleared (销号) now
 * @param ended whether it ended without being cleared
 * @param officer id of the supervising officer; null when none
 * @param group supervision group; 0 when none
 * @param lead number of the lead obligation of the last round; 0 when there is none
 * @param parties the obligations, by number, without those relieved by a dispute
 * @param facts by day, then event
 * @param marks what levels signed, by level
 * @param nextDay the next day on which time alone may change the facts; null when it can't
 */
public record MatterFacts(
        MatterId matter,
        String number,
        String formType,
        LocalDate receivedOn,
        boolean cleared,
        boolean ended,
        @Nullable String officer,
        int group,
        int lead,
        List<Party> parties,
        List<Fact> facts,
        List<Mark> marks,
        @Nullable LocalDate nextDay) {

    public MatterFacts {
        parties = List.copyOf(parties);
        facts = List.copyOf(facts);
        marks = List.copyOf(marks);
    }

    /**
     * An obligation.
     *
     * @param leader id of the responsible leader; null when not named
     * @param finished whether the unit has finished it
     * @param late working days late in all
     * @param returns how often it was returned
     * @param extensions how many were granted
     */
    public record Party(
            int obligation,
            String unit,
            int round,
            boolean lead,
            @Nullable String leader,
            boolean finished,
            int late,
            int returns,
            int extensions) {}

    /**
     * What a level signed.
     *
     * @param quality as last corrected
     * @param firstOn the day it signed first
     * @param firstVersion version of that event in the evaluation's stream
     */
    public record Mark(Level level, BigDecimal quality, LocalDate firstOn, long firstVersion) {}
}
