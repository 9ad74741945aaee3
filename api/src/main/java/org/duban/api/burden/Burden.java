package org.duban.api.burden;

import org.duban.api.matter.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The office looks at itself: how much it asks of whom (减负). Counted from events, periodic reports owed and messages sent, never from
 * log-ins or clicks. Nothing of it is asked of a unit. Thread-safe.
 *
 * <p>Throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN}, {@code ACCESS_DENIED} and {@code STOPPED} as everywhere.
 */
@ProviderType
public interface Burden {

    /** All units the actor may see; {@code ACCESS_DENIED} when there can be none. */
    BurdenReport report(Actor actor, BurdenPeriod period);

    /** One unit; {@code UNIT_UNKNOWN}. */
    UnitBurden of(Actor actor, String unit, BurdenPeriod period);
}
