package org.duban.spi.paper;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes laid-out pages in one format. A service; each one there is asked when a paper is issued, so its format is frozen with the others.
 *
 * <p>What an implementer owes: {@link #render} is thread-safe, draws every mark where it says and lays out nothing anew, so that all
 * formats show the same pages; throws when it can't, and the paper isn't issued then. Formats differ from each other and from {@code docx}
 * and {@code pdf}.
 */
@ConsumerType
public interface PaperRenderer {

    /** The file extension, without a dot, lower case: {@code ofd}. */
    String format();

    /** {@code application/ofd}. */
    String mediaType();

    /**
     * Writes a document.
     *
     * @param out not closed
     */
    void render(Pages pages, OutputStream out) throws IOException;
}
