package org.duban.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with what somebody asked, so that it can be mended in one go. Not thread-safe. */
public final class Checks {

    private final List<Problem> problems = new ArrayList<>();

    /** A text that must be there and not blank. */
    public Checks text(String field, @Nullable String value, String expected) {
        return that(value != null && !value.isBlank(), Problem.missing(field, expected));
    }

    /** A text that must be there, not blank and no longer than {@code longest} UTF-16 units. */
    public Checks text(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return that(false, Problem.missing(field, "1 至 " + longest + " 个字符"));
        }
        return that(
                value.length() <= longest,
                Problem.invalid(field, value.length() + " 个字符", "1 至 " + longest + " 个字符", "内容太长"));
    }

    /** Something that may be blank, but must be there. */
    public Checks given(String field, @Nullable Object value, String expected) {
        return that(value != null, Problem.missing(field, expected + "，没有就填空文本"));
    }

    /** Anything else. */
    public Checks that(boolean good, Problem otherwise) {
        if (!good) {
            problems.add(otherwise);
        }
        return this;
    }

    /** Problems found elsewhere. */
    public Checks all(List<Problem> found) {
        problems.addAll(found);
        return this;
    }

    /** @throws DubanException with every problem found, if any was */
    public void done() {
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
    }
}
