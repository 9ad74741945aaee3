package org.duban.search.internal.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.access.Visibility;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Draft;
import org.duban.api.search.Similar;
import org.duban.api.search.TextKind;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.spi.directory.Directory;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;
import org.duban.spi.search.SearchIndex;

/** Asks for similar matters as the service does, of an index that has no journal behind it. In this package, because nobody else may. */
public final class SimilarProbe implements AutoCloseable {

    private static final int SHOWN = 5;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final SearchIndex index;
    private final Learner learner;
    private final SimilarMatters similar;
    private final Vocabulary vocabulary = new Vocabulary(Words.standard(), NameBook.of(List.of()), Synonyms.NONE);
    private final Labels labels;
    private final Lights lights;

    public SimilarProbe(SearchIndex index, Directory directory) {
        FormTypes formTypes = FormTypesService.of(List.of());
        this.index = index;
        this.learner = new Learner(() -> index, people -> {});
        this.similar = new SimilarMatters(formTypes, learner);
        this.labels = new Labels(vocabulary, directory, formTypes, Map.of());
        this.lights = new Lights(formTypes, null, DAY, new CalendarService().asOf(DAY));
        learner.rarity();
    }

    /** What is most like a matter that is being registered with the title and content of another one. */
    public List<Similar> like(MatterText matter) {
        return similar.find(
                new SimilarMatters.Wanted(
                        Draft.of("message").title(text(matter, TextKind.TITLE)).content(text(matter, TextKind.CONTENT)),
                        List.of(),
                        null,
                        Set.of(),
                        matter.id()),
                Visibility.EVERYTHING,
                index,
                SHOWN,
                vocabulary,
                labels,
                (match, title, passages) -> HitMaker.hit(match, lights, title, passages));
    }

    private static String text(MatterText matter, TextKind kind) {
        return matter.texts().stream()
                .filter(text -> text.kind() == kind)
                .map(Text::text)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        learner.close();
    }
}
