package org.duban.inspection.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.api.inspection.InspectionEvent.InspectionQuotaReturned;
import org.duban.api.inspection.InspectionEvent.InspectionQuotaTaken;
import org.duban.api.inspection.InspectionEvent.InspectionQuotasSet;
import org.duban.api.inspection.InspectionEvent.OfQuota;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionQuota;
import org.duban.api.inspection.InspectionQuota.Use;
import org.duban.api.journal.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A year's inspection plan and the approved inspections that count against it. Immutable.
 *
 * @param quotas the limits
 * @param taken by inspection
 */
record QuotaYear(List<InspectionQuota> quotas, Map<InspectionId, Taken> taken) {

    /** Nothing is limited, nothing taken. */
    static final QuotaYear NONE = new QuotaYear(List.of(), Map.of());

    QuotaYear {
        quotas = List.copyOf(quotas);
        taken = Map.copyOf(taken);
    }

    /** What an inspection takes. */
    record Taken(String kind, List<String> units) {}

    static QuotaYear apply(@Nullable QuotaYear before, Recorded recorded) {
        QuotaYear year = before == null ? NONE : before;
        Map<InspectionId, Taken> taken = new LinkedHashMap<>(year.taken());
        OfQuota event = (OfQuota) recorded.event();
        if (event instanceof InspectionQuotasSet set) {
            return new QuotaYear(set.quotas(), taken);
        } else if (event instanceof InspectionQuotaTaken took) {
            taken.put(took.inspection(), new Taken(took.kind(), took.units()));
        } else if (event instanceof InspectionQuotaReturned returned) {
            taken.remove(returned.inspection());
        }
        return new QuotaYear(year.quotas(), taken);
    }

    List<Use> uses() {
        return quotas.stream().map(quota -> new Use(quota, taken(quota))).toList();
    }

    private int taken(InspectionQuota quota) {
        return (int) taken.values().stream()
                .filter(t -> counts(quota, t.kind(), t.units()))
                .count();
    }

    private static boolean counts(InspectionQuota quota, String kind, List<String> units) {
        return (quota.kind() == null || quota.kind().equals(kind))
                && (quota.unit() == null || units.contains(quota.unit()));
    }

    /** The first limit that one more inspection would exceed. */
    Optional<Use> exceeded(String kind, List<String> units) {
        return uses().stream()
                .filter(use -> counts(use.quota(), kind, units)
                        && use.taken() >= use.quota().most())
                .findFirst();
    }
}
