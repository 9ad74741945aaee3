package org.duban.api.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.duban.api.calendar.DueDate;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * A finding (问题) and all that became of it: a snapshot. Whether it is overdue isn't in it: that depends on the instant asked for.
 *
 * @param number its number within the inspection, from 1
 * @param visit number of the visit it was found at; 0 for none
 * @param category 环境卫生
 * @param severity 一般
 * @param unit id of the unit that has to rectify it
 * @param area code of the area; null when it has none
 * @param text what was found
 * @param evidence files with their hashes
 * @param requirement what is demanded; empty until notified
 * @param matter the matter it is linked to; null when none
 * @param extension the extension asked for and not decided; null when none
 * @param extensions how many were granted
 * @param lookBacks how often it was looked back at
 * @param relapses how often it had relapsed then
 * @param involved ids of those who recorded it, notified it or decided on it for the office; they recuse themselves from objections
 * @param steps what happened, in order; never empty
 */
public record InspectionFinding(
        int number,
        int visit,
        String category,
        String severity,
        String unit,
        @Nullable String area,
        String text,
        List<Attachment> evidence,
        String requirement,
        @Nullable MatterId matter,
        @Nullable Extension extension,
        int extensions,
        int lookBacks,
        int relapses,
        Set<String> involved,
        List<Step> steps) {

    public InspectionFinding {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(unit, "unit");
        evidence = List.copyOf(evidence);
        involved = Set.copyOf(involved);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a finding begins with a step");
        }
    }

    /**
     * What happened, and how the finding stood from then on.
     *
     * @param at when
     * @param by id of who did it
     * @param what in Chinese, 交办整改
     * @param state the state afterwards
     * @param carriedOver whether it is carried over afterwards
     * @param due the deadline afterwards; null while there is none
     * @param text what was said
     * @param evidence the files handed in with it
     */
    public record Step(
            Instant at,
            String by,
            String what,
            FindingState state,
            boolean carriedOver,
            @Nullable DueDate due,
            String text,
            List<Attachment> evidence) {
        public Step {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(text, "text");
            evidence = List.copyOf(evidence);
        }
    }

    /** An extension asked for. */
    public record Extension(
            String reason,
            String progress,
            LocalDate newDate,
            @Nullable Attachment document) {}

    /** How it stands now. */
    public Step last() {
        return steps.get(steps.size() - 1);
    }

    /** How it stood at an instant; empty when it wasn't recorded yet. */
    public Optional<Step> at(Instant instant) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (!steps.get(i).at().isAfter(instant)) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    public FindingState state() {
        return last().state();
    }

    /** The deadline; null before it is notified. */
    public @Nullable DueDate due() {
        return last().due();
    }

    /** Whether it is carried over and not rectified yet. */
    public boolean carriedOver() {
        return last().carriedOver();
    }

    /** When it was recorded. */
    public Instant recordedAt() {
        return steps.get(0).at();
    }

    /** When its unit was told of it; empty when it wasn't. */
    public Optional<Instant> notifiedAt() {
        return steps.stream()
                .filter(step -> step.state() == FindingState.RECTIFYING)
                .map(Step::at)
                .findFirst();
    }

    /** Whether nothing is left to do within the inspection: rectified, carried over or dismissed. */
    public boolean settled() {
        return state() == FindingState.RECTIFIED || state() == FindingState.DISMISSED || carriedOver();
    }

    /** The same without the steps before its unit was told, and without who was involved: what its unit sees. */
    InspectionFinding forItsUnit() {
        List<Step> seen = new ArrayList<>(steps);
        seen.removeIf(step -> step.state() == FindingState.RECORDED);
        return new InspectionFinding(
                number,
                0,
                category,
                severity,
                unit,
                area,
                text,
                evidence,
                requirement,
                matter,
                extension,
                extensions,
                lookBacks,
                relapses,
                Set.of(),
                seen);
    }
}
