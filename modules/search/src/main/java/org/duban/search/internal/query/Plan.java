package org.duban.search.internal.query;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.duban.search.internal.service.Vocabulary;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Everything;
import org.jspecify.annotations.Nullable;

/**
 * How a text is looked for.
 *
 * @param strict what is wanted; decides the score
 * @param relaxed what to want when nothing fits {@code strict}, with the remark {@link #RELAXED}; null when that would be no different
 * @param filters facts and exclusions; hold in both cases, are no part of the score
 */
public record Plan(Condition strict, @Nullable Condition relaxed, List<Condition> filters) {

    /** What a person is told when {@link #relaxed} was used. */
    public static final String RELAXED = "没有同时包含这些文字的事项，以下按相近程度列出";

    public Plan {
        Objects.requireNonNull(strict, "strict");
        filters = List.copyOf(filters);
    }

    /** A plan for what was read. */
    public static Plan of(Reading reading, Vocabulary vocabulary) {
        List<Condition> words = reading.parts().stream()
                .filter(Reading.Word.class::isInstance)
                .map(part -> (Condition) new Contains(((Reading.Word) part).text()))
                .toList();
        return new Plan(words.isEmpty() ? new Everything() : new And(words), null, List.of());
    }

    /** Wanted and filters in one: for standing queries. */
    public Condition whole() {
        return filters.isEmpty()
                ? strict
                : new And(Stream.concat(Stream.of(strict), filters.stream()).toList());
    }
}
