package org.duban.evaluation.internal.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSetAdopted;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;

/** The rule sets there are: the one that comes with Duban, and those adopted. Thread-safe. */
public final class RuleSetBook {

    private final List<RuleSet> all = new ArrayList<>();
    private final Set<Long> known = new HashSet<>();

    /** Reads what was adopted. */
    public RuleSetBook(Journal journal) {
        all.add(RuleSetReader.shipped());
        List<Recorded> adopted = new ArrayList<>();
        journal.forEachStream(RuleSetAdopted.STREAM, adopted::addAll);
        adopted.sort((one, other) -> Long.compare(one.position(), other.position()));
        adopted.forEach(this::apply);
    }

    /** Takes in an event; one that is known, or of another kind, changes nothing. */
    public synchronized void apply(Recorded recorded) {
        if (recorded.event() instanceof RuleSetAdopted adopted && known.add(recorded.position())) {
            all.add(RuleSetReader.read(adopted.definition()));
        }
    }

    /** In the order they were adopted. */
    public synchronized List<RuleSet> all() {
        return List.copyOf(all);
    }

    /** The one in force on a day. */
    public synchronized RuleSet on(LocalDate day) {
        RuleSet found = all.get(0);
        for (RuleSet candidate : all) {
            if (!candidate.from().isAfter(day) && !candidate.from().isBefore(found.from())) {
                found = candidate;
            }
        }
        return found;
    }

    public synchronized Optional<RuleSet> find(String id, int version) {
        return all.stream()
                .filter(r -> r.id().equals(id) && r.version() == version)
                .findFirst();
    }
}
