package org.duban.spi.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps contents by what they are: the SHA-256 of a content is its name, so the same one is there once. Duban comes with one on disk; a
 * service with a higher {@code service.ranking} takes its place.
 *
 * <p>What an implementer owes: thread-safe; what {@link Incoming#keep} has returned from survives {@code kill -9} and a loss of power; nobody
 * ever sees half a content; nothing is given up by itself.
 */
@ConsumerType
public interface FileStore {

    /** What a name looks like: the lower-case hex digits of a SHA-256. */
    Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * A content that is kept.
     *
     * @param sha256 its name
     * @param size in bytes
     * @param keptAt when it was last kept: keeping what is there already counts anew
     */
    record Kept(String sha256, long size, Instant keptAt) {
        public Kept {
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("a content's name is 64 lower-case hex digits: " + sha256);
            }
            Objects.requireNonNull(keptAt, "keptAt");
        }
    }

    /** A content that was received and isn't kept yet; closing it without keeping it leaves nothing. For one thread. */
    interface Incoming extends AutoCloseable {

        /** Of what was received. */
        String sha256();

        /** How much was received. */
        long size();

        /** Reads what was received; closed by the caller. */
        InputStream open() throws IOException;

        /** Keeps it, durable when it returns. Once. */
        Kept keep() throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Takes in a content without keeping it.
     *
     * @param content read to its end, or until more than {@code atMost} bytes have come; not closed
     * @param atMost a size; {@link Incoming#size} is greater when the content is
     */
    Incoming receive(InputStream content, long atMost) throws IOException;

    /** What is kept under a name. */
    Optional<Kept> find(String sha256) throws IOException;

    /**
     * Reads a content.
     *
     * @return closed by the caller
     * @throws java.nio.file.NoSuchFileException when there is none of that name
     */
    InputStream open(String sha256) throws IOException;

    /** Calls back with everything that is kept, in any order; what is kept or deleted meanwhile may be among it or not. */
    void list(Consumer<Kept> each) throws IOException;

    /** Some content, another one each time, for looking at samples; empty when there is none or this store doesn't do that. */
    default Optional<Kept> sample() throws IOException {
        return Optional.empty();
    }

    /**
     * Deletes a content, unless it was kept at or after an instant: then somebody is about to name it.
     *
     * @return whether it is gone; true when it wasn't there
     */
    boolean delete(String sha256, Instant unlessKeptSince) throws IOException;

    /** Keeps a content, whatever it is. */
    default Kept put(InputStream content) throws IOException {
        try (Incoming incoming = receive(content, Long.MAX_VALUE)) {
            return incoming.keep();
        }
    }
}
