package org.duban.api.evaluation;

import java.math.BigDecimal;
import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The evaluation of matters, one each. Thread-safe; durable when a method returns.
 *
 * <p>Timeliness is computed from the matter's history and never entered. Quality is given level by level, office → supervising leader →
 * principal leader, each signed with its reason; a correction is a new signed version, the earlier ones stay.
 *
 * <p>Every method throws {@link org.duban.api.DubanException} with {@code MATTER_NOT_FOUND} for a matter that isn't there or that the
 * actor may not see, {@code ACCESS_DENIED}, {@code PERSON_UNKNOWN}. {@link Actor#DUBAN} reads everything and signs nothing.
 */
@ProviderType
public interface Evaluations {

    /**
     * Signs a level's judgement of a cleared matter.
     *
     * @param quality 0 to 100, two digits behind the point at most
     * @param reason why; 1 to 500 characters
     * @throws org.duban.api.DubanException {@code NOT_NOW} when the matter isn't cleared, the level has signed already ({@link #correct}
     *     then), a required level before it hasn't signed or a later one has, or the person has signed another level; {@code
     *     INVALID_FIELD}, {@code MISSING_FIELD}
     */
    MatterEvaluation score(Actor actor, MatterId matter, Level level, BigDecimal quality, String reason);

    /**
     * Replaces what a level signed by a new signed version; the matter may have gone on meanwhile. Published results never change by it.
     *
     * @throws org.duban.api.DubanException {@code NOT_NOW} when the level hasn't signed, or it says the same already
     */
    MatterEvaluation correct(Actor actor, MatterId matter, Level level, BigDecimal quality, String reason);

    /**
     * Signs that a report was false (虚报瞒报).
     *
     * @param report version of the matter's event that was false: a progress report or a completion
     * @throws org.duban.api.DubanException {@code PART_NOT_FOUND} when that event is none; {@code NOT_NOW} when it was found already
     */
    MatterEvaluation findFalse(Actor actor, MatterId matter, long report, String reason);

    /** Withdraws such a finding. @throws org.duban.api.DubanException {@code PART_NOT_FOUND} when none of that number stands */
    MatterEvaluation withdrawFalse(Actor actor, MatterId matter, int number, String reason);

    /** The evaluation of a matter as it stands. */
    MatterEvaluation of(Actor actor, MatterId matter);

    /**
     * Why the score is what it is: timeliness from the events that made it, quality from the signatures, points from theirs.
     *
     * @return the score's derivation; before the matter is evaluated that of what is known, with the value 0
     */
    Derivation explain(Actor actor, MatterId matter);

    /** The same in one Chinese sentence: 87.5 = 时效 100 × 0.3 + 质量 82.1429 × 0.7；扣分：…. */
    String sentence(Actor actor, MatterId matter);

    /** The way back: what an event of a matter gave, to whom, by which rule. @param version version of the event in the matter's stream */
    List<Point> pointsOf(Actor actor, MatterId matter, long version);

    /** What goes on paper. */
    EvaluationForm form(Actor actor, MatterId matter);
}
