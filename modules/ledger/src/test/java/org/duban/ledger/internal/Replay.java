package org.duban.ledger.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.journal.Append;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Matter;
import org.duban.spi.projection.Projection;
import org.duban.spi.projection.Step;

/** Plays events that happened elsewhere into a journal, one append for each, in their order and with the rows that follow from them. */
record Replay(List<Recorded> events) {

    static Replay of(Bureau bureau) {
        return new Replay(bureau.matters().stream()
                .flatMap(matter -> bureau.history(matter.id()).stream())
                .sorted(Comparator.comparingLong(Recorded::position))
                .toList());
    }

    void into(Journal journal, Projection projection) {
        Map<StreamId, Matter> matters = new HashMap<>();
        for (Recorded event : events) {
            journal.append(new Append(
                    event.actor(),
                    event.at(),
                    List.of(new Append.Part(event.stream(), event.version() - 1, List.of(event.event()))),
                    null,
                    recorded -> {
                        Matter before = matters.get(event.stream());
                        List<Step> steps = Bureau.steps(before, recorded);
                        matters.put(event.stream(), steps.get(0).after());
                        return projection.rows(before, steps);
                    }));
        }
    }
}
