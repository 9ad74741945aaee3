package org.duban.api.notice;

import java.time.Instant;
import java.util.List;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.osgi.annotation.versioning.ProviderType;

/** The reports owed once a period (周报月结): what was owed, filed and missing as of any instant. Nothing of it is stored. Thread-safe. */
@ProviderType
public interface Reports {

    /**
     * All reports of a matter owed up to an instant, and the next one of each cadence; by obligation, then due day.
     *
     * @throws org.duban.api.DubanException {@code MATTER_NOT_FOUND}
     */
    List<OwedReport> of(Actor actor, MatterId matter, Instant asOf);

    /**
     * What is missing as of an instant in the matters a query finds and the actor may see; those whose form types have no cadence cost a
     * row of the ledger each.
     *
     * @param query which matters; its own "as of" is not used
     * @param limit at most so many reports
     */
    List<OwedReport> missing(Actor actor, LedgerQuery query, Instant asOf, int limit);
}
