package org.duban.api.journal;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Opens the journal of a data directory; what a launcher calls before anything else can work. */
@ProviderType
public interface JournalFactory {

    /**
     * Opens or creates the journal below a directory and registers it as the service {@link Journal}. For readers that keep
     * tables in it, a read-only {@code javax.sql.DataSource} with the service property {@code duban.journal=reader} is registered
     * beside it.
     *
     * @param directory the data directory; created when missing
     * @return closing it withdraws the services, waits for the appends under way and releases the directory
     * @throws org.duban.api.DubanException {@code DATA_DIRECTORY_IN_USE}, {@code DATA_DIRECTORY_UNUSABLE}, {@code JOURNAL_NEWER},
     *     {@code JOURNAL_DAMAGED}; nothing was touched then
     */
    OpenJournal open(Path directory);

    /** An open journal. */
    @ProviderType
    interface OpenJournal extends AutoCloseable {
        /** The journal. */
        Journal journal();

        @Override
        void close();
    }
}
