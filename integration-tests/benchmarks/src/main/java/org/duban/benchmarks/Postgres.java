package org.duban.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL of one's own, with every promise of durability kept and room for a large database. */
final class Postgres {

    private static final String FOLDER = "postgres";

    private Postgres() {}

    /** Starts one that keeps its data below a directory. */
    static EmbeddedPostgres below(Path directory) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve(FOLDER))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start below " + directory, e);
        }
    }

    /** The process id of its first process, whose descendants are all the others. */
    static long postmaster(Path directory) {
        try {
            return Long.parseLong(Files.readAllLines(directory.resolve(FOLDER).resolve("postmaster.pid"))
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
