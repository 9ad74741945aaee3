package org.duban.api.journal;

import javax.sql.DataSource;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Databases for readers of the feed that keep what they know beside the journal: on the same engine, apart from it, so that no
 * reader slows a command. Registered together with {@link Journal}. Thread-safe.
 */
@ProviderType
public interface Stores {

    /**
     * One reader's database, created when missing. Durable like the journal: what is committed survives {@code kill -9}. SQL in it stays
     * inside what SQLite and PostgreSQL both speak. On SQLite it is the file {@code <name>.db} in the data directory; one connection
     * writes at a time, others wait up to some seconds.
     *
     * @param name lower-case letters, {@code notice}; one reader a name
     * @return connections that are kept open between uses; closed with the journal
     * @throws org.duban.api.DubanException {@code DATA_DIRECTORY_UNUSABLE}, {@code JOURNAL_DAMAGED} when the file isn't a database
     */
    DataSource open(String name);
}
