package org.duban.spi.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Looks at a file before it is kept: a virus scanner, a check of contents. A service; each one there is asked, and one objection is enough.
 *
 * <p>What an implementer owes: thread-safe; up to four calls at a time; an answer within the time limit of {@code files.json}. A call that takes
 * longer is interrupted. One that throws, answers null or doesn't answer hasn't scanned: the file is then refused, or by the
 * district's decision taken in and noted.
 */
@ConsumerType
public interface FileScan {

    /** Looks at a file. */
    Verdict scan(Scanned file) throws Exception;

    /**
     * A file to be looked at.
     *
     * @param name what people call it
     * @param mediaType what its content is
     * @param size in bytes
     * @param sha256 of its content, lower-case hex
     * @param content its bytes; only during the call
     */
    record Scanned(String name, String mediaType, long size, String sha256, Content content) {
        public Scanned {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(sha256, "sha256");
            Objects.requireNonNull(content, "content");
        }
    }

    /** Gives a file's bytes. */
    @FunctionalInterface
    interface Content {
        /** A new stream over them; closed by the caller. */
        InputStream open() throws IOException;
    }

    /**
     * What came of it.
     *
     * @param clean whether it may be kept
     * @param reason in Chinese, for whoever sent it: what was found; empty when it is clean
     */
    record Verdict(boolean clean, String reason) {

        /** Nothing was found. */
        public static final Verdict CLEAN = new Verdict(true, "");

        public Verdict {
            Objects.requireNonNull(reason, "reason");
        }

        /** It must not be kept. */
        public static Verdict refused(String reason) {
            return new Verdict(false, reason);
        }
    }
}
