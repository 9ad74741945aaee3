package org.duban.api.matter;

import java.time.LocalDate;
import org.duban.api.journal.Series;
import org.osgi.annotation.versioning.ProviderType;

/** How the office's papers are numbered: one series a kind and year, whoever takes from it. Thread-safe. */
@ProviderType
public interface PaperNumbering {

    /** Id of a kind's series in the journal. */
    static String seriesId(PaperKind kind) {
        return "paper/" + kind;
    }

    /** The series of a kind on a day, with the office's pattern. */
    Series series(PaperKind kind, LocalDate on);
}
