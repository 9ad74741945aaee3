package org.duban.search.internal.query;

import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;

/** Where a text may be cut for people to read a part of it. */
final class Cuts {

    /** A character with more combining marks than this may be cut. */
    private static final int MOST_COMBINED = 32;

    private static final char ZERO_WIDTH_JOINER = '\u200D';
    private static final String ENDS_SENTENCE = "。！？；!?;\n\r";
    private static final String CLOSES = "”’」』）)】》〉";
    /** What neither a line (GB/T 15834) nor a stretch begins or ends with. */
    private static final String CANT_BEGIN = CLOSES + "，、：；。！？,;:!?";

    private static final String CANT_END = "“‘「『（(【《〈";

    private Cuts() {}

    /**
     * A stretch around another one: from the beginning of a sentence to the end of one if they are near, else from word to word.
     *
     * @param core what must be in it, not longer than {@code length}
     * @param length the most units it may have
     */
    static Span around(String text, Span core, int length, Words words) {
        int room = length - core.length();
        int side = room / 3;
        int from;
        if (core.start() <= side) {
            from = 0;
        } else if (text.length() - core.start() <= length - side) {
            from = firstWord(text, Math.max(0, text.length() - length), core.start(), words);
        } else {
            int sentence = sentenceStart(text, core.start() - 2 * side, core.start());
            from = sentence >= 0 ? sentence : firstWord(text, core.start() - side, core.start(), words);
        }
        while (from < core.start()
                && (isSpace(text.charAt(from)) || from > 0 && CANT_BEGIN.indexOf(text.charAt(from)) >= 0)
                && !splitsCharacter(text, from + 1)) {
            from++;
        }
        int to = Math.min(text.length(), from + length);
        if (to < text.length()) {
            int sentence = sentenceEnd(text, Math.max(core.end(), from + length / 2), to);
            to = sentence >= 0 ? sentence : lastWord(text, core.end(), to, words);
        }
        while (to > core.end()
                && (isSpace(text.charAt(to - 1)) || to < text.length() && CANT_END.indexOf(text.charAt(to - 1)) >= 0)) {
            to--;
        }
        return new Span(from, to);
    }

    /** The last beginning of a sentence in {@code text[from, to]}; -1 when there is none. */
    private static int sentenceStart(String text, int from, int to) {
        for (int at = to; at > Math.max(from, 0); at--) {
            if (ENDS_SENTENCE.indexOf(text.charAt(at - 1)) >= 0) {
                int start = at;
                while (start < to && (isSpace(text.charAt(start)) || CLOSES.indexOf(text.charAt(start)) >= 0)) {
                    start++;
                }
                return splitsCharacter(text, start) ? to : start;
            }
        }
        return from <= 0 ? 0 : -1;
    }

    /** The last end of a sentence in {@code text[from, to]}; -1 when there is none. */
    private static int sentenceEnd(String text, int from, int to) {
        for (int at = to; at > from; at--) {
            if (ENDS_SENTENCE.indexOf(text.charAt(at - 1)) >= 0 && !splitsCharacter(text, at)) {
                int end = at;
                while (end < to && CLOSES.indexOf(text.charAt(end)) >= 0) {
                    end++;
                }
                return splitsCharacter(text, end) ? at : end;
            }
        }
        return -1;
    }

    private static int firstWord(String text, int from, int to, Words words) {
        int at = from;
        while (at < to && !isCut(text, at, words)) {
            at++;
        }
        return at;
    }

    private static int lastWord(String text, int from, int to, Words words) {
        int at = to;
        while (at > from && !isCut(text, at, words)) {
            at--;
        }
        return at;
    }

    private static boolean isCut(String text, int at, Words words) {
        boolean inRun =
                at > 0 && at < text.length() && Searched.isRun(text.charAt(at - 1)) && Searched.isRun(text.charAt(at));
        return !inRun && !splitsCharacter(text, at) && words.boundary(text, at);
    }

    /** The last place to cut in {@code text(from, to]} that cuts no character, whatever it does to words. */
    static int before(String text, int from, int to) {
        int least = Math.max(from, to - MOST_COMBINED);
        int at = to;
        while (at > least && splitsCharacter(text, at)) {
            at--;
        }
        if (at > from && !splitsCharacter(text, at)) {
            return at;
        }
        return to < text.length() && Character.isSurrogatePair(text.charAt(to - 1), text.charAt(to)) ? to + 1 : to;
    }

    /** Where the character begins that an index may be within. */
    static int characterStart(String text, int index) {
        int least = Math.max(0, index - MOST_COMBINED);
        int start = index;
        while (start > least && splitsCharacter(text, start)) {
            start--;
        }
        return start;
    }

    /** Where the character ends that an index may be within. */
    static int characterEnd(String text, int index) {
        int most = Math.min(text.length(), index + MOST_COMBINED);
        int end = index;
        while (end < most && splitsCharacter(text, end)) {
            end++;
        }
        return end;
    }

    /** Whether a cut before an index would part what a reader sees as one character: a pair of surrogates, a letter and its accent, an emoji. */
    static boolean splitsCharacter(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return false;
        }
        if (Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
            return true;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        return switch (Character.getType(after)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default ->
                after == ZERO_WIDTH_JOINER
                        || before == ZERO_WIDTH_JOINER && isPicture(after)
                        || isSkinTone(after)
                        || isFlagLetter(before) && isFlagLetter(after);
        };
    }

    /** What is joined into one emoji: symbols, pictures. */
    private static boolean isPicture(int codePoint) {
        return codePoint >= 0x1F000 && codePoint < 0x20000 || codePoint >= 0x2190 && codePoint < 0x2C00;
    }

    private static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }

    private static boolean isFlagLetter(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    /** Whether there is more than spaces in {@code text[from, to)}. */
    static boolean hasText(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** What is a space on one line: spaces, line breaks, controls. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
