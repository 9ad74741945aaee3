package org.duban.search.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Asking;
import org.duban.spi.search.Condition;

/**
 * What a person typed, as it was read. All parts must hold.
 *
 * @param parts in the order typed
 * @param remarks what a person should know, in Chinese: that a name means nothing here, that the text was too long
 */
public record Reading(List<Part> parts, List<String> remarks) {

    public Reading {
        parts = List.copyOf(parts);
        remarks = List.copyOf(remarks);
    }

    /** One thing that is wanted. */
    public sealed interface Part {}

    /**
     * A word, or whatever stands between two spaces.
     *
     * @param text as it was typed; something in it can be searched for
     */
    public record Word(String text) implements Part {
        public Word {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * What stood in quotes: exactly that.
     *
     * @param text as it was typed; something in it can be searched for
     */
    public record Phrase(String text) implements Part {
        public Phrase {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A part to be found in texts of one kind. */
    public record In(TextKind kind, Part part) implements Part {
        public In {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(part, "part");
        }
    }

    /**
     * A fact about the matter.
     *
     * @param condition on keys or days
     * @param field what people call it: 牵头单位
     * @param value what it must be, for people: 住建局、执法局
     */
    public record Fact(Condition condition, String field, String value) implements Part {
        public Fact {
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(value, "value");
        }
    }

    /** At least one of them, two or more. */
    public record Either(List<Part> parts) implements Part {
        public Either {
            parts = List.copyOf(parts);
        }
    }

    /** Not this. */
    public record Without(Part part) implements Part {
        public Without {
            Objects.requireNonNull(part, "part");
        }
    }

    /** More than so many words apart are no list of words but a sentence. */
    static final int MOST_WORDS = 6;

    /** A word of more characters (or runs of letters and digits) is no word but a sentence. */
    static final int LONGEST_WORD = 12;

    private static final int LONGEST_SHOWN = 60;

    /** The words typed apart, in their order. */
    List<String> words() {
        return parts.stream()
                .filter(Word.class::isInstance)
                .map(part -> ((Word) part).text())
                .toList();
    }

    /** Whether the words are what people write without thinking of words: a question, a title. */
    boolean isProse() {
        List<String> words = words();
        return words.size() > MOST_WORDS
                || words.stream().anyMatch(Reading::isProse)
                || Asking.isQuestion(String.join(" ", words));
    }

    /** Whether one word is a sentence: it is long, a question or a request. */
    static boolean isProse(String word) {
        return Searched.length(word) > LONGEST_WORD || Asking.isQuestion(word) || Asking.isRequest(word);
    }

    /** How it was understood, in Chinese: 包含“晏家坪”；不含“拆迁”；牵头单位：住建局. Empty when nothing is looked for. */
    public String understood() {
        List<String> all = new ArrayList<>();
        List<String> words = words();
        if (isProse()) {
            all.add("有关“" + shown(String.join(" ", words)) + "”");
        } else if (!words.isEmpty()) {
            all.add("包含" + words.stream().map(word -> "“" + shown(word) + "”").collect(Collectors.joining()));
        }
        for (Part part : parts) {
            if (!(part instanceof Word)) {
                all.add(understood(part, ""));
            }
        }
        return String.join("；", all);
    }

    private static String understood(Part part, String not) {
        String contains = not.isEmpty() ? "包含" : "不含";
        if (part instanceof Word word) {
            return contains + "“" + shown(word.text()) + "”";
        } else if (part instanceof Phrase phrase) {
            return (not.isEmpty() ? "原文包含" : "原文不含") + "“" + shown(phrase.text()) + "”";
        } else if (part instanceof In in) {
            return in.kind().zh() + understood(in.part(), not);
        } else if (part instanceof Fact fact) {
            return fact.field() + (not.isEmpty() ? "：" : "不是：") + fact.value();
        } else if (part instanceof Without without) {
            return understood(without.part(), "不");
        }
        List<Part> either = ((Either) part).parts();
        if (either.stream().allMatch(Word.class::isInstance)) {
            return contains
                    + either.stream()
                            .map(word -> "“" + shown(((Word) word).text()) + "”")
                            .collect(Collectors.joining("或"));
        }
        // What excludes one of several excludes each of them.
        return either.stream().map(one -> understood(one, not)).collect(Collectors.joining(not.isEmpty() ? "或" : "，"));
    }

    /** A text in a sentence for people: not too long, and on one line. */
    static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        int end = Math.min(line.length(), LONGEST_SHOWN);
        if (end < line.length() && Character.isLowSurrogate(line.charAt(end))) {
            end--;
        }
        return end == line.length() ? line : line.substring(0, end) + "…";
    }
}
