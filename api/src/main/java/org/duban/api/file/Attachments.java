package org.duban.api.file;

import java.io.InputStream;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The files that matters, inspections and papers name: kept once by content, never changed. Thread-safe.
 *
 * <p>A file is durable when {@link #store} returns; the command that names it comes after. So nothing acknowledged is lost by {@code kill
 * -9} in between, at worst a file is there that nobody names.
 */
@ProviderType
public interface Attachments {

    /**
     * What {@link Attachment#location()} begins with when the file is kept here; the SHA-256 follows. Whatever text of an event has this and a
     * SHA-256 in it names that file: forms name their attachments so.
     */
    String SCHEME = "duban:";

    /**
     * Takes in a file: hashed as it streams, typed by its content, checked against the limits and by whatever scans there are.
     *
     * @param name for people; only its last part counts. What kind of file it is, its content says alone; an ending that promises another kind
     *     is refused
     * @param content read to its end, not closed
     * @throws org.duban.api.DubanException {@code FILE_REFUSED} when it is too large, of a kind that isn't allowed, or a scan objects;
     *     {@code ACCESS_DENIED}, {@code PERSON_UNKNOWN}; {@code DATA_DIRECTORY_UNUSABLE} when it can't be written. Nothing is kept then
     */
    Attachment store(Actor actor, String name, InputStream content);

    /**
     * The content of a file that is kept here. Whoever shows it to somebody has asked before whether they may see what names it.
     *
     * @return to be closed by the caller; reading it to the end fails with {@link java.io.IOException} when the content isn't what its
     *     hash says
     * @throws org.duban.api.DubanException {@code FILE_NOT_FOUND}
     */
    InputStream open(Attachment attachment);
}
