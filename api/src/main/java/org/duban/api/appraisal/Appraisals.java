package org.duban.api.appraisal;

import java.math.BigDecimal;
import java.util.List;
import org.duban.api.matter.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The officers' scorecards. Thread-safe. Durable when a method returns.
 *
 * <p>What can be computed is never asked: the performance is counted from the matters, the democratic appraisal from the ballot. The rest is
 * entered by those with the right, with a reason; nobody scores himself. A correction is a new entry and a new signed version, never an
 * edit.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code PERSON_UNKNOWN}, {@code ACCESS_DENIED} and {@code STOPPED} as
 * everywhere; {@code INVALID_FIELD} for a year before 2000 or after the present one.
 */
@ProviderType
public interface Appraisals {

    /** One officer's performance of a year, as of its last day or today. */
    Performance performance(Actor actor, String officer, int year);

    /** The performance of every officer the actor may see, in the order of the directory; costs the year's matters once, not once for each. */
    List<Performance> performances(Actor actor, int year);

    /**
     * Enters points for a part.
     *
     * @param part id of a part that is entered, {@code study}
     * @param points 0 to the part's maximum, at most two decimals
     * @param reason not blank
     * @throws org.duban.api.DubanException {@code INVALID_FIELD} for a part that is computed or comes from the ballot, and for points out of
     *     range; {@code MISSING_FIELD}
     */
    Scorecard score(Actor actor, String officer, int year, String part, BigDecimal points, String reason);

    /**
     * Signs the card as it stands now; a new version when it was signed before.
     *
     * @param reason why it is signed again; may be blank the first time
     * @throws org.duban.api.DubanException {@code MISSING_FIELD} for each part without points; {@code NOT_NOW} when the last signed version
     *     says the same
     */
    Scorecard sign(Actor actor, String officer, int year, String reason);

    /** A card. */
    Scorecard get(Actor actor, String officer, int year);

    /** The cards of every officer the actor may see; those with a total first, the highest first, then in the order of the directory. */
    List<Scorecard> list(Actor actor, int year);
}
