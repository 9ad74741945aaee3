package org.duban.api.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.duban.api.matter.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rules in force. Thread-safe.
 *
 * <p>A district that never did anything counts by the rule set that comes with Duban. Another one is adopted by an act that the journal
 * keeps, with its whole text, and applies from its date on, the day after the act at the earliest: no rule reaches back, so nothing that
 * was counted changes by a new one. What a year would have been under other rules says {@link Results#whatIf}.
 */
@ProviderType
public interface RuleSets {

    /** The rule set in force today. */
    RuleSet current();

    /** The rule set in force on a day: of those adopted the one with the latest {@code from} not after it, of two the later adopted. */
    RuleSet on(LocalDate day);

    /** All there are, the one that comes with Duban first, in the order they were adopted. */
    List<RuleSet> all();

    /** A rule set that was once adopted, or comes with Duban. */
    Optional<RuleSet> find(String id, int version);

    /**
     * Reads a rule set without adopting it.
     *
     * @throws org.duban.api.DubanException {@code RULE_SET_INVALID} with every mistake and its JSON pointer
     */
    RuleSet read(String json);

    /**
     * Adopts a rule set.
     *
     * @param basis the act it rests on, 七督办发〔2026〕1号; not blank
     * @throws org.duban.api.DubanException {@code RULE_SET_INVALID}; {@code INVALID_FIELD} when it would reach back, or its version isn't
     *     higher than the last one of that id; {@code ACCESS_DENIED}
     */
    RuleSet adopt(Actor actor, String json, String basis);
}
