package org.duban.evaluation.internal.accountability;

import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.inspection.FindingId;
import org.duban.api.inspection.Inspections;
import org.duban.api.matter.Actor;

/** Whether a finding of an inspection is there, for a person's eyes. */
@FunctionalInterface
interface Findings {

    boolean has(Actor actor, FindingId id);

    static Findings of(Inspections inspections) {
        return (actor, id) -> {
            try {
                return inspections.get(actor, id.inspection()).findings().stream()
                        .anyMatch(f -> f.number() == id.number());
            } catch (DubanException e) {
                if (e.code() == ErrorCode.INSPECTION_NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        };
    }
}
