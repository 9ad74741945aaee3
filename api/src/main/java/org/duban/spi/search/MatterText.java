package org.duban.spi.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.api.access.Visibility;
import org.duban.api.matter.MatterId;
import org.duban.api.search.TextKind;
import org.jspecify.annotations.Nullable;

/**
 * A matter as it is indexed. An index gives it back as it was put.
 *
 * @param id the matter
 * @param version its version
 * @param keys what can be filtered and counted by, exactly: names of {@link org.duban.api.search.Facet} (but {@code LIGHT}), {@code
 *     FORM_VERSION}, and JSON pointers of the form's filters; an empty text stands for "none"
 * @param receivedOn day of receipt
 * @param dueOn due date of the lead's obligation; null before assignment
 * @param changedAt last event
 * @param clock the lead's clock from the registration to now, in order of time; the last says how it is
 * @param access what access depends on, by attribute; attributes without a value are left out
 * @param texts everything written, in the order of the events; the title first
 */
public record MatterText(
        MatterId id,
        long version,
        Map<String, Set<String>> keys,
        LocalDate receivedOn,
        @Nullable LocalDate dueOn,
        Instant changedAt,
        List<Clock> clock,
        Map<Visibility.Attribute, Set<String>> access,
        List<Text> texts) {

    /** Key of the version of the form type. */
    public static final String FORM_VERSION = "FORM_VERSION";

    public MatterText {
        Objects.requireNonNull(id, "id");
        keys = Map.copyOf(keys);
        Objects.requireNonNull(receivedOn, "receivedOn");
        Objects.requireNonNull(changedAt, "changedAt");
        clock = List.copyOf(clock);
        access = Map.copyOf(access);
        texts = List.copyOf(texts);
    }

    /** The values of a key; empty when it has none. */
    public Set<String> key(String name) {
        return keys.getOrDefault(name, Set.of());
    }

    /** The due date a running clock counts to, now; null when none runs. */
    public @Nullable LocalDate runningTo() {
        return clock.isEmpty() ? null : clock.get(clock.size() - 1).dueOn();
    }

    /**
     * The lead's clock from an instant on.
     *
     * @param from since when
     * @param dueOn what it counts to; null: it doesn't run
     */
    public record Clock(Instant from, @Nullable LocalDate dueOn) {
        public Clock {
            Objects.requireNonNull(from, "from");
        }
    }

    /**
     * A text.
     *
     * @param kind what it is
     * @param version version of the event that wrote it
     * @param at when
     * @param by id of the person
     * @param text as it was written; not empty
     */
    public record Text(TextKind kind, long version, Instant at, String by, String text) {
        public Text {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(text, "text");
        }
    }
}
