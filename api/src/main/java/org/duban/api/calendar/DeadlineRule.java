package org.duban.api.calendar;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a unit has when nobody names a date. An explicit date always wins; otherwise the first case whose condition holds.
 * The district's instructions: report required → 7 working days, else 15 working days (七里河区, 2015).
 *
 * @param from the day the count starts from (that day itself is not counted, 民法典 §201)
 * @param cases in order; empty when every matter of the type needs an explicit date
 */
public record DeadlineRule(From from, List<Case> cases) {

    public DeadlineRule {
        Objects.requireNonNull(from, "from");
        cases = List.copyOf(cases);
    }

    /** The first case that holds for these form values (JSON pointer → text). */
    public Optional<Case> caseFor(Map<String, String> values) {
        return cases.stream().filter(c -> c.holds(values)).findFirst();
    }

    /** The day a count starts from. */
    public enum From {
        /** The day the office received the matter. In later rounds: the day of the new assignment. */
        RECEIPT,
        /** The day of the assignment. */
        ASSIGNMENT
    }

    /** Working days leave out weekends and holidays and count make-up days; calendar days roll forward at the end (§203). */
    public enum Unit {
        WORKING_DAYS,
        CALENDAR_DAYS
    }

    /**
     * One case.
     *
     * @param field JSON pointer of the form field it looks at; null for the case that always holds
     * @param equalTo the text the field must equal ({@code true}, {@code 紧急}); null exactly when {@code field} is
     * @param days how many, 1 or more
     * @param unit of which kind
     */
    public record Case(@Nullable String field, @Nullable String equalTo, int days, Unit unit) {

        public Case {
            if ((field == null) != (equalTo == null)) {
                throw new IllegalArgumentException("field and equalTo go together: " + field + ", " + equalTo);
            }
            if (days < 1) {
                throw new IllegalArgumentException("days must be 1 or more: " + days);
            }
            Objects.requireNonNull(unit, "unit");
        }

        /** Whether this case applies to these form values. */
        public boolean holds(Map<String, String> values) {
            return field == null || Objects.equals(values.get(field), equalTo);
        }
    }
}
