package org.duban.api.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was done about the results of a period, in order.
 *
 * @param period which
 * @param announcements by number
 * @param objections by number
 * @param publications by number; the last one stands
 */
public record ResultFile(
        ResultPeriod period,
        List<Announcement> announcements,
        List<ResultObjection> objections,
        List<Publication> publications) {

    public ResultFile {
        Objects.requireNonNull(period, "period");
        announcements = List.copyOf(announcements);
        objections = List.copyOf(objections);
        publications = List.copyOf(publications);
    }

    /** The last announcement. */
    public Optional<Announcement> announced() {
        return announcements.stream().reduce((first, last) -> last);
    }

    /** The publication that stands. */
    public Optional<Publication> published() {
        return publications.stream().reduce((first, last) -> last);
    }

    /** 公示. */
    public record Announcement(
            int number, ResultTable table, String sha256, LocalDate objectUntil, String note, String by, Instant at) {}

    /**
     * 异议.
     *
     * @param excluded ids of those who may not decide it
     * @param upheld the decision; null while it is open
     * @param decision why; empty while it is open
     * @param decidedBy id of who decided; empty while it is open
     */
    public record ResultObjection(
            int number,
            int announcement,
            String unit,
            List<MatterId> matters,
            String reason,
            String by,
            Instant at,
            List<String> excluded,
            @Nullable Boolean upheld,
            String decision,
            String decidedBy) {
        public ResultObjection {
            matters = List.copyOf(matters);
            excluded = List.copyOf(excluded);
        }
    }

    /**
     * 公布.
     *
     * @param table the rows the actor may see
     * @param sha256 of the whole table
     * @param intact whether all the rows are those that were sealed
     */
    public record Publication(
            int number,
            int announcement,
            ResultTable table,
            String sha256,
            boolean intact,
            String note,
            String by,
            Instant at) {}
}
