package org.duban.spi.search;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.api.calendar.DueDates;
import org.duban.api.search.TextKind;
import org.jspecify.annotations.Nullable;

/** What must hold for a matter to be found. */
public sealed interface Condition {

    /** Every matter. */
    record Everything() implements Condition {}

    /**
     * Texts about the same thing as this one: the more of its telling words, and the nearer together, the better. For what people write
     * without thinking of words: a question, a title.
     *
     * @param text as it was typed
     * @param need what a text must have at least
     */
    record About(String text, Need need) implements Condition {
        public About {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(need, "need");
        }
    }

    /** How much of what is looked for a text must have. */
    enum Need {
        /** Every telling word, somewhere. */
        ALL,
        /** The weightier part. */
        MOST
    }

    /**
     * Texts that contain exactly this, whatever punctuation and spaces are between its characters; traditional and simplified, full and half
     * width, upper and lower case are the same. Dates and document numbers also in other spellings.
     *
     * @param text one character or more that can be searched for
     */
    record Contains(String text) implements Condition {
        public Contains {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Matters that share the most telling words with a long text; for finding the like of a matter.
     *
     * @param title the title, whose words weigh more; may be empty
     * @param text everything else; may be empty
     */
    record Like(String title, String text) implements Condition {
        public Like {
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(text, "text");
        }
    }

    /** {@code condition}, looked for only in texts of these kinds; conditions on keys and dates are not touched by it. */
    record Within(Set<TextKind> kinds, Condition condition) implements Condition {
        public Within {
            kinds = Set.copyOf(kinds);
            Objects.requireNonNull(condition, "condition");
        }
    }

    /** All hold; the score is the sum. */
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one holds; the score is that of the best: other names of one thing. */
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** It doesn't hold. */
    record Not(Condition condition) implements Condition {
        public Not {
            Objects.requireNonNull(condition, "condition");
        }
    }

    /** A key has one of these values; scores like a rare word when it is looked for, not at all as a filter. */
    record Key(String key, Set<String> values) implements Condition {
        public Key {
            Objects.requireNonNull(key, "key");
            values = Set.copyOf(values);
        }
    }

    /** A day lies between these, both included, in days since 1970-01-01. */
    record Days(Day day, long from, long to) implements Condition {
        public Days {
            Objects.requireNonNull(day, "day");
        }
    }

    /** A day of a matter. */
    enum Day {
        /** {@link MatterText#receivedOn}. */
        RECEIVED,
        /** {@link MatterText#dueOn}. */
        DUE
    }

    /**
     * The lead's clock runs at an instant and counts to one of these dates; which, depends on the form type.
     *
     * @param asOf the instant; null: now, as the matter stands in the index
     * @param cases each for some versions of a form type; a matter of another has no light
     */
    record Lit(@Nullable Instant asOf, List<Case> cases) implements Condition {
        public Lit {
            cases = List.copyOf(cases);
        }
    }

    /**
     * The due dates that show a light.
     *
     * @param formType id of the form type
     * @param formVersions the versions it is about; empty: all that no other case names
     * @param dates due dates
     */
    record Case(String formType, Set<Integer> formVersions, DueDates dates) {
        public Case {
            Objects.requireNonNull(formType, "formType");
            formVersions = Set.copyOf(formVersions);
            Objects.requireNonNull(dates, "dates");
        }
    }
}
