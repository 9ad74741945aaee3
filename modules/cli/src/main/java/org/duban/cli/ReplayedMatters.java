package org.duban.cli;

import java.time.Instant;
import java.time.ZoneId;
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
import org.duban.matter.internal.Fold;

/** Matters for those who read histories: they can be replayed, nothing else. */
record ReplayedMatters(ZoneId zone) implements Matters {

    @Override
    public Matter replay(List<Recorded> history) {
        return Fold.fold(null, history, zone);
    }

    @Override
    public Matter register(Actor actor, Draft draft, CommandOptions options) {
        throw onlyReplayed();
    }

    @Override
    public Matter execute(Actor actor, MatterId id, MatterCommand command, CommandOptions options) {
        throw onlyReplayed();
    }

    @Override
    public Matter get(Actor actor, MatterId id) {
        throw onlyReplayed();
    }

    @Override
    public Optional<Matter> asOf(Actor actor, MatterId id, Instant instant) {
        throw onlyReplayed();
    }

    @Override
    public List<Recorded> history(Actor actor, MatterId id) {
        throw onlyReplayed();
    }

    @Override
    public List<CommandOption> options(Actor actor, MatterId id) {
        throw onlyReplayed();
    }

    @Override
    public Optional<Light> light(Matter matter, Obligation obligation, Instant instant) {
        throw onlyReplayed();
    }

    private static UnsupportedOperationException onlyReplayed() {
        return new UnsupportedOperationException("matters are only replayed here");
    }
}
