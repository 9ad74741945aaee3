package org.duban.api.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.Actor;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The in-app inbox: what a host shows behind its bell. Everybody sees their own. Thread-safe; durable when a method returns.
 */
@ProviderType
public interface Inbox {

    /**
     * The newest first.
     *
     * @param unreadOnly only unread ones
     * @param before only those with a smaller {@link Entry#id()}; 0 for the newest
     * @param limit 1 to 200
     */
    List<Entry> list(Actor actor, boolean unreadOnly, long before, int limit);

    /** How many are unread; counted, not estimated. */
    int unread(Actor actor);

    /** Marks as read; what isn't the actor's or is read already is left alone. */
    void markRead(Actor actor, Collection<Long> ids);

    /** Marks all up to and including this id as read. */
    void markAllRead(Actor actor, long upTo);

    /**
     * An entry.
     *
     * @param id counts up
     * @param kind why
     * @param title one line
     * @param text plain text
     * @param items the matters it is about
     * @param at when it was raised
     * @param readAt when it was marked as read; null while unread
     */
    record Entry(
            long id,
            NoticeKind kind,
            String title,
            String text,
            List<NoticeItem> items,
            Instant at,
            @Nullable Instant readAt) {
        public Entry {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(text, "text");
            items = List.copyOf(items);
            Objects.requireNonNull(at, "at");
        }
    }
}
