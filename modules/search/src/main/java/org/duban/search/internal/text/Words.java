package org.duban.search.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A dictionary of Chinese words. Immutable; everything it is given or asked is {@linkplain Folding#fold folded} text, indexes are UTF-16 units.
 *
 * <p>Latin and digit runs are whole: a word never begins or ends inside one (a股 is no word in usa股).
 */
public final class Words {

    /** The longest word {@link #with} takes; the standard ones have 2 to 12 characters. */
    static final int LONGEST = 64;

    /** In the jar of ik-analyzer, Apache License 2.0. */
    private static final String DICTIONARY = "/dict/main2012.dic";

    private static final int STANDARD_LONGEST = 12;
    /** How much is looked at to place one cut. */
    private static final int WINDOW = 64;

    private final Trie standard;
    private final Trie added;
    private final Set<String> addedWords;

    private Words(Trie standard, Trie added, Set<String> addedWords) {
        this.standard = standard;
        this.added = added;
        this.addedWords = addedWords;
    }

    /** Takes words as they are found. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param start index of the word's first unit
         * @param end index after its last
         */
        void word(int start, int end);
    }

    /** Holds the standard dictionary from the first use of it on. */
    private static final class Standard {
        static final Words WORDS = new Words(read(), new Trie(0), Set.of());

        private static Trie read() {
            try (InputStream in = Words.class.getResourceAsStream(DICTIONARY)) {
                if (in == null) {
                    throw new IllegalStateException(DICTIONARY + " of ik-analyzer is missing on the class path");
                }
                char[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).toCharArray();
                Folding.fold(lines, 0, lines.length);
                Trie trie = new Trie(600_000);
                int start = 0;
                for (int i = 0; i <= lines.length; i++) {
                    if (i == lines.length || lines[i] == '\n' || lines[i] == '\r') {
                        if (i - start >= 2 && i - start <= STANDARD_LONGEST) {
                            trie.add(lines, start, i);
                        }
                        start = i + 1;
                    }
                }
                return trie;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The words of the IK analyzer's own dictionary (about 275,000). Read once, at first use, which takes a tenth of a second. */
    public static Words standard() {
        return Standard.WORDS;
    }

    /**
     * This dictionary and more words: names of units and places, synonyms. Cheap: what is large is shared.
     *
     * @param extra words in any writing; those with fewer than 2 or more than 64 units are left out
     */
    public Words with(Collection<String> extra) {
        Set<String> all = new LinkedHashSet<>(addedWords);
        for (String word : extra) {
            String folded = Folding.fold(word.strip());
            if (folded.length() >= 2 && folded.length() <= LONGEST) {
                all.add(folded);
            }
        }
        Trie trie = new Trie(0);
        for (String word : all) {
            trie.add(word.toCharArray(), 0, word.length());
        }
        return new Words(standard, trie, Set.copyOf(all));
    }

    public boolean contains(CharSequence word) {
        return standard.contains(word) || added.contains(word);
    }

    /** All words in {@code folded[from, to)}, overlapping, by their start and then by their end. */
    public void forEachWord(char[] folded, int from, int to, Sink sink) {
        for (int start = from; start < to; start++) {
            wordsAt(start, folded, from, to, sink);
        }
    }

    private void wordsAt(int start, char[] folded, int from, int to, Sink sink) {
        int inStandard = Trie.ROOT;
        int inAdded = Trie.ROOT;
        for (int i = start; i < to; i++) {
            inStandard = inStandard == 0 ? 0 : standard.step(inStandard, folded[i]);
            inAdded = inAdded == 0 ? 0 : added.step(inAdded, folded[i]);
            int either = inStandard | inAdded;
            if (Trie.isWord(either) && !partsRun(folded, from, start, to) && !partsRun(folded, from, i + 1, to)) {
                sink.word(start, i + 1);
            }
            if (!Trie.goesOn(either)) {
                break;
            }
        }
    }

    /**
     * The best way to read a text as words one after another: the fewest pieces, among these the fewest single characters, among these the
     * longer word later (研究|生命, not 研究生|命). A latin or digit run is one piece, whatever is in no word is one character each. Takes room by
     * the length of the text: for queries, titles and snippets.
     *
     * @return pieces that cover the text without gap or overlap
     */
    public List<Span> segment(CharSequence folded) {
        char[] chars = folded.toString().toCharArray();
        int length = chars.length;
        // The best way to get to each index: how many pieces (high half) and singles, and where the last piece starts.
        long[] cost = new long[length + 1];
        int[] lastPiece = new int[length + 1];
        Arrays.fill(cost, 1, length + 1, Long.MAX_VALUE);
        for (int start = 0, end; start < length; start = end) {
            end = unitEnd(chars, start);
            long withPiece = cost[start] + (1L << Integer.SIZE);
            reach(cost, lastPiece, start, end, inRun(chars[start]) ? withPiece : withPiece + 1);
            wordsAt(start, chars, 0, length, (s, e) -> reach(cost, lastPiece, s, e, withPiece));
        }
        List<Span> pieces = new ArrayList<>();
        for (int end = length; end > 0; end = lastPiece[end]) {
            pieces.add(new Span(lastPiece[end], end));
        }
        Collections.reverse(pieces);
        return pieces;
    }

    private static void reach(long[] cost, int[] lastPiece, int start, int end, long with) {
        if (with < cost[end]) {
            cost[end] = with;
            lastPiece[end] = start;
        }
    }

    /** Where the run or the character ends that starts at an index. */
    private static int unitEnd(char[] chars, int start) {
        int end = start + 1;
        if (inRun(chars[start])) {
            while (end < chars.length && inRun(chars[end])) {
                end++;
            }
        } else if (end < chars.length && Character.isSurrogatePair(chars[start], chars[end])) {
            end++;
        }
        return end;
    }

    /**
     * Whether a text may be cut before a unit without cutting a word, a run or a character.
     *
     * @param text any text, folded or not
     * @param at index; the ends of the text are always boundaries
     */
    public boolean boundary(CharSequence text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        int from = Math.max(0, at - WINDOW);
        int to = Math.min(text.length(), at + WINDOW);
        for (Span piece : segment(Folding.fold(text.subSequence(from, to)))) {
            if (piece.end() > at - from) {
                return piece.start() == at - from;
            }
        }
        return true;
    }

    /** Letters and digits that are written without spaces inside a word. */
    static boolean inRun(char unit) {
        return unit < 0x2E80 && Folding.counts(unit);
    }

    private static boolean partsRun(char[] chars, int from, int at, int to) {
        return at > from && at < to && inRun(chars[at - 1]) && inRun(chars[at]);
    }
}
