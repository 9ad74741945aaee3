package org.duban.search.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How people ask: words that say little about what is looked for, and by which a question is known. The words are data beside this class. */
public final class Asking {

    private static final Set<String> QUESTIONS = read("question-words.txt");
    private static final Set<String> REQUESTS = read("request-words.txt");

    /** How people ask and address an office: 请问, 怎么, 关于, 问题. */
    private static final Set<String> ASKING =
            union(Stream.of(QUESTIONS, REQUESTS, read("asking-words.txt")).flatMap(Set::stream));

    /** What only joins words: 的, 和, 属于. */
    private static final Set<String> FUNCTION = read("function-words.txt");

    private static final Set<String> WORDS = union(Stream.concat(ASKING.stream(), FUNCTION.stream()));

    /** Question words that are looked for in what the dictionary takes for one word: those of one character are part of other words, but 谁. */
    private static final List<String> INSIDE = QUESTIONS.stream()
            .filter(word -> word.length() > 1 || word.equals("谁"))
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();

    /** A request names at least so many characters of what it is about; with fewer it is a word: 咨询电话. */
    private static final int ADDRESSED = 5;

    private Asking() {}

    /** Holds the dictionary from the first use of it on. */
    private static final class Dictionary {
        static final Words WITH_ASKING = Words.standard().with(WORDS);
    }

    /** All words this class knows, for a dictionary that is to cut them. */
    public static Set<String> words() {
        return WORDS;
    }

    /** Whether a folded word is only how people ask. */
    public static boolean isAsking(String word) {
        return ASKING.contains(word);
    }

    /** Whether a folded word says something about what is looked for: it neither asks nor joins. */
    public static boolean tells(String word) {
        return !ASKING.contains(word) && !FUNCTION.contains(word);
    }

    /**
     * Cuts a text into words, and question words out of what the dictionary takes for one word: 是|什么, 多少|个.
     *
     * @param words a dictionary that knows {@link #words()}
     */
    public static List<Span> cut(String folded, Words words) {
        List<Span> pieces = new ArrayList<>();
        for (Span piece : words.segment(folded)) {
            cut(folded, piece, pieces);
        }
        return pieces;
    }

    private static void cut(String folded, Span piece, List<Span> into) {
        String word = folded.substring(piece.start(), piece.end());
        if (word.length() > 1 && !ASKING.contains(word)) {
            for (String question : INSIDE) {
                int at = word.indexOf(question);
                if (at >= 0) {
                    int start = piece.start() + at;
                    int end = start + question.length();
                    if (at > 0) {
                        cut(folded, new Span(piece.start(), start), into);
                    }
                    into.add(new Span(start, end));
                    if (end < piece.end()) {
                        cut(folded, new Span(end, piece.end()), into);
                    }
                    return;
                }
            }
        }
        into.add(piece);
    }

    /** Whether a text asks something about something: 锣鼓经是什么. Its answer needn't have all of its words. */
    public static boolean isQuestion(CharSequence text) {
        List<String> words = words(text);
        return words.stream().anyMatch(QUESTIONS::contains) && told(words) > 0;
    }

    /** Whether a text is written to an office: 关于公交站台的建议. What it asks for needn't be said in all of its words. */
    public static boolean isRequest(CharSequence text) {
        List<String> words = words(text);
        return !words.isEmpty() && REQUESTS.contains(words.get(0)) && told(words) >= ADDRESSED;
    }

    /** The words of a text that have something that counts. */
    private static List<String> words(CharSequence text) {
        String folded = Folding.fold(text);
        return cut(folded, Dictionary.WITH_ASKING).stream()
                .map(piece -> folded.substring(piece.start(), piece.end()))
                .filter(word -> counting(word) > 0)
                .toList();
    }

    /** How many characters say what it is about. */
    private static long told(List<String> words) {
        return words.stream().filter(Asking::tells).mapToLong(Asking::counting).sum();
    }

    private static long counting(String word) {
        return word.codePoints().filter(Folding::counts).count();
    }

    private static Set<String> union(Stream<String> words) {
        return words.collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> read(String name) {
        try (InputStream in = Asking.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + Asking.class.getName());
            }
            return union(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split(" ")))
                    .filter(word -> !word.isEmpty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
