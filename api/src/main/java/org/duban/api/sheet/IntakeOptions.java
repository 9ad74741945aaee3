package org.duban.api.sheet;

import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * What the person says about a file that the file itself may not say.
 *
 * @param kind which kind of list it is, an id of {@code intake.json}: {@code key-task}, {@code message}; empty: found by its heads
 * @param source the document the list comes from, where rows name none; empty: the title above the head, else the file's name
 * @param line the line for rows that name none; null: the kind's
 * @param year the year of dates without one; 0: a year in the title above the head or in the file's name
 * @param receivedOn day of receipt for rows that name none; null: the day of registration
 */
public record IntakeOptions(
        String kind,
        String source,
        @Nullable Line line,
        int year,
        @Nullable LocalDate receivedOn) {

    /** Everything from the file. */
    public static final IntakeOptions NONE = new IntakeOptions("", "", null, 0, null);

    public IntakeOptions {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(source, "source");
    }

    /** Everything from the file, which is of this kind. */
    public static IntakeOptions of(String kind) {
        return new IntakeOptions(kind, "", null, 0, null);
    }
}
