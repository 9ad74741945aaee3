package org.duban.ledger.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Series;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Retention;
import org.duban.api.matter.Stage;
import org.duban.api.office.Line;

/**
 * Many matters, spread evenly over units, officers, groups, kinds and days: their histories are made up rather than decided, to have a
 * hundred thousand of them in seconds. One in ten is still waiting for approval, one in ten has been finished by its unit.
 */
final class Population {

    static final int UNITS = 5;
    static final int OFFICERS = 10;
    static final LocalDate TODAY = LocalDate.of(2015, 6, 30);

    private Population() {}

    static String unit(int n) {
        return "unit-" + n % UNITS;
    }

    static String officer(int n) {
        return "officer-" + n % OFFICERS;
    }

    /** Hands over the rows of so many open matters and, received years before them, so many archived ones. */
    static void rows(int open, int archived, LedgerProjection projection, Consumer<RowChange> rows) {
        for (int n = 0; n < open + archived; n++) {
            projection.rows(null, Bureau.steps(null, history(n, n >= open))).forEach(rows);
        }
    }

    private static List<Recorded> history(int n, boolean archived) {
        // Half the due dates lie before today; a day's matters are spread over all units.
        LocalDate received = TODAY.minusDays((archived ? 2_000 : 5) + n / 7 % 100);
        LocalDate due = received.plusDays(54);
        List<MatterEvent> events = new ArrayList<>();
        events.add(new Registered(
                new Series("matter", 2015, "〔{year}〕{n}号"),
                "批示〔2015〕" + n + "号",
                (n % 3 == 0 ? Bureau.message() : Bureau.instruction())
                        .title("第" + n + "件事项")
                        .line(n % 2 == 0 ? Line.PARTY : Line.GOVERNMENT)
                        .leader("leader-" + n % 13)
                        .receivedOn(received),
                1,
                null,
                false));
        events.add(new Entrusted(officer(n), 1 + n % 5, false));
        events.add(new Submitted(Stage.APPROVAL));
        if (archived || n % 10 != 1) {
            events.add(new Approved("同意", Stage.HANDLING));
            events.add(new Assigned(
                    1,
                    List.of(new Obliged(1, Assignment.lead(unit(n / 3)), new DueDate(due, false, "", null), "")),
                    Stage.HANDLING));
        }
        if (archived) {
            events.add(new Finished(1, "已办结", List.of(), Stage.FEEDBACK));
            events.add(new Cleared("属实", List.of(), Stage.ARCHIVING));
            events.add(new Archived(Retention.D10, ""));
        } else if (n % 10 == 2) {
            events.add(new Finished(1, "已办结", List.of(), Stage.FEEDBACK));
        }
        MatterId id = new MatterId("%013d".formatted(n * 7919L % 1_000_003));
        Instant at = received.atTime(9, 0).atZone(Bureau.ZONE).toInstant().plusMillis(n);
        List<Recorded> history = new ArrayList<>();
        for (MatterEvent event : events) {
            history.add(new Recorded(
                    n * 10L + history.size() + 1, id.stream(), history.size() + 1L, at, "registrar-" + n % 3, event));
        }
        return history;
    }
}
