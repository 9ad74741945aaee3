package org.duban.api.accountability;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation to hold a unit and the supervising officer to account (问责建议). {@link #against} starts one; each method gives a changed
 * copy. What a matter tells is not asked again: the officer and the line are the matter's when they are null.
 *
 * @param unit id of the responsible unit
 * @param officer id of the supervising officer; null: the one in charge of the first matter
 * @param line the line; null: that of the first matter
 * @param matters the matters it is about; may be empty when it rests on an inspection's findings or is made by hand, and then officer and
 *     line are needed
 * @param sanctions what is recommended: for the unit exactly one, for the officer one or none
 * @param reason why, in words
 * @param officerReason why the officer is spared, needed when no measure is recommended; or why one is although no duty was missed, needed
 *     then; else may be empty
 * @param evidence what it rests on
 */
public record Recommendation(
        String unit,
        @Nullable String officer,
        @Nullable Line line,
        List<MatterId> matters,
        List<Sanction> sanctions,
        String reason,
        String officerReason,
        Evidence evidence) {

    public Recommendation {
        Objects.requireNonNull(unit, "unit");
        matters = List.copyOf(matters);
        sanctions = List.copyOf(sanctions);
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(officerReason, "officerReason");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** Against a unit; nothing else said yet. */
    public static Recommendation against(String unit) {
        return new Recommendation(unit, null, null, List.of(), List.of(), "", "", Evidence.NONE);
    }

    public Recommendation officer(String value) {
        return new Recommendation(unit, value, line, matters, sanctions, reason, officerReason, evidence);
    }

    public Recommendation line(Line value) {
        return new Recommendation(unit, officer, value, matters, sanctions, reason, officerReason, evidence);
    }

    public Recommendation matters(MatterId... values) {
        return new Recommendation(unit, officer, line, List.of(values), sanctions, reason, officerReason, evidence);
    }

    /** A measure in the place of the one there may be for the same party. */
    public Recommendation sanction(Party party, Measure measure, String organ) {
        List<Sanction> changed = new ArrayList<>(sanctions);
        changed.removeIf(s -> s.party() == party);
        changed.add(new Sanction(party, measure, organ));
        return new Recommendation(unit, officer, line, matters, changed, reason, officerReason, evidence);
    }

    public Recommendation reason(String value) {
        return new Recommendation(unit, officer, line, matters, sanctions, value, officerReason, evidence);
    }

    public Recommendation officerReason(String value) {
        return new Recommendation(unit, officer, line, matters, sanctions, reason, value, evidence);
    }

    public Recommendation evidence(Evidence value) {
        return new Recommendation(unit, officer, line, matters, sanctions, reason, officerReason, value);
    }
}
