package org.duban.api.evaluation;

import java.util.Comparator;
import java.util.Objects;

/**
 * Who is judged.
 *
 * @param kind of which kind
 * @param id id of the unit or person; the number of a group in decimal
 */
public record Subject(SubjectKind kind, String id) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind).thenComparing(Subject::id);

    public Subject {
        Objects.requireNonNull(kind, "kind");
        if (id.isBlank()) {
            throw new IllegalArgumentException("a subject has an id");
        }
    }

    public static Subject unit(String id) {
        return new Subject(SubjectKind.UNIT, id);
    }

    public static Subject leader(String person) {
        return new Subject(SubjectKind.LEADER, person);
    }

    public static Subject group(int number) {
        return new Subject(SubjectKind.GROUP, Integer.toString(number));
    }

    public static Subject officer(String person) {
        return new Subject(SubjectKind.OFFICER, person);
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
