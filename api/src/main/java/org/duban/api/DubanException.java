package org.duban.api;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one exception Duban throws. Nothing was done when it is thrown: no event, no number, no row.
 *
 * <p>{@link #getMessage()} is for logs and people: the code, then each problem in Chinese. Programs look at {@link #code()}
 * and {@link #problems()}.
 */
public final class DubanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // Throwable is Serializable by inheritance only: Duban never serializes an exception.
    private final transient List<Problem> problems;

    public DubanException(Problem problem) {
        this(List.of(problem), null);
    }

    public DubanException(Problem problem, Throwable cause) {
        this(List.of(problem), cause);
    }

    /**
     * @param problems all that is wrong, the most important first; at least one
     * @param cause what led to it, or null
     */
    public DubanException(List<Problem> problems, @Nullable Throwable cause) {
        super(message(problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** The code of the first problem. */
    public ErrorCode code() {
        return problems.get(0).code();
    }

    /** All that is wrong, the most important first; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems must not be empty");
        }
        return problems.get(0).code()
                + ": "
                + problems.stream().map(Problem::describe).collect(Collectors.joining("；"));
    }
}
