package org.duban.api.search;

import java.util.List;
import org.duban.api.matter.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Standing queries. Thread-safe. Durable when a method returns.
 *
 * <p>A new text that fits raises a notice ({@link org.duban.api.notice.NoticeKind#WATCH}) to the watch's owner within seconds, if the
 * owner may see the matter then, and unless the owner wrote it. Several texts of one matter that come together raise one notice.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN} and {@code STOPPED} as everywhere.
 */
@ProviderType
public interface Watches {

    /** The most watches one person may have. */
    int MAX_PER_PERSON = 100;

    /**
     * Sets a new watch.
     *
     * @param name 1 to 50 characters
     * @param text what is looked for, as in the search box; must look for something ({@code INVALID_FIELD} otherwise), at most 500
     *     characters
     * @throws org.duban.api.DubanException {@code INVALID_FIELD}, {@code MISSING_FIELD}; {@code NOT_NOW} when the actor has {@link
     *     #MAX_PER_PERSON}
     */
    Watch set(Actor actor, String name, String text);

    /** Changes name and text; {@code WATCH_NOT_FOUND} when it isn't there or isn't the actor's. */
    Watch change(Actor actor, String id, String name, String text);

    /** Ends a watch; {@code WATCH_NOT_FOUND} as above. */
    void remove(Actor actor, String id);

    /** The actor's watches, the newest first. */
    List<Watch> mine(Actor actor);
}
