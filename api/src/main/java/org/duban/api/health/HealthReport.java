package org.duban.api.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How everything was at one moment.
 *
 * @param at when it was looked at
 * @param findings by subject
 */
public record HealthReport(Instant at, List<Finding> findings) {

    public HealthReport {
        Objects.requireNonNull(at, "at");
        findings =
                findings.stream().sorted(Comparator.comparing(Finding::subject)).toList();
    }

    /** The worst status found; {@link Finding.Status#OK} when nothing was. */
    public Finding.Status status() {
        return findings.stream()
                .map(Finding::status)
                .max(Comparator.naturalOrder())
                .orElse(Finding.Status.OK);
    }
}
