package org.duban.evaluation.internal.score;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.duban.api.calendar.Calendars;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.notice.OwedReport;
import org.duban.api.notice.Reports;

/** Reads all there is about a matter. Thread-safe. */
public final class Loader {

    private final Journal journal;
    private final Matters matters;
    private final Reports reports;
    private final FormTypes formTypes;
    private final Calendars calendars;
    private final InstantSource clock;
    private final ZoneId zone;

    public Loader(
            Journal journal,
            Matters matters,
            Reports reports,
            FormTypes formTypes,
            Calendars calendars,
            InstantSource clock,
            ZoneId zone) {
        this.journal = journal;
        this.matters = matters;
        this.reports = reports;
        this.formTypes = formTypes;
        this.calendars = calendars;
        this.clock = clock;
        this.zone = zone;
    }

    /** A matter with all that was signed about it, and its facts as of today. */
    public record Loaded(Matter matter, List<Recorded> history, Signatures signatures, MatterFacts facts) {}

    /** Empty when there is no such matter. */
    public Optional<Loaded> load(MatterId id, Function<MatterId, List<Recurrence>> recurrences) {
        return load(id, journal.read(id.stream()), recurrences);
    }

    /** The same of a history that was read already. */
    public Optional<Loaded> load(
            MatterId id, List<Recorded> history, Function<MatterId, List<Recurrence>> recurrences) {
        if (history.isEmpty()) {
            return Optional.empty();
        }
        Matter matter = matters.replay(history);
        Signatures signatures = Signatures.of(journal.read(EvaluationEvent.stream(id)));
        MatterFacts facts = FactFinder.find(
                matter, history, signatures, recurrences.apply(id), owed(matter), today(), calendars::asOf, zone);
        return Optional.of(new Loaded(matter, history, signatures, facts));
    }

    private List<OwedReport> owed(Matter matter) {
        boolean owes = formTypes
                .find(matter.subject().formType(), matter.formVersion())
                .map(FormType::cadences)
                .filter(cadences -> !cadences.isEmpty())
                .isPresent();
        return owes ? reports.of(Actor.DUBAN, matter.id(), clock.instant()) : List.of();
    }

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }
}
