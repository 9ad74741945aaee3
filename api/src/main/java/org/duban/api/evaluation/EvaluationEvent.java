package org.duban.api.evaluation;

import java.math.BigDecimal;
import org.duban.api.journal.Event;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterId;

/** What happened to the evaluation of a matter; who signed it and when stand beside it in {@link org.duban.api.journal.Recorded}. */
public sealed interface EvaluationEvent extends Event {

    /** The kind of an evaluation's stream in the journal; its id is the matter's. */
    String STREAM = "evaluation";

    /** The evaluation of a matter. */
    static StreamId stream(MatterId matter) {
        return new StreamId(STREAM, matter.value());
    }

    /**
     * 逐级评价: a level judged the quality.
     *
     * @param quality 0 to 100
     * @param ruleSet id of the rule set in force
     */
    record LevelScored(Level level, BigDecimal quality, String reason, String ruleSet, int ruleSetVersion)
            implements EvaluationEvent {}

    /** 更正: a level's judgement is another one from now on; the earlier ones stay readable. */
    record LevelCorrected(Level level, BigDecimal quality, String reason, String ruleSet, int ruleSetVersion)
            implements EvaluationEvent {}

    /**
     * 认定虚报: a report was found to be false.
     *
     * @param number within the matter, from 1
     * @param unit id of the unit that reported
     * @param report version of the matter's event that was false: a progress report or a completion
     */
    record FalseReportFound(int number, String unit, long report, String reason) implements EvaluationEvent {}

    /** 撤销认定: the finding doesn't stand. */
    record FalseReportWithdrawn(int number, String reason) implements EvaluationEvent {}
}
