package org.duban.search.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.search.Facet;
import org.duban.api.search.TextKind;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.query.Reading.Either;
import org.duban.search.internal.query.Reading.Fact;
import org.duban.search.internal.query.Reading.In;
import org.duban.search.internal.query.Reading.Part;
import org.duban.search.internal.query.Reading.Phrase;
import org.duban.search.internal.query.Reading.Without;
import org.duban.search.internal.query.Reading.Word;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Everything;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Need;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;
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

    /** A plan for what was read: not more than a few hundred conditions, whatever was typed. */
    public static Plan of(Reading reading, Vocabulary vocabulary) {
        return of(reading, vocabulary, Set.of());
    }

    /**
     * A plan that looks only in texts of some kinds.
     *
     * @param kinds empty: in all
     */
    public static Plan of(Reading reading, Vocabulary vocabulary, Set<TextKind> kinds) {
        Plan plan = new Planner(vocabulary).plan(reading, kinds.isEmpty());
        if (kinds.isEmpty()) {
            return plan;
        }
        Condition strict = plan.strict instanceof Everything ? plan.strict : new Within(kinds, plan.strict);
        return new Plan(strict, plan.relaxed == null ? null : new Within(kinds, plan.relaxed), plan.filters);
    }

    /** Wanted and filters in one: for standing queries. */
    public Condition whole() {
        return filters.isEmpty()
                ? strict
                : and(Stream.concat(Stream.of(strict), filters.stream())
                        .filter(condition -> !(condition instanceof Everything))
                        .toList());
    }

    private static Condition and(List<Condition> conditions) {
        return conditions.isEmpty()
                ? new Everything()
                : conditions.size() == 1 ? conditions.get(0) : new And(conditions);
    }

    private static Condition anyOf(Set<Condition> conditions) {
        return conditions.size() == 1 ? conditions.iterator().next() : new AnyOf(List.copyOf(conditions));
    }

    private static final class Planner {

        /** Other names that are looked for beside a word, of one sort. */
        private static final int MOST_OTHER_NAMES = 6;

        /** Units, people and places of one name. */
        private static final int MOST_NAMED = 50;

        /** Other names that are looked for altogether. */
        private static final int MOST_ALTERNATIVES = 200;

        private static final Map<Name.Kind, List<Facet>> KEYS = Map.of(
                Name.Kind.UNIT, List.of(Facet.UNIT),
                Name.Kind.PERSON, List.of(Facet.OFFICER, Facet.LEADER),
                Name.Kind.PLACE, List.of(Facet.AREA));

        private final Vocabulary vocabulary;
        private int alternatives;

        Planner(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        Plan plan(Reading reading, boolean keys) {
            List<Condition> wanted = new ArrayList<>();
            List<Condition> nearly = new ArrayList<>();
            List<Condition> filters = new ArrayList<>();
            // All words and phrases; where nothing has all of them, what has most comes near.
            List<String> texts = new ArrayList<>();
            Set<Condition> each = new LinkedHashSet<>();
            boolean prose = reading.isProse() && !isName(reading.words());
            if (prose) {
                wanted.add(about(reading.words()));
                each.add(about(reading.words()));
            }
            for (Part part : reading.parts()) {
                if (part instanceof Fact || part instanceof Without) {
                    filters.add(exactly(part));
                    continue;
                }
                Condition condition = null;
                if (!(prose && part instanceof Word)) {
                    condition = wanted(part, keys);
                    wanted.add(condition);
                }
                if (isText(part)) {
                    texts.addAll(texts(part));
                    if (condition != null) {
                        each.add(condition);
                    }
                } else if (part instanceof In in && texts(in.part()).stream().anyMatch(Planner::hasWords)) {
                    nearly.add(new Within(Set.of(in.kind()), about(texts(in.part()))));
                } else if (condition != null) {
                    nearly.add(condition);
                }
            }
            if (!texts.isEmpty()) {
                nearly.add(0, texts.stream().anyMatch(Planner::hasWords) ? about(texts) : anyOf(each));
            }
            Condition strict = and(wanted);
            Condition relaxed = and(nearly);
            return new Plan(strict, relaxed.equals(strict) || isShortest(reading.parts()) ? null : relaxed, filters);
        }

        /** Whether nothing less than the whole would be left to look for: a word of one or two characters. */
        private static boolean isShortest(List<Part> parts) {
            List<Part> looked = parts.stream()
                    .filter(part -> !(part instanceof Fact || part instanceof Without))
                    .toList();
            return looked.size() == 1 && looked.get(0) instanceof Word word && Searched.length(word.text()) <= 2;
        }

        /** Whether a long text is one word all the same: the full name of a unit. */
        private boolean isName(List<String> words) {
            return words.size() == 1
                    && (vocabulary.words().contains(Folding.fold(words.get(0)))
                            || !vocabulary.synonyms().of(words.get(0)).isEmpty()
                            || !vocabulary.names().find(words.get(0)).isEmpty());
        }

        private static Condition about(List<String> texts) {
            return new About(String.join(" ", texts), Need.MOST);
        }

        private static boolean isText(Part part) {
            return part instanceof Word
                    || part instanceof Phrase
                    || part instanceof Either either && either.parts().stream().allMatch(Planner::isText);
        }

        private static List<String> texts(Part part) {
            if (part instanceof Word word) {
                return List.of(word.text());
            } else if (part instanceof Phrase phrase) {
                return List.of(phrase.text());
            }
            return ((Either) part)
                    .parts().stream().flatMap(one -> texts(one).stream()).toList();
        }

        /** @param keys whether a word that names a unit, a person or a place finds what is theirs, too */
        private Condition wanted(Part part, boolean keys) {
            if (part instanceof Word word) {
                return Reading.isProse(word.text()) && !isName(List.of(word.text()))
                        ? about(List.of(word.text()))
                        : word(word.text(), keys);
            } else if (part instanceof In in) {
                // What a title says is not what a matter is, so keys don't count.
                return new Within(Set.of(in.kind()), wanted(in.part(), false));
            } else if (part instanceof Either either) {
                Set<Condition> any = new LinkedHashSet<>();
                either.parts().forEach(one -> any.add(wanted(one, keys)));
                return anyOf(any);
            }
            return exactly(part);
        }

        /** What must be so, or must not, without other names. */
        private static Condition exactly(Part part) {
            if (part instanceof Word word) {
                return new Contains(word.text());
            } else if (part instanceof Phrase phrase) {
                return new Contains(phrase.text());
            } else if (part instanceof In in) {
                return new Within(Set.of(in.kind()), exactly(in.part()));
            } else if (part instanceof Fact fact) {
                return fact.condition();
            } else if (part instanceof Without without) {
                return new Not(exactly(without.part()));
            }
            Set<Condition> any = new LinkedHashSet<>();
            ((Either) part).parts().forEach(one -> any.add(exactly(one)));
            return anyOf(any);
        }

        /** Letters and digits, a date, a document's number are one word as they stand; else there may be words that also make sense apart. */
        private static boolean hasWords(String text) {
            String searched = Searched.of(text);
            return searched.chars().anyMatch(c -> !Searched.isRun((char) c))
                    && Spellings.of(text, searched).isEmpty();
        }

        /** A word, or another name of the same thing. */
        private Condition word(String word, boolean keys) {
            String searched = Searched.of(word);
            Set<Condition> any = new LinkedHashSet<>();
            if (Searched.length(word) > 1 && hasWords(word)) {
                any.add(new About(word, Need.ALL));
            }
            any.add(new Contains(word));
            List<Name> names = names(word, searched);
            Set<String> others = new LinkedHashSet<>(vocabulary.synonyms().of(word));
            names.stream().limit(MOST_OTHER_NAMES).forEach(name -> {
                others.add(Folding.fold(name.name()));
                others.add(Folding.fold(name.shortName()));
            });
            others.stream()
                    .filter(other ->
                            !Searched.isEmpty(other) && !Searched.of(other).equals(searched))
                    .limit(MOST_OTHER_NAMES)
                    .forEach(other -> alternative(new Contains(other), any));
            if (keys) {
                keys(names).forEach((key, ids) -> alternative(new Key(key, ids), any));
            }
            Condition apart = apart(word);
            if (apart != null) {
                any.add(apart);
            }
            return anyOf(any);
        }

        /** What bears the name as it was typed; and what is spelled so, unless that could be nearly anything. */
        private List<Name> names(String word, String searched) {
            List<Name> names = new ArrayList<>();
            int spelled = 0;
            for (Name name : vocabulary.names().find(word)) {
                boolean literally = Searched.of(name.name()).equals(searched)
                        || Searched.of(name.shortName()).equals(searched);
                if (names.size() < MOST_NAMED && (literally || spelled++ < MOST_OTHER_NAMES)) {
                    names.add(name);
                }
            }
            return names;
        }

        private void alternative(Condition condition, Set<Condition> any) {
            if (alternatives < MOST_ALTERNATIVES && any.add(condition)) {
                alternatives++;
            }
        }

        private static Map<String, Set<String>> keys(List<Name> names) {
            Map<String, Set<String>> keys = new LinkedHashMap<>();
            for (Name name : names) {
                for (Facet facet : KEYS.getOrDefault(name.kind(), List.of())) {
                    keys.computeIfAbsent(facet.name(), key -> new LinkedHashSet<>())
                            .add(name.id());
                }
            }
            return keys;
        }

        /** 晏家坪住建局: 晏家坪, and 住建局 by any of its names. Null when nothing in the word has another name. */
        private @Nullable Condition apart(String word) {
            String folded = Folding.fold(word);
            List<Condition> all = new ArrayList<>();
            boolean otherNames = false;
            for (Span piece : vocabulary.words().segment(folded)) {
                String text = folded.substring(piece.start(), piece.end());
                if (Searched.isEmpty(text)) {
                    continue;
                }
                Set<Condition> any = new LinkedHashSet<>();
                any.add(new Contains(text));
                for (String other : vocabulary.synonyms().of(text).stream()
                        .limit(MOST_OTHER_NAMES)
                        .toList()) {
                    alternative(new Contains(other), any);
                }
                otherNames |= any.size() > 1;
                all.add(anyOf(any));
            }
            if (!otherNames || all.size() < 2 || alternatives + all.size() > MOST_ALTERNATIVES) {
                return null;
            }
            alternatives += all.size();
            return new And(all);
        }
    }
}
