package org.duban.inspection.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionId;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.notice.NoticeDesk;
import org.duban.inspection.internal.Tidings.Tiding;
import org.jspecify.annotations.Nullable;

/**
 * Follows the feed: takes in what other processes did to inspections, tells people what they have to know, reminds them of what is due. What
 * was told is known to the desk by its key, so after a crash the same is raised again and nobody is told twice. Used by one thread.
 */
final class TidingsReader {

    private static final int BATCH = 500;

    /** Without anything to tell, the position is written only now and then. */
    private static final int FAR = 5_000;

    private final Journal journal;
    private final Books books;
    private final Tidings tidings;
    private final NoticeDesk desk;
    private final TidingsStore store;
    private final Calendars calendars;
    private final InstantSource clock;
    private final ZoneId zone;

    private long position;
    private long written;

    /** What the reminders were last made for; null after something has changed. */
    private @Nullable LocalDate remindedOn;

    private String remindedBy = "";

    /** Keys of reminders raised since the start. */
    private final Set<String> raised = new HashSet<>();

    TidingsReader(
            Journal journal,
            Books books,
            Tidings tidings,
            NoticeDesk desk,
            TidingsStore store,
            Calendars calendars,
            InstantSource clock,
            ZoneId zone) {
        this.journal = journal;
        this.books = books;
        this.tidings = tidings;
        this.desk = desk;
        this.store = store;
        this.calendars = calendars;
        this.clock = clock;
        this.zone = zone;
        // Nobody is told of what happened before there was anybody to tell it.
        position = store.position().orElseGet(() -> {
            long head = journal.head();
            store.position(head);
            return head;
        });
        written = position;
    }

    /** Does all there is to do now. */
    void run() {
        List<Recorded> events;
        do {
            events = journal.feed(position, BATCH);
            boolean any = false;
            for (Recorded recorded : events) {
                books.apply(recorded);
                if (recorded.stream().kind().equals(InspectionId.STREAM)) {
                    tell(recorded);
                    any = true;
                }
            }
            if (!events.isEmpty()) {
                position = events.get(events.size() - 1).position();
            }
            if (any || position - written >= FAR) {
                store.position(position);
                written = position;
            }
            if (any) {
                remindedOn = null;
            }
        } while (events.size() == BATCH);
        remind();
    }

    private void tell(Recorded recorded) {
        books.find(new InspectionId(recorded.stream().id()))
                .ifPresent(inspection -> tidings.of(recorded, inspection).forEach(this::raise));
    }

    private void remind() {
        Instant now = clock.instant();
        LocalDate today = now.atZone(zone).toLocalDate();
        WorkCalendar calendar = calendars.current();
        if (today.equals(remindedOn) && calendar.version().equals(remindedBy)) {
            return;
        }
        for (Inspection inspection : books.all()) {
            for (Tiding reminder : tidings.due(inspection, now, calendar)) {
                if (!raised.contains(reminder.key())) {
                    raise(reminder);
                    raised.add(reminder.key());
                }
            }
        }
        remindedOn = today;
        remindedBy = calendar.version();
    }

    private void raise(Tiding tiding) {
        desk.raise(tiding.key(), tiding.person(), tiding.kind(), null, tiding.title(), tiding.text());
    }
}
