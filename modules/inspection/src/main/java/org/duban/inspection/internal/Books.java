package org.duban.inspection.internal;

import java.util.List;
import java.util.Optional;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionEvent.OfQuota;
import org.duban.api.inspection.InspectionId;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamBook;
import org.duban.api.journal.StreamBook.Entry;
import org.duban.api.journal.StreamId;

/** Inspections and years of quotas as they are. Thread-safe. */
final class Books {

    private final Journal journal;
    private final StreamBook<Inspection> inspections;
    private final StreamBook<QuotaYear> quotas;

    Books(Journal journal) {
        this.journal = journal;
        inspections = new StreamBook<>(journal, InspectionId.STREAM, Fold::apply);
        quotas = new StreamBook<>(journal, OfQuota.STREAM, QuotaYear::apply);
    }

    StreamBook<Inspection> inspections() {
        return inspections;
    }

    StreamBook<QuotaYear> quotas() {
        return quotas;
    }

    Optional<Inspection> find(InspectionId id) {
        return inspections.find(id.value()).map(Entry::state);
    }

    /** In the order in which they were planned. */
    List<Inspection> all() {
        return inspections.all().stream().map(Entry::state).toList();
    }

    static StreamId quotaStream(int year) {
        return new StreamId(OfQuota.STREAM, Integer.toString(year));
    }

    QuotaYear quota(int year) {
        return quotas.find(Integer.toString(year)).map(Entry::state).orElse(QuotaYear.NONE);
    }

    long quotaVersion(int year) {
        return quotas.find(Integer.toString(year)).map(Entry::version).orElse(0L);
    }

    /** Takes in what was appended to a year's quotas beside an inspection. */
    void refreshQuota(int year) {
        journal.read(quotaStream(year)).forEach(quotas::apply);
    }

    /** Takes in an event of the feed. */
    void apply(Recorded recorded) {
        inspections.apply(recorded);
        quotas.apply(recorded);
    }
}
