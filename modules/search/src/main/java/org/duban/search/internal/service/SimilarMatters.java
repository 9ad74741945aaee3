package org.duban.search.internal.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.access.Visibility;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterId;
import org.duban.api.search.Facet;
import org.duban.api.search.Hit;
import org.duban.api.search.Passage;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.Similar;
import org.duban.api.search.Similar.Kind;
import org.duban.api.search.Similar.Reason;
import org.duban.api.search.Snippet;
import org.duban.api.search.TextKind;
import org.duban.search.internal.service.Learner.Subject;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.jspecify.annotations.Nullable;

/** Finds the matters most like a draft: the index proposes, {@link Likeness} decides. */
final class SimilarMatters {

    static final String TITLE = "#title";
    static final String UNIT = "#unit";
    static final String AREA = "#area";

    /** The index proposes so many, more when more are wanted. */
    private static final int CANDIDATES = 50;

    /** So much of a text is looked for; what a message is about is said in its first sentences. */
    private static final int ASKED_ABOUT = 600;

    /** What is less like is not shown. */
    static final double LEAST = 0.2;

    private static final int PASSAGE = 120;

    private final FormTypes formTypes;
    private final Learner learner;

    SimilarMatters(FormTypes formTypes, Learner learner) {
        this.formTypes = formTypes;
        this.learner = learner;
    }

    /**
     * What is looked for.
     *
     * @param draft title, content, area and form
     * @param formText the texts of the form
     * @param type the form type; null when it isn't known, then the texts alone count
     * @param units ids of its units; empty when there are none yet
     * @param self the matter itself, which isn't like itself; null for a draft
     */
    record Wanted(
            Draft draft,
            Collection<String> formText,
            @Nullable FormType type,
            Set<String> units,
            @Nullable MatterId self) {}

    /** Makes a hit of a matter. */
    @FunctionalInterface
    interface Hits {
        Hit of(Found.Match match, Snippet title, List<Passage> passages);
    }

    List<Similar> find(
            Wanted wanted,
            Visibility visibility,
            SearchIndex index,
            int limit,
            Vocabulary vocabulary,
            Labels labels,
            Hits hits) {
        FormType type = wanted.type();
        if (type != null && type.similarBy().isEmpty() || visibility.clauses().isEmpty()) {
            return List.of();
        }
        Draft draft = wanted.draft();
        List<String> texts = new ArrayList<>(List.of(draft.content()));
        texts.addAll(wanted.formText());
        String text = texts.stream().filter(each -> !each.isBlank()).collect(Collectors.joining("\n"));
        if (draft.title().isBlank() && text.isBlank()) {
            return List.of();
        }
        List<String> by = type == null ? List.of(TITLE, AREA, UNIT) : type.similarBy();
        Map<String, String> fields = fields(draft, by);
        Likeness.Side one = Likeness.Side.of(
                draft.title(),
                text,
                by.contains(AREA) ? draft.area() : null,
                by.contains(UNIT) ? wanted.units() : Set.of(),
                fields);
        Rarity rarity = learner.rarity();
        Found found = index.find(new Asked(
                new Condition.Like(head(draft.title(), Likeness.TITLE_LOOKED_AT), head(text, ASKED_ABOUT)),
                List.of(),
                visibility,
                Sort.RELEVANCE,
                Set.of(),
                Math.max(CANDIDATES, limit) + 1,
                null,
                1));
        record Liked(Found.Match match, Subject subject, Likeness likeness) {}
        List<Liked> liked = new ArrayList<>();
        for (Found.Match match : found.matches()) {
            MatterText matter = match.matter();
            if (matter.id().equals(wanted.self())) {
                continue;
            }
            Subject subject = Subject.of(matter);
            Likeness likeness = Likeness.of(one, side(matter, subject, by, fields), rarity);
            if (likeness.value() >= LEAST) {
                liked.add(new Liked(match, subject, likeness));
            }
        }
        liked.sort(Comparator.comparingDouble((Liked each) -> -each.likeness().value())
                .thenComparing(each -> each.match().matter().id()));
        Words words = vocabulary.words();
        return liked.stream()
                .limit(limit)
                .map(each -> new Similar(
                        hits.of(
                                each.match(),
                                marked(each.subject().title(), each.likeness().marksInOtherTitle()),
                                passages(each.match().matter(), each.subject(), each.likeness(), words)),
                        each.likeness().value(),
                        reasons(each.likeness(), one, type, words, labels)))
                .toList();
    }

    private static String head(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private Map<String, String> fields(Draft draft, List<String> by) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (by.stream().anyMatch(each -> each.startsWith("/"))) {
            Map<String, String> values = formTypes.values(draft.form());
            for (String pointer : by) {
                String value = pointer.startsWith("/") ? values.get(pointer) : null;
                if (value != null && !value.isBlank()) {
                    fields.put(pointer, value);
                }
            }
        }
        return fields;
    }

