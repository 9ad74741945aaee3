package org.duban.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.access.Visibility;
import org.duban.api.search.Correction;
import org.duban.api.search.Facet;
import org.duban.api.search.Passage;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.Snippet;
import org.duban.api.search.TextKind;
import org.duban.search.internal.names.Corrections;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.query.Box;
import org.duban.search.internal.query.Lookup;
import org.duban.search.internal.query.Marks;
import org.duban.search.internal.query.Plan;
import org.duban.search.internal.query.Reading;
import org.duban.search.internal.query.Snippets;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.service.VocabularySource;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.jspecify.annotations.Nullable;

/**
 * Searches an index as the product does, for somebody who may see everything and has no directory: units, people and places are called
 * by the ids that are in the index.
 */
final class ConsoleSearch {

    /** What results can be counted by here; lights depend on the instant. */
    static final Set<Facet> FACETS = Stream.of(Facet.values())
            .filter(facet -> facet != Facet.LIGHT)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    private static final int EXACT = 10_000;
    private static final int ALMOST_NOTHING = 2;
    private static final int PASSAGES = 3;
    private static final int PASSAGE_LENGTH = 120;

    private static final Map<Facet, Name.Kind> NAMED = Map.of(
            Facet.UNIT, Name.Kind.UNIT,
            Facet.LEAD_UNIT, Name.Kind.UNIT,
            Facet.OFFICER, Name.Kind.PERSON,
            Facet.LEADER, Name.Kind.PERSON,
            Facet.AREA, Name.Kind.PLACE);

    private final SearchIndex index;
    private final Vocabulary vocabulary;
    private final Lookup lookup;

    /** Makes of a vocabulary what names mean today. */
    @FunctionalInterface
    interface Names {
        Lookup meaning(Vocabulary vocabulary);
    }

    ConsoleSearch(SearchIndex index, Synonyms synonyms, Names names) {
        this.index = index;
        this.vocabulary = new Vocabulary(Words.standard().with(synonyms.names()), NameBook.of(ids(index)), synonyms);
        this.lookup = names.meaning(vocabulary);
    }

    /**
     * A matter that was found.
     *
     * @param title marked
     * @param passages the best first
     */
    record Hit(MatterText matter, double score, Snippet title, List<Passage> passages) {

        /** The matter's own number, which it got before any other. */
        String number() {
            return first(matter, TextKind.NUMBER);
        }

        /** The only value of a key; empty when there is none. */
        String only(Facet facet) {
            return matter.key(facet.name()).stream().findFirst().orElse("");
        }
    }

    /**
     * What was found.
     *
     * @param exact whether {@code total} is exact; else there are at least so many
     * @param facets value → how many, the most frequent first
     */
    record Answer(
            List<Hit> hits,
            long total,
            boolean exact,
            Map<Facet, Map<String, Long>> facets,
            @Nullable Correction correction,
            String understood,
            List<String> remarks) {}

    Answer search(String text, Sort sort, int limit, Set<Facet> facets) {
        Reading reading = Box.read(text, lookup);
        Plan plan = Plan.of(reading, vocabulary);
        List<String> remarks = new ArrayList<>(reading.remarks());
        Condition wanted = plan.strict();
        Found found = find(wanted, plan, sort, limit, facets);
        Correction correction = found.total() <= ALMOST_NOTHING ? correction(text, reading, found.total()) : null;
        Condition relaxed = plan.relaxed();
        if (found.total() == 0 && relaxed != null) {
            wanted = relaxed;
            found = find(wanted, plan, sort, limit, facets);
            if (found.total() > 0) {
                remarks.add(Plan.RELAXED);
            }
        }
        Marks marks = Marks.of(wanted, vocabulary.words());
        return new Answer(
                found.matches().stream().map(match -> hit(match, marks)).toList(),
                found.total(),
                found.exact(),
                counts(found, facets),
                correction,
                reading.understood(),
                remarks);
    }

    private Found find(Condition wanted, Plan plan, Sort sort, int limit, Set<Facet> facets) {
        return index.find(new Asked(
                wanted,
                plan.filters(),
                Visibility.EVERYTHING,
                sort,
                facets.stream().map(Facet::name).collect(Collectors.toSet()),
                limit,
                null,
                EXACT));
    }

    private static Hit hit(Found.Match match, Marks marks) {
        MatterText matter = match.matter();
        return new Hit(
                matter,
                match.score(),
                Snippets.title(first(matter, TextKind.TITLE), marks),
                Snippets.passages(matter, marks, PASSAGES, PASSAGE_LENGTH));
    }

    private static String first(MatterText matter, TextKind kind) {
        return matter.texts().stream()
                .filter(text -> text.kind() == kind)
                .findFirst()
                .map(MatterText.Text::text)
                .orElse("");
    }

    private static Map<Facet, Map<String, Long>> counts(Found found, Set<Facet> facets) {
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : facets) {
            Map<String, Long> sorted = new LinkedHashMap<>();
            found.facets().getOrDefault(facet.name(), Map.of()).entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(each -> sorted.put(each.getKey(), each.getValue()));
            counts.put(facet, sorted);
        }
        return counts;
    }

    /** Only for plain words: who knows the operators means what was typed. */
    private @Nullable Correction correction(String text, Reading reading, long total) {
        if (reading.parts().isEmpty() || !reading.parts().stream().allMatch(Reading.Word.class::isInstance)) {
            return null;
        }
        Optional<org.duban.search.internal.names.Correction> better =
                Corrections.over(vocabulary.words(), vocabulary.names()).correct(text, this::frequency);
        if (better.isEmpty()) {
            return null;
        }
        long found = frequency(better.get().text());
        return found > total
                ? new Correction(better.get().text(), better.get().reason().label(), found)
                : null;
    }

    private long frequency(String text) {
        Plan plan = Plan.of(Box.read(text, lookup), vocabulary);
        return index.count(new Asked(
                plan.strict(),
                plan.filters(),
                Visibility.EVERYTHING,
                Sort.RELEVANCE,
                Set.of(),
                0,
                null,
                Integer.MAX_VALUE));
    }

    /** Every id in the index, as its own name. */
    private static List<Name> ids(SearchIndex index) {
        Found all = index.find(new Asked(
                new Condition.Everything(),
                List.of(),
                Visibility.EVERYTHING,
                Sort.NEWEST,
                NAMED.keySet().stream().map(Facet::name).collect(Collectors.toSet()),
                0,
                null,
                1));
        return NAMED.entrySet().stream()
                .flatMap(kind -> all.facets().getOrDefault(kind.getKey().name(), Map.of()).keySet().stream()
                        .filter(id -> !id.isEmpty())
                        .map(id -> new Name(kind.getValue(), id, id, "")))
                .distinct()
                .toList();
    }

    /**
     * The synonyms a Duban with this data directory reads.
     *
     * @throws DubanException {@code CONFIGURATION_INVALID} with each line that is wrong
     */
    static Synonyms synonyms(Path directory) throws IOException {
        Path file = directory.resolve("config").resolve("synonyms.txt");
        try {
            return Synonyms.parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            return builtIn();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " 不是 UTF-8 编码", e);
        }
    }

    private static Synonyms builtIn() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(VocabularySource.class.getResourceAsStream("synonyms.txt"), "synonyms.txt")) {
            return Synonyms.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "synonyms.txt");
        }
    }
}
