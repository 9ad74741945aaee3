package org.duban.spi.search;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps indexes. Duban brings one on Lucene, below its data directory; a service of higher ranking replaces it.
 *
 * <p>What an implementer owes: what an index holds can always be computed anew from the journal, so it may lose what wasn't committed,
 * and must never pretend to hold what it lost. Every failure is a {@link org.duban.api.DubanException}: {@code INDEX_DAMAGED} when an
 * index can't be read or is of another version, and only building it anew helps; {@code INDEX_UNAVAILABLE} when trying again may help
 * (disk full, a server that doesn't answer).
 */
@ConsumerType
public interface SearchEngine {

    /** Its name, {@code lucene}. */
    String name();

    /** The generations there are, the oldest first. A generation is an index of its own; a rebuild fills a new one. */
    List<String> generations();

    /**
     * Opens an index for writing and searching; one opener at a time.
     *
     * @param generation lower-case letters and digits; created when it isn't there
     */
    SearchIndex open(String generation);

    /** Deletes a closed index; nothing happens when it isn't there. */
    void drop(String generation);
}