    /** The index has the values of filters under their pointers, and the others among the texts. */
    private static Likeness.Side side(
            MatterText matter, Subject subject, List<String> by, Map<String, String> fieldsOfOne) {
        Map<String, String> fields = new LinkedHashMap<>();
        fieldsOfOne.forEach((pointer, value) -> {
            Set<String> own = matter.keys().get(pointer);
            if (own != null ? own.contains(value) : subject.values().contains(value)) {
                fields.put(pointer, value);
            }
        });
        String area = Lights.only(matter, Facet.AREA.name());
        Set<String> units = new LinkedHashSet<>(matter.key(Facet.UNIT.name()));
        units.remove("");
        return Likeness.Side.of(
                subject.title(),
                subject.text(),
                by.contains(AREA) && !area.isEmpty() ? area : null,
                by.contains(UNIT) ? units : Set.of(),
                fields);
    }

    // ---- why

    private List<Reason> reasons(
            Likeness likeness, Likeness.Side one, @Nullable FormType type, Words words, Labels labels) {
        List<Reason> reasons = new ArrayList<>();
        add(reasons, Kind.TITLE, "标题所说的" + quoted(likeness.sharedOfTitle(words)) + "相同", likeness.share(Kind.TITLE));
        add(reasons, Kind.TEXT, "都提到" + quoted(likeness.sharedOfText(words)), likeness.share(Kind.TEXT));
        if (one.area() != null) {
            add(reasons, Kind.AREA, "同在" + labels.of(Facet.AREA, one.area()), likeness.share(Kind.AREA));
        }
        add(
                reasons,
                Kind.UNIT,
                "同由" + likeness.sameUnits().stream().map(labels::unit).collect(Collectors.joining("、")) + "承办",
                likeness.share(Kind.UNIT));
        likeness.fieldShares()
                .forEach((pointer, share) -> add(
                        reasons,
                        Kind.FIELD,
                        title(type, pointer) + "同为“" + one.fields().get(pointer) + "”",
                        share));
        reasons.sort(Comparator.comparingDouble(Reason::share).reversed());
        return reasons;
    }

    private static void add(List<Reason> reasons, Kind kind, String text, double share) {
        if (share > 0) {
            reasons.add(new Reason(kind, text, share));
        }
    }

    private static String quoted(List<String> shared) {
        return shared.isEmpty()
                ? "文字"
                : shared.stream().map(each -> "“" + each + "”").collect(Collectors.joining());
    }

    private String title(@Nullable FormType type, String pointer) {
        return type == null
                ? pointer
                : formTypes.fields(type).stream()
                        .filter(field -> field.pointer().equals(pointer))
                        .map(FormField::title)
                        .findFirst()
                        .orElse(pointer);
    }

    // ---- what is shown

    static Snippet marked(String text, List<Span> marks) {
        return marked(text, 0, text.length(), marks);
    }

    private static Snippet marked(String text, int from, int to, List<Span> marks) {
        List<Snippet.Piece> pieces = new ArrayList<>();
        int at = from;
        for (Span mark : marks) {
            int start = Math.max(at, mark.start());
            int end = Math.min(to, mark.end());
            if (start < end) {
                piece(pieces, text.substring(at, start), false);
                piece(pieces, text.substring(start, end), true);
                at = end;
            }
        }
        piece(pieces, text.substring(at, to), false);
        return new Snippet(pieces);
    }

    private static void piece(List<Snippet.Piece> pieces, String text, boolean found) {
        int last = pieces.size() - 1;
        if (text.isEmpty()) {
            return;
        }
        if (last >= 0 && pieces.get(last).found() == found) {
            pieces.set(last, new Snippet.Piece(pieces.get(last).text() + text, found));
        } else {
            pieces.add(new Snippet.Piece(text, found));
        }
    }

    /** The stretch of the content that has the most in common; none when nothing has. */
    private static List<Passage> passages(MatterText matter, Subject subject, Likeness likeness, Words words) {
        List<Span> marks = likeness.marksInOtherText();
        if (marks.isEmpty()) {
            return List.of();
        }
        MatterText.Text content = matter.texts().stream()
                .filter(text -> text.kind() == TextKind.CONTENT)
                .findFirst()
                .orElseThrow();
        // The subject's text begins with the first content.
        String text = content.text();
        int best = 0;
        int bestStart = 0;
        for (Span mark : marks) {
            int start = mark.start();
            int common = 0;
            for (Span other : marks) {
                if (other.start() >= start && other.end() <= start + PASSAGE) {
                    common += other.length();
                }
            }
            if (common > best && start < text.length()) {
                best = common;
                bestStart = start;
            }
        }
        if (best == 0) {
            return List.of();
        }
        int from = Math.max(0, bestStart - 10);
        while (from > 0 && !words.boundary(text, from)) {
            from--;
        }
        int to = Math.min(text.length(), from + PASSAGE);
        while (to > from + 1 && !words.boundary(text, to)) {
            to--;
        }
        return List.of(new Passage(
                content.kind(), content.version(), content.at(), content.by(), marked(text, from, to, marks)));
    }
}
