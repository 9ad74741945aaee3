package org.duban.search.internal.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.access.Visibility;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.Snippet;
import org.duban.api.search.Suggestion;
import org.duban.api.search.Suggestion.Kind;
import org.duban.api.search.TextKind;
import org.duban.search.internal.names.Completions;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;

/** What somebody who is typing may want: names first, then words, then matters, each at most its part while there is enough of the others. */
final class Suggestions {

    /** Longer is no name, word or number; matters are still found by their titles. */
    private static final int LONGEST = 40;

    /** So many words are looked up among the matters the asker may see. */
    private static final int WORDS_ASKED = 8;

    private final Vocabulary vocabulary;
    private final SearchIndex index;
    private final Visibility visibility;
    private final String before;
    private final String typed;
    private final int limit;

    private Suggestions(Vocabulary vocabulary, SearchIndex index, Visibility visibility, String box, int limit) {
        this.vocabulary = vocabulary;
        this.index = index;
        this.visibility = visibility;
        this.limit = limit;
        int start = box.length();
        while (start > 0 && !isSpace(box.charAt(start - 1))) {
            start--;
        }
        before = box.substring(0, start);
        typed = box.substring(start);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static List<Suggestion> of(Vocabulary vocabulary, SearchIndex index, Visibility visibility, String box, int limit) {
        return new Suggestions(vocabulary, index, visibility, box, limit).all();
    }

    private List<Suggestion> all() {
        if (Folding.fold(typed).codePoints().noneMatch(Folding::counts)) {
            return List.of();
        }
        List<Suggestion> names = typed.length() > LONGEST ? List.of() : names();
        List<Suggestion> words = visibility.clauses().isEmpty() || typed.length() > LONGEST ? List.of() : words();
        List<Suggestion> matters = visibility.clauses().isEmpty() ? List.of() : matters();
        int third = Math.max(1, limit / 3);
        int ofMatters = Math.min(matters.size(), third);
        int ofWords = Math.min(words.size(), third);
        int ofNames = Math.min(names.size(), Math.max(limit - ofMatters - ofWords, third));
        ofWords = Math.min(words.size(), Math.max(ofWords, limit - ofNames - ofMatters));
        ofMatters = Math.min(matters.size(), Math.max(ofMatters, limit - ofNames - ofWords));
        List<Suggestion> merged = new ArrayList<>(names.subList(0, ofNames));
        merged.addAll(words.subList(0, ofWords));
        merged.addAll(matters.subList(0, ofMatters));
        return distinct(merged);
    }

    private List<Suggestion> distinct(List<Suggestion> suggestions) {
        Set<String> texts = new HashSet<>();
        return suggestions.stream()
                .filter(each -> texts.add(each.text()))
                .limit(limit)
                .toList();
    }

    private List<Suggestion> names() {
        List<Suggestion> found = new ArrayList<>();
        for (Name name : vocabulary.names().complete(typed, limit)) {
            found.add(new Suggestion(kind(name.kind()), before + name.name(), marked(name.name()), name.id()));
        }
        return distinct(found);
    }

    private static Kind kind(Name.Kind kind) {
        return switch (kind) {
            case UNIT -> Kind.UNIT;
            case PERSON -> Kind.PERSON;
            case PLACE -> Kind.PLACE;
        };
    }

    /** Only words that occur in what the asker may see. */
    private List<Suggestion> words() {
        Set<String> names = new HashSet<>();
        vocabulary.names().names().forEach(name -> {
            names.add(name.name());
            names.add(name.shortName());
        });
        List<Suggestion> found = new ArrayList<>();
        int asked = 0;
        for (String word : Completions.over(vocabulary.names()).complete(typed, limit + WORDS_ASKED)) {
            if (found.size() == limit || asked == WORDS_ASKED) {
                break;
            }
            if (names.contains(word)) {
                continue;
            }
            asked++;
            if (index.count(asked(new Condition.Contains(word), 0)) > 0) {
                found.add(new Suggestion(Kind.WORD, before + word, marked(word), ""));
            }
        }
        return found;
    }

    private List<Suggestion> matters() {
        Condition wanted = new Condition.Within(Set.of(TextKind.TITLE, TextKind.NUMBER), new Condition.Contains(typed));
        List<Suggestion> found = new ArrayList<>();
        for (Found.Match match : index.find(asked(wanted, limit)).matches()) {
            MatterText matter = match.matter();
            String number = HitMaker.number(matter);
            String title = HitMaker.title(matter);
            found.add(new Suggestion(
                    Kind.MATTER,
                    number.isEmpty() ? title : number,
                    marked(number + " " + title),
                    matter.id().value()));
        }
        return found;
    }

    private Asked asked(Condition wanted, int most) {
        return new Asked(wanted, List.of(), visibility, Sort.RELEVANCE, Set.of(), most, null, 1);
    }

    /** Where what was typed stands in a text; nowhere when it was typed in pinyin. */
    private Snippet marked(String text) {
        String folded = Folding.fold(text);
        String wanted = Folding.fold(typed);
        List<Span> marks = new ArrayList<>();
        for (int at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length())) {
            marks.add(new Span(at, at + wanted.length()));
        }
        return SimilarMatters.marked(text, marks);
    }
}
