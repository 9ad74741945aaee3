package org.duban.api.notice;

import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where Duban's other parts, and hosts, hand in notices of their own. Thread-safe.
 */
@ProviderType
public interface NoticeDesk {

    /**
     * Raises a notice: it is held, merged and delivered like any other. Durable when this returns.
     *
     * @param key names it for ever, 1 to 200 characters; a key that was used already does nothing
     * @param person id of the recipient
     * @param kind why
     * @param matter the matter it is about; null when it is about something else, an inspection
     * @param title one line
     * @param text plain text
     * @return whether it is new
     * @throws org.duban.api.DubanException {@code MISSING_FIELD}, {@code INVALID_FIELD}, {@code STOPPED}
     */
    boolean raise(String key, String person, NoticeKind kind, @Nullable MatterId matter, String title, String text);
}
