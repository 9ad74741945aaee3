package org.duban.api.evaluation;

import java.time.LocalDate;
import java.util.List;
import org.duban.api.journal.Event;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterId;

/** What happened to the results of a period: announced, objected to, published. */
public sealed interface ResultEvent extends Event {

    /** The kind of a stream of results in the journal; its id is the period, {@code 2026} or {@code 2026-03}. */
    String STREAM = "result";

    /** The results of a period. */
    static StreamId stream(ResultPeriod period) {
        return new StreamId(STREAM, period.toString());
    }

    /**
     * 公示: the results as they are announced, whole.
     *
     * @param number the how manieth announcement of the period, from 1
     * @param ruleSet {@link ResultTable#ruleSet()}
     * @param sha256 {@link ResultTable#sha256()}
     * @param objectUntil the last day on which a unit may object
     */
    record ResultsAnnounced(
            int number, String ruleSet, List<ResultRow> rows, String sha256, LocalDate objectUntil, String note)
            implements ResultEvent {
        public ResultsAnnounced {
            rows = List.copyOf(rows);
        }
    }

    /**
     * 异议: a unit objects to an announcement.
     *
     * @param number within the period, from 1
     * @param announcement number of the announcement
     * @param matters the matters it is about; empty: the result as a whole
     * @param excluded ids of those who may not decide: who announced it, and who signed what it is about
     */
    record ResultObjectionRaised(
            int number, int announcement, String unit, List<MatterId> matters, String reason, List<String> excluded)
            implements ResultEvent {
        public ResultObjectionRaised {
            matters = List.copyOf(matters);
            excluded = List.copyOf(excluded);
        }
    }

    /** 异议处理: upheld or not, and why. */
    record ResultObjectionDecided(int number, boolean upheld, String reason) implements ResultEvent {}

    /**
     * 公布: the results of an announcement stand, sealed. A later one of the same period is a correction beside it.
     *
     * @param number the how manieth publication of the period, from 1
     * @param announcement number of the announcement it publishes
     */
    record ResultsPublished(
            int number, int announcement, String ruleSet, List<ResultRow> rows, String sha256, String note)
            implements ResultEvent {
        public ResultsPublished {
            rows = List.copyOf(rows);
        }
    }
}
