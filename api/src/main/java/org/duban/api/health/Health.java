package org.duban.api.health;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether Duban is well: journal, disk, calendar coverage, feed lag of each reader, queues, channels, plugins. The same report is
 * kept as {@code status/health.json} in the data directory while Duban runs, for the command line. Thread-safe.
 */
@ProviderType
public interface Health {

    /** Looks at everything now; takes seconds at most. */
    HealthReport report();
}
