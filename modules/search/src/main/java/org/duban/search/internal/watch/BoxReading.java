package org.duban.search.internal.watch;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.search.TextKind;
import org.duban.search.internal.lucene.ConditionQueries;
import org.duban.search.internal.lucene.rank.PlainVocabulary;
import org.duban.search.internal.lucene.rank.TellingRanking;
import org.duban.search.internal.query.Box;
import org.duban.search.internal.query.Marks;
import org.duban.search.internal.query.Plan;
import org.duban.search.internal.query.Reading;
import org.duban.search.internal.service.Lookups;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.service.VocabularySource;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Days;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Like;
import org.duban.spi.search.Condition.Lit;
import org.duban.spi.search.Condition.Not;
import org.duban.spi.search.Condition.Within;

/** Reads watches as the search box reads. */
public final class BoxReading implements WatchReading {

    /** The field that documents have grams in. */
    public static final String GRAMS = "g";

    private final VocabularySource vocabularies;
    private final FormTypes formTypes;
    private final Calendars calendars;
    private final InstantSource clock;
    private final ZoneId zone;
    private final ConditionQueries queries;

    public BoxReading(
            VocabularySource vocabularies, FormTypes formTypes, Calendars calendars, InstantSource clock, ZoneId zone) {
        this.vocabularies = vocabularies;
        this.formTypes = formTypes;
        this.calendars = calendars;
        this.clock = clock;
        this.zone = zone;
        PlainVocabulary vocabulary =
                new PlainVocabulary(() -> vocabularies.current().words());
        this.queries = new ConditionQueries(new TellingRanking(vocabulary, GRAMS), vocabulary.states());
    }

    /** Today, the vocabulary, the form types with their versions and the calendar. */
    private record Basis(LocalDate today, Vocabulary vocabulary, List<String> formTypes, String calendar) {}

    @Override
    public Object basis() {
        LocalDate today = today();
        return new Basis(
                today,
                vocabularies.current(),
                formTypes.all().stream()
                        .map(type -> type.id() + "@" + type.version())
                        .sorted()
                        .toList(),
                calendars.asOf(today).version());
    }

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    @Override
    public Wanted read(String text) {
        LocalDate today = today();
        Vocabulary vocabulary = vocabularies.current();
        Reading reading = Box.read(text, Lookups.of(vocabulary, formTypes, calendars.asOf(today), today));
        if (!reading.remarks().isEmpty()) {
            throw refused(text, reading.remarks().stream().collect(Collectors.joining("；")));
        }
        // In texts alone: who wants what is a unit's says so with a field.
        Condition condition = strictly(
                Plan.of(reading, vocabulary, EnumSet.allOf(TextKind.class)).whole());
        boolean ofTexts = seeksText(condition);
        if (!ofTexts && !seeksFacts(condition)) {
            throw refused(text, "要有想找的文字，或类型、单位等条件；只有排除不行");
        }
        return new Wanted(condition, queries.filter(condition), !ofTexts);
    }

    private static DubanException refused(String text, String expected) {
        return new DubanException(
                Problem.of(ErrorCode.INVALID_FIELD, "text", text, expected, "这项关注的条件不能用", "this can't be watched for"));
    }

    @Override
    public Marks marks(Wanted wanted) {
        return Marks.of(wanted.condition(), vocabularies.current().words());
    }

    /** Where the search box would be content with most of a long text's words, a watch wants all: it is asked of one text, not of a whole index. */
    static Condition strictly(Condition condition) {
        if (condition instanceof And and) {
            return new And(and.conditions().stream().map(BoxReading::strictly).toList());
        } else if (condition instanceof AnyOf anyOf) {
            return new AnyOf(
                    anyOf.conditions().stream().map(BoxReading::strictly).toList());
        } else if (condition instanceof Not not) {
            return new Not(strictly(not.condition()));
        } else if (condition instanceof Within within) {
            return new Within(within.kinds(), strictly(within.condition()));
        }
        return condition instanceof About about ? new About(about.text(), Condition.Need.ALL) : condition;
    }

    /** Whether it looks for something in texts. */
    static boolean seeksText(Condition condition) {
        if (condition instanceof And and) {
            return and.conditions().stream().anyMatch(BoxReading::seeksText);
        } else if (condition instanceof AnyOf anyOf) {
            return anyOf.conditions().stream().anyMatch(BoxReading::seeksText);
        } else if (condition instanceof Within within) {
            return seeksText(within.condition());
        }
        return condition instanceof Contains || condition instanceof About || condition instanceof Like;
    }

    /** Whether it says something of the matter that not every matter fits. */
    static boolean seeksFacts(Condition condition) {
        if (condition instanceof And and) {
            return and.conditions().stream().anyMatch(BoxReading::seeksFacts);
        } else if (condition instanceof AnyOf anyOf) {
            return anyOf.conditions().stream().allMatch(BoxReading::seeksFacts);
        } else if (condition instanceof Within within) {
            return seeksFacts(within.condition());
        }
        return condition instanceof Key || condition instanceof Days || condition instanceof Lit;
    }
}
