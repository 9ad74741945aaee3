package org.duban.api.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Method;
import org.jspecify.annotations.Nullable;

/**
 * A visit or desk check made for an inspection (走访、检查).
 *
 * @param method how; one of the plan's
 * @param from when it began
 * @param to when it ended
 * @param place where; may be empty for a desk check
 * @param area code of the area; null when it has none or lies in several
 * @param people who inspected: ids of persons, or names of those who aren't in the directory (invited deputies, experts)
 * @param units ids of the units looked at, all among the plan's objects
 * @param checked ids of what was looked at, of the sample for instance; may be empty
 * @param text what was seen
 * @param evidence photographs and papers, with their hashes
 */
public record Visit(
        Method method,
        Instant from,
        Instant to,
        String place,
        @Nullable String area,
        List<String> people,
        List<String> units,
        List<String> checked,
        String text,
        List<Attachment> evidence) {

    public Visit {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(text, "text");
        people = List.copyOf(people);
        units = List.copyOf(units);
        checked = List.copyOf(checked);
        evidence = List.copyOf(evidence);
    }
}
