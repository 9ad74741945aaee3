package org.duban.dossier.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.DossierEvent;
import org.duban.api.journal.Append;
import org.duban.api.journal.Append.Part;
import org.duban.api.journal.Append.Rows;
import org.duban.api.journal.Event;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;

/**
 * Changes dossiers: reads one's events, decides, appends for exactly what was read, and decides again when somebody was faster. Of a million
 * dossiers none is kept in memory.
 */
final class Desk {

    private static final int ATTEMPTS = 100;

    private final Journal journal;

    Desk(Journal journal) {
        this.journal = journal;
    }

    static StreamId stream(String id) {
        return new StreamId(DossierEvent.STREAM, id);
    }

    List<Recorded> history(String id) {
        return journal.read(stream(id));
    }

    /**
     * @param decision the events that follow from a history; none: nothing is to be changed; throws to refuse
     * @return the dossier afterwards
     */
    Dossier change(String actor, Instant at, String id, Function<List<Recorded>, List<Event>> decision) {
        for (int attempt = 1; ; attempt++) {
            List<Recorded> history = history(id);
            List<Event> events = decision.apply(history);
            if (events.isEmpty()) {
                return Books.dossier(history);
            }
            try {
                journal.append(new Append(
                        actor,
                        at.truncatedTo(ChronoUnit.MILLIS),
                        List.of(new Part(stream(id), history.size(), events)),
                        null,
                        Rows.NONE));
                return Books.dossier(history(id));
            } catch (DubanException e) {
                if (e.code() != ErrorCode.VERSION_CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
