package org.duban.api.accountability;

import java.time.LocalDate;
import java.util.List;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Cases of accountability (问责). Thread-safe. Durable when a method returns; when it throws, nothing has changed.
 *
 * <p>Recommended → approved or rejected by a leader → carried out by the competent organ → closed. Nothing of it happens by itself: a draft
 * of the ladder, an inspection's finding or a missed duty are evidence until a person recommends, and a recommendation until another
 * person decides. Who recommended never decides, and an officer never recommends in a matter of his own: he is on the case himself.
 *
 * <p>Before it is approved a case is seen by the office and the leaders alone; from then on also by the unit, the officer and the organs that
 * carry it out.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN}, {@code ACCESS_DENIED} and {@code STOPPED} as
 * everywhere; those that name a case {@code CASE_NOT_FOUND} when it isn't there or the actor may not see it, and {@code NOT_NOW} when its
 * state forbids it.
 */
@ProviderType
public interface Accountability {

    /**
     * What the ladder drafted (问责建议拟稿), ready to be completed: unit, officer, line, evidence and text are taken from the matter; the
     * measures are left to the person.
     *
     * @throws org.duban.api.DubanException {@code MATTER_NOT_FOUND}; {@code PART_NOT_FOUND} when the ladder has drafted no recommendation
     */
    Recommendation draft(Actor actor, MatterId matter);

    /** The supervising duties of a matter as of now, kept and missed, of every officer who was in charge. */
    DutyReview duties(Actor actor, MatterId matter);

    /**
     * Recommends. The officer's duties are reviewed and kept with the case, whether something was missed or not.
     *
     * @throws org.duban.api.DubanException all mistakes at once: {@code MISSING_FIELD}, {@code INVALID_FIELD}, {@code UNIT_UNKNOWN}, {@code
     *     MATTER_NOT_FOUND}, {@code PART_NOT_FOUND} for an event that isn't there; {@code NOT_NOW} when another live case of the unit rests on
     *     the same event
     */
    AccountabilityCase recommend(Actor actor, Recommendation recommendation);

    /** Approves as recommended; the opinion may not be blank. */
    default AccountabilityCase approve(Actor actor, String id, String opinion) {
        return approve(actor, id, opinion, List.of());
    }

    /**
     * Approves. From the next day on the unit and the officer may object for 30 days (政府督查工作条例 §17).
     *
     * @param sanctions what is to be done instead of what was recommended; empty: as recommended. An officer who was recommended to be
     *     spared may get a measure here, and the other way round.
     */
    AccountabilityCase approve(Actor actor, String id, String opinion, List<Sanction> sanctions);

    /** Rejects. */
    AccountabilityCase reject(Actor actor, String id, String reason);

    /** Takes a recommendation back before it is decided; by who made it. */
    AccountabilityCase withdraw(Actor actor, String id, String reason);

    /**
     * Records that the competent organ has carried a measure out.
     *
     * @param on the day, not before the approval and not in the future
     * @param document number or title of the document it is recorded in
     * @param file that document; null when it is kept elsewhere
     * @param note may be empty
     */
    AccountabilityCase carriedOut(
            Actor actor, String id, Party party, LocalDate on, String document, @Nullable Attachment file, String note);

    /** Closes a case in which every measure is carried out or revoked and no objection is open; the note may be empty. */
    AccountabilityCase close(Actor actor, String id, String note);

    /**
     * Objects within the days for it: the unit's responsible leader for the unit, the officer for the officer.
     *
     * @throws org.duban.api.DubanException {@code PART_NOT_FOUND} when nothing was decided against that party
     */
    AccountabilityCase object(Actor actor, String id, Party party, String reason);

    /**
     * Decides an objection; by somebody who neither recommended nor approved nor carried out (回避). Upheld: the measure is revoked; one that
     * was carried out stays on record as carried out and revoked.
     *
     * @throws org.duban.api.DubanException {@code PART_NOT_FOUND} when there is no such objection, {@code NOT_NOW} when it is decided
     */
    AccountabilityCase decideObjection(Actor actor, String id, int objection, boolean upheld, String reason);

    /** A case as it is now. */
    AccountabilityCase get(Actor actor, String id);

    /** The cases the actor may see, the newest first. */
    List<AccountabilityCase> list(Actor actor, CaseQuery query);

    /** All that happened to a case, in order. */
    List<Recorded> history(Actor actor, String id);
}
