package org.duban.api.sheet;

import java.util.List;
import java.util.Objects;
import org.duban.api.Problem;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file.
 *
 * @param applied false when faults kept everything from being registered ({@link Intake.Choice#ALL_OR_NOTHING})
 * @param rows one for each row of the preview, in its order
 */
public record IntakeResult(boolean applied, List<Row> rows) {
    public IntakeResult {
        rows = List.copyOf(rows);
    }

    /** How many rows came to this. */
    public long count(Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    /**
     * What became of a row.
     *
     * @param row what the preview said of it
     * @param outcome what became of it
     * @param matter the matter it is now, or was before; null when there is none or somebody else registered it
     * @param number the matter's number; empty when {@code matter} is null
     * @param problems why it was refused, or why its units could not be proposed; empty otherwise
     */
    public record Row(
            IntakePreview.Row row,
            Outcome outcome,
            @Nullable MatterId matter,
            String number,
            List<Problem> problems) {
        public Row {
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(outcome, "outcome");
            problems = List.copyOf(problems);
        }
    }

    /** What becomes of a row. */
    public enum Outcome {
        /** 已登记. */
        REGISTERED,
        /** 此前已登记: nothing was added. */
        KNOWN,
        /** 未登记: the preview had a fault in it, or it is no matter, or a fault elsewhere kept all from being registered. */
        LEFT_OUT,
        /** 被拒绝: it was refused when it was to be registered; the others went on. */
        REFUSED
    }
}
