package org.duban.api.evaluation;

import java.time.LocalDate;
import org.duban.api.journal.Event;
import org.duban.api.journal.StreamId;

/**
 * A rule set was adopted.
 *
 * @param id its id
 * @param version its version
 * @param from the first day it applies
 * @param definition its JSON, whole
 * @param basis the act it rests on
 */
public record RuleSetAdopted(String id, int version, LocalDate from, String definition, String basis) implements Event {

    /** The kind of a rule set's stream in the journal; its id is the rule set's. */
    public static final String STREAM = "ruleset";

    /** The history of a rule set. */
    public static StreamId stream(String id) {
        return new StreamId(STREAM, id);
    }
}
