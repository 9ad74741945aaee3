package org.duban.api.search;

import java.time.Instant;
import java.util.Objects;

/**
 * A text about a matter in which something was found.
 *
 * @param kind what it is
 * @param version version of the matter's event that wrote it, as in {@link org.duban.api.matter.Matters#history}
 * @param at when it was written
 * @param by id of the person who wrote it
 * @param snippet the best part of it
 */
public record Passage(TextKind kind, long version, Instant at, String by, Snippet snippet) {
    public Passage {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(snippet, "snippet");
    }
}
