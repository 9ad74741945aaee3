package org.duban.spi.health;

import java.util.List;
import org.duban.api.health.Finding;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says how a part is. Every service of this type is asked for each report.
 *
 * <p>What an implementer owes: thread-safe; an answer within a second, from what it knows already. A check that throws or doesn't
 * answer is itself reported as failed; the others are not harmed.
 */
@ConsumerType
public interface HealthCheck {

    /** What it finds, good and bad; the same subjects each time. */
    List<Finding> check();
}
