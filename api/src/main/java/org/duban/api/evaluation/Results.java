package org.duban.api.evaluation;

import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the evaluation of matters adds up to, for units, leaders, groups and officers, by month and year. Thread-safe; durable when a method
 * returns.
 *
 * <p>A score counts in the month in which its matter became evaluated, a point in that of its fact. A result is {@code base + work × mean +
 * bonuses − deductions}. It is previewed as often as one likes; {@linkplain #announce announced} with a period for objections; and
 * {@linkplain #publish published}, sealed: whatever happens to matters later, a published result stays, and a correction is a new
 * announcement and a new publication.
 *
 * <p>What is read contains everything that was durable when it was asked for. Access is by {@code ReadResults}: who has it only for a unit
 * sees that unit's rows. {@link Actor#DUBAN} reads everything and decides nothing.
 */
@ProviderType
public interface Results {

    /** The results as of now, the rows the actor may see; ranks are those among all. */
    ResultTable preview(Actor actor, ResultPeriod period);

    /** {@link #preview} of one kind alone. */
    ResultTable ranking(Actor actor, ResultPeriod period, SubjectKind kind);

    /**
     * The results as they would be if that rule set had been in force all the time. Changes nothing and is told nobody; takes a pass over the
     * facts of all matters.
     */
    ResultTable whatIf(Actor actor, ResultPeriod period, RuleSet rules);

    /**
     * Why a subject's result is what it is: base, mean with the score of each matter, every point with its event.
     *
     * @throws org.duban.api.DubanException {@code RESULT_NOT_FOUND} when it has neither a score nor a point in the period
     */
    Derivation explain(Actor actor, ResultPeriod period, Subject subject);

    /** The bonuses and deductions of a subject in a period, by day. */
    List<Point> points(Actor actor, ResultPeriod period, Subject subject);

    /**
     * Announces the results of a period that is over (公示), with the rule set's days for objections. Again: the former announcement no
     * longer counts.
     *
     * @throws org.duban.api.DubanException {@code NOT_NOW} when the period isn't over, or an objection is open
     */
    ResultFile announce(Actor actor, ResultPeriod period, String note);

    /**
     * Objects to the last announcement, by the last of its days.
     *
     * @param unit id of the unit
     * @param matters the matters it is about; empty: the unit's result as a whole
     * @throws org.duban.api.DubanException {@code NOT_NOW} when nothing is announced or the days are over, or the unit has an objection
     *     open; {@code INVALID_FIELD} for a unit without a row, or a matter that isn't in it
     */
    ResultFile object(Actor actor, ResultPeriod period, String unit, List<MatterId> matters, String reason);

    /**
     * Decides an objection. Not who announced, nor who signed an evaluation it is about (回避). Upheld: what was wrong is to be corrected and
     * announced anew.
     *
     * @throws org.duban.api.DubanException {@code PART_NOT_FOUND}, {@code NOT_NOW} when it is decided, {@code ACCESS_DENIED}
     */
    ResultFile decide(Actor actor, ResultPeriod period, int objection, boolean upheld, String reason);

    /**
     * Publishes the last announcement.
     *
     * @throws org.duban.api.DubanException {@code NOT_NOW} while objections are possible or open, when one was upheld, or when it is
     *     published already
     */
    ResultFile publish(Actor actor, ResultPeriod period, String note);

    /** Announcements, objections and publications of a period, the rows the actor may see; empty lists when there are none. */
    ResultFile file(Actor actor, ResultPeriod period);

    /**
     * What a published year gives for the yearly assessment: each unit, followed by its principal leaders as the directory knows them now.
     *
     * @throws org.duban.api.DubanException {@code RESULT_NOT_FOUND} when the year isn't published
     */
    List<YearlyShare> yearly(Actor actor, int year);

    /** {@link #yearly} as CSV (RFC 4180) with a Chinese heading, beginning with a byte order mark, for spreadsheets. */
    String yearlyCsv(Actor actor, int year);

    /**
     * How many matters are at which state of evaluation, beside what the ledger counts.
     *
     * @param year year of receipt; 0: all
     * @param formType id of a form type; null: all
     */
    Coverage coverage(Actor actor, int year, @Nullable String formType);
}
