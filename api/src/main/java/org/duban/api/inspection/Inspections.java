package org.duban.api.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.inspection.FindingTally.Dimension;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOptions;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Inspections: plans them, carries out commands, lists and counts. Thread-safe. When a method that changes something returns, {@code kill
 * -9} loses nothing of it; when it throws, nothing has changed.
 *
 * <p>Lists and counts hold what the actor may see and nothing else. An inspected unit sees of an inspection what {@link
 * Inspection#forUnit} leaves, a partner only the inspections it was brought into.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN}, {@code STOPPED}, and those about one inspection
 * {@code INSPECTION_NOT_FOUND} for one that isn't there or that the actor may not know of.
 */
@ProviderType
public interface Inspections {

    /** The most rows of a list. */
    int MAX_ROWS = 10_000;

    /** Plans an inspection; it gets an id and a number. */
    default Inspection plan(Actor actor, InspectionPlan plan) {
        return plan(actor, plan, CommandOptions.NONE);
    }

    /**
     * {@link #plan(Actor, InspectionPlan)} with an idempotency key.
     *
     * @throws org.duban.api.DubanException {@code MISSING_FIELD}, {@code INVALID_FIELD}, {@code UNIT_UNKNOWN} (all mistakes at once),
     *     {@code ACCESS_DENIED}; {@code NOT_NOW} when it exceeds the year's quota and doesn't say why
     */
    Inspection plan(Actor actor, InspectionPlan plan, CommandOptions options);

    /** Carries out a command. */
    default Inspection execute(Actor actor, InspectionId id, InspectionCommand command) {
        return execute(actor, id, command, CommandOptions.NONE);
    }

    /**
     * {@link #execute(Actor, InspectionId, InspectionCommand)} with an idempotency key or an expected version.
     *
     * @return the inspection afterwards, as the actor sees it
     * @throws org.duban.api.DubanException {@code NOT_AT_THIS_STAGE}, {@code NOT_NOW}, {@code ACCESS_DENIED}, {@code MISSING_FIELD}, {@code
     *     INVALID_FIELD}, {@code PART_NOT_FOUND}, {@code UNIT_UNKNOWN}, {@code VERSION_CONFLICT}, {@code KEY_REUSED}; for {@link
     *     InspectionCommand.LinkFinding} and {@link InspectionCommand.OpenMatter} also what {@link org.duban.api.matter.Matters} throws
     */
    Inspection execute(Actor actor, InspectionId id, InspectionCommand command, CommandOptions options);

    /** The inspection as it is now. */
    Inspection get(Actor actor, InspectionId id);

    /** All that happened to it; {@code ACCESS_DENIED} for an inspected unit. */
    List<Recorded> history(Actor actor, InspectionId id);

    /**
     * Inspections in the order in which they were planned, the newest first; only the query's conditions on inspections count.
     *
     * @param limit at most so many, 1 to {@link #MAX_ROWS}
     */
    List<Inspection> list(Actor actor, InspectionQuery query, int limit);

    /**
     * Findings as of an instant, by inspection and number.
     *
     * @param asOf null: now
     */
    List<FindingRow> findings(Actor actor, InspectionQuery query, @Nullable Instant asOf, int limit);

    /** Counts findings as of an instant; reconciles. */
    FindingTally count(Actor actor, InspectionQuery query, Dimension by, @Nullable Instant asOf);

    /** Adds up the results that stand, by thing and dimension; {@code from} and {@code to} are those of the results' periods. */
    List<ResultSum> results(Actor actor, InspectionQuery query);

    /** The figures of a day (日通报); the query narrows them to inspections, units, categories. */
    DailyBulletin bulletin(Actor actor, InspectionQuery query, LocalDate day);

    /** The bulletin as Chinese text, a paragraph for the whole and a line for each unit with findings. */
    String text(DailyBulletin bulletin);

    /** What inspections asked of each unit between two days, both included; units with nothing are left out. */
    List<InspectionLoad> burden(Actor actor, LocalDate from, LocalDate to);

    /**
     * A frame to draw a sample from: the matters a ledger query finds for the actor, with their lead units as strata.
     *
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} when there are more than {@link Sampling#MAX_FRAME}
     */
    List<SampleItem> frame(Actor actor, LedgerQuery query);

    /** Issues the inspection plan of a year (年度督查计划), replacing the one before. */
    void setQuotas(Actor actor, int year, List<InspectionQuota> quotas, String reason);

    /** The quotas of a year and what is taken of them; to whoever may plan inspections. */
    List<InspectionQuota.Use> quotas(Actor actor, int year);
}
