package org.duban.api.matter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.journal.Recorded;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The main service: registers matters, carries out commands, shows matters to those who may see them.
 *
 * <p>Thread-safe. When a method that changes something returns, {@code kill -9} loses nothing of it; when it throws, nothing has
 * changed. Two commands on one matter at the same time: both are decided, one after the other, each on what the first left.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN} when the directory doesn't know the actor,
 * {@code STOPPED} after the end, and those that read {@code MATTER_NOT_FOUND} for a matter that isn't there or that the actor may
 * not see.
 */
@ProviderType
public interface Matters {

    /**
     * Registers a matter (立项登记). It gets an id, a number and, if the routing table tells, nothing yet of an officer: that comes
     * with the proposal or the assignment, when the lead unit is known.
     *
     * @throws org.duban.api.DubanException {@code FORM_TYPE_UNKNOWN}, {@code MISSING_FIELD}, {@code INVALID_FIELD} (all mistakes at
     *     once, with JSON pointers into the form), {@code SECRECY_NOT_CLEARED}, {@code ACCESS_DENIED}
     */
    default Matter register(Actor actor, Draft draft) {
        return register(actor, draft, CommandOptions.NONE);
    }

    /** {@link #register(Actor, Draft)} with an idempotency key; an expected version is not possible here. */
    Matter register(Actor actor, Draft draft, CommandOptions options);

    /**
     * Carries out a command.
     *
     * @return the matter afterwards
     * @throws org.duban.api.DubanException {@code NOT_AT_THIS_STAGE}, {@code NOT_NOW}, {@code ACCESS_DENIED} (names the rules), {@code
     *     MISSING_FIELD}, {@code INVALID_FIELD}, {@code PART_NOT_FOUND}, {@code UNIT_UNKNOWN}, {@code VERSION_CONFLICT}, {@code
     *     KEY_REUSED}
     */
    default Matter execute(Actor actor, MatterId id, MatterCommand command) {
        return execute(actor, id, command, CommandOptions.NONE);
    }

    /** {@link #execute(Actor, MatterId, MatterCommand)} with an idempotency key or an expected version. */
    Matter execute(Actor actor, MatterId id, MatterCommand command, CommandOptions options);

    /** The matter as it is now. */
    Matter get(Actor actor, MatterId id);

    /** The matter as it was at an instant; empty when it wasn't registered yet. */
    Optional<Matter> asOf(Actor actor, MatterId id, Instant instant);

    /** All that happened to it, in order. */
    List<Recorded> history(Actor actor, MatterId id);

    /**
     * What a history makes of a matter. Pure: neither access nor the journal is asked; for readers of the feed.
     *
     * @param history the matter's events from the first on, without a gap; not empty
     */
    Matter replay(List<Recorded> history);

    /** Every command, in the order of the stages, and whether this actor could give it now. */
    List<CommandOption> options(Actor actor, MatterId id);

    /**
     * The light of an obligation at an instant, by the matter's form type and the calendar as it was published by then.
     *
     * @return empty when its clock doesn't run: finished, relieved, suspended, or the matter has ended
     */
    Optional<Light> light(Matter matter, Obligation obligation, Instant instant);
}
