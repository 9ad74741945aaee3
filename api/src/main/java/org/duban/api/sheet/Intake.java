package org.duban.api.sheet;

import java.io.InputStream;
import java.io.OutputStream;
import org.duban.api.matter.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes in responsibility lists (责任清单) and messages (留言) as offices send them: .xlsx and .csv. Thread-safe. Needs {@link
 * org.duban.api.access.Right#IMPORT_MATTERS}; what is registered is registered by the actor, who must be allowed to.
 *
 * <p>The same file is handed in twice: to look at, and to carry out. Nothing is kept in between. Columns are found by their heads; which
 * names a head may have, which words are dates and how units are separated is data ({@code intake.json}).
 *
 * <p>A file is never trusted: formulas are not computed (the value they had when the file was saved counts, and is remarked upon),
 * macros, links and external data are not looked at. Each method throws {@link org.duban.api.DubanException} with {@code SHEET_REFUSED}
 * for a file that isn't what its name says, is encrypted, too large, packed suspiciously or damaged; {@code ACCESS_DENIED}; {@code
 * FORM_TYPE_UNKNOWN}, {@code INVALID_FIELD} for options that can't be used.
 */
@ProviderType
public interface Intake {

    /**
     * Says what would happen. Changes nothing.
     *
     * @param fileName the name the file had, with its extension
     * @param content the file; read to its end, not closed
     */
    IntakePreview preview(Actor actor, String fileName, InputStream content, IntakeOptions options);

    /**
     * Registers what the preview says, each row with its proposal. A row is known again by what it says: a row that was registered
     * before, from this file or another, by anybody, is not registered again. When this is interrupted or ended by {@code progress}
     * ({@code CANCELLED}), the rows before are registered, and the same call does the rest.
     *
     * @param digest {@link IntakePreview#digest()} of the file that was looked at; another file is refused with {@code
     *     VERSION_CONFLICT}
     * @param choice what to do when some rows have faults
     */
    IntakeResult apply(
            Actor actor,
            String fileName,
            InputStream content,
            IntakeOptions options,
            String digest,
            Choice choice,
            SheetProgress progress);

    /**
     * Writes a copy to be sent back: values as they were at their places, faulty cells red with a comment that says what is wrong and
     * what would be right, and one more column that says it for each row. Formats, formulas and pictures of the original are not in it.
     *
     * @param out an .xlsx, also for a .csv; not closed
     */
    IntakePreview annotated(Actor actor, String fileName, InputStream content, IntakeOptions options, OutputStream out);

    /** What to do when some rows have faults. */
    enum Choice {
        /** Nothing at all is registered then. */
        ALL_OR_NOTHING,
        /** The good rows are registered. */
        GOOD_ROWS
    }
}
