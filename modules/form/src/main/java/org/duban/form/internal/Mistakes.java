package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/** The mistakes of one definition, collected so that its author sees them all at once. */
final class Mistakes {

    private final List<Problem> problems = new ArrayList<>();

    void add(String pointer, @Nullable JsonNode value, String expected, String zh, String en) {
        problems.add(Problem.of(ErrorCode.FORM_TYPE_INVALID, pointer, StrictJson.show(value), expected, zh, en));
    }

    int count() {
        return problems.size();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
    }
}
