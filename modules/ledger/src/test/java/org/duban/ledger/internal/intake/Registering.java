package org.duban.ledger.internal.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOption;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;

/** Registers, and then the power fails. */
record Registering(Matters matters) implements Matters {

    @Override
    public Matter register(Actor actor, Draft draft, CommandOptions options) {
        return matters.register(actor, draft, options);
    }

    @Override
    public Matter execute(Actor actor, MatterId id, MatterCommand command, CommandOptions options) {
        throw new IllegalStateException("the power failed");
    }

    @Override
    public Matter get(Actor actor, MatterId id) {
        return matters.get(actor, id);
    }

    @Override
    public Optional<Matter> asOf(Actor actor, MatterId id, Instant instant) {
        return matters.asOf(actor, id, instant);
    }

    @Override
    public List<Recorded> history(Actor actor, MatterId id) {
        return matters.history(actor, id);
    }

    @Override
    public Matter replay(List<Recorded> history) {
        return matters.replay(history);
    }

    @Override
    public List<CommandOption> options(Actor actor, MatterId id) {
        return matters.options(actor, id);
    }

    @Override
    public Optional<Light> light(Matter matter, Obligation obligation, Instant instant) {
        return matters.light(matter, obligation, instant);
    }
}
