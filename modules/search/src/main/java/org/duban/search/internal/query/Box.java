package org.duban.search.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.search.Search;
import org.duban.search.internal.query.Fields.Field;
import org.duban.search.internal.query.Reading.Either;
import org.duban.search.internal.query.Reading.Fact;
import org.duban.search.internal.query.Reading.In;
import org.duban.search.internal.query.Reading.Part;
import org.duban.search.internal.query.Reading.Phrase;
import org.duban.search.internal.query.Reading.Without;
import org.duban.search.internal.query.Reading.Word;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people type into the search box; the grammar is the table in the module's README. Forgives everything: whatever isn't understood
 * is plain text, and what can't be searched for (signs, emoji, controls, half surrogates) is passed over.
 */
public final class Box {

    /** Phrases, alternatives, exclusions and values of fields that are looked at; words apart are not counted. */
    static final int MOST_PARTS = 60;

    /** The most that is said about names that mean nothing here. */
    private static final int MOST_REMARKS = 10;

    /** A field's name is no longer. */
    private static final int LONGEST_NAME = 40;

    /** Marks that begin a quotation, and in the same place of the other those that may end it. */
    private static final String[] OPENING = {"\"＂“”„‟", "「", "『", "〝"};

    private static final String[] CLOSING = {"\"＂“”‟", "」", "』", "〞〟"};

    private static final String COMMAS = ",，、";
    private static final String STOPS = ";；。！？!?";

    private final String text;
    private final Lookup lookup;
    private final int[] lastClosing = new int[CLOSING.length];
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private int at;
    private int counted;

    private Box(String text, Lookup lookup) {
        this.text = text;
        this.lookup = lookup;
        for (int i = 0; i < CLOSING.length; i++) {
            lastClosing[i] = -1;
            for (int mark = 0; mark < CLOSING[i].length(); mark++) {
                lastClosing[i] = Math.max(lastClosing[i], text.lastIndexOf(CLOSING[i].charAt(mark)));
            }
        }
    }

    /**
     * Reads a text, in time linear to its length.
     *
     * @param text anything; what goes beyond {@link Search#MAX_TEXT} is left out, and a remark says so
     * @param lookup what names mean
     */
    public static Reading read(String text, Lookup lookup) {
        int end = Math.min(text.length(), Search.MAX_TEXT);
        if (end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
            end--;
        }
        Box box = new Box(text.substring(0, end), lookup);
        if (end < text.length()) {
            box.remarks.add("文字太长，只看前" + Search.MAX_TEXT + "个字");
        }
        box.read();
        return new Reading(box.parts, List.copyOf(box.remarks));
    }

    private void read() {
        // An "or" that has something on its left and waits for its right; as it was typed.
        String or = null;
        while (true) {
            skipSeparators();
            if (at == text.length()) {
                break;
            }
            if (isBar(text.charAt(at))) {
                or = or == null && !parts.isEmpty() ? "" : or;
                at++;
                continue;
            }
            String operator = operator();
            if (operator != null && !parts.isEmpty()) {
                at += operator.length();
                or = or == null || or.isEmpty() ? operator : or;
                continue;
            }
            Part part = part();
            if (part != null && or != null) {
                join(part);
            } else if (part != null) {
                add(part);
            }
            or = null;
        }
        if (or != null && !or.isEmpty()) {
            add(new Word(or));
        }
        if (parts.isEmpty() && !text.isBlank()) {
            remarks.add("这里面没有可以查找的文字");
        }
    }

    /** OR or 或 between spaces; null when none stands here. */
    private @Nullable String operator() {
        for (String operator : List.of("OR", "or", "或", "或者")) {
            int end = at + operator.length();
            if (text.startsWith(operator, at)
                    && (at == 0 || isSpace(text.charAt(at - 1)))
                    && (end == text.length() || isSpace(text.charAt(end)))) {
                return operator;
            }
        }
        return null;
    }

    private void add(Part part) {
        if (part instanceof Word || counts()) {
            parts.add(part);
        }
    }

    /** Joins a part to the one before it. */
    private void join(Part part) {
        int last = parts.size() - 1;
        if (!counts()) {
            return;
        }
        List<Part> either = new ArrayList<>();
        either.addAll(parts.get(last) instanceof Either before ? before.parts() : List.of(parts.get(last)));
        either.add(part);
        parts.set(last, new Either(either));
    }

    private boolean counts() {
        if (counted == MOST_PARTS) {
            remarks.add("条件太多，只用前" + MOST_PARTS + "个");
            return false;
        }
        counted++;
        return true;
    }

    /** What begins here and isn't a separator; null when nothing in it can be searched for. Moves on in any case. */
    private @Nullable Part part() {
        if (isMinus(text.charAt(at)) && at + 1 < text.length() && beginsPart(at + 1)) {
            at++;
            Part part = alternatives();
            return part == null || part instanceof Without ? part : new Without(part);
        }
        return one();
    }

    /** 甲|乙 without spaces, which one minus excludes. */
    private @Nullable Part alternatives() {
        List<Part> all = new ArrayList<>();
        while (true) {
            Part one = one();
            if (one != null && (all.isEmpty() || counts())) {
                all.add(one);
            }
            if (at + 1 < text.length() && isBar(text.charAt(at)) && beginsPart(at + 1)) {
                at++;
            } else {
                return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : new Either(all);
            }
        }
    }

    private boolean beginsPart(int index) {
        char c = text.charAt(index);
        return !isSpace(c) && !isMinus(c) && !isBar(c) && !isSeparator(index);
    }

    private @Nullable Part one() {
        String quoted = quoted();
        if (quoted != null) {
            return isSearchable(quoted) ? new Phrase(quoted.strip()) : null;
        }
        int begin = at;
        Field field = field();
        if (field != null) {
            List<Part> values = values(!(field instanceof Field.Not || field instanceof Field.Text));
            Part part = values.isEmpty() ? null : of(field, values);
            if (part != null) {
                return part;
            }
            at = begin;
        }
        String run = run(false);
        return isSearchable(run) ? new Word(run) : null;
    }

    /** The quotation that begins here; null when none does or it never ends. Moves behind it. */
    private @Nullable String quoted() {
        int kind = quotation(at);
        if (kind < 0) {
            return null;
        }
        int begin = at + 1;
        int end = begin;
        while (CLOSING[kind].indexOf(text.charAt(end)) < 0) {
            end++;
        }
        at = end + 1;
        return text.substring(begin, end);
    }

    /** Which kind of quotation begins at an index, and ends somewhere; -1 when none does. */
    private int quotation(int index) {
        for (int i = 0; i < OPENING.length; i++) {
            if (OPENING[i].indexOf(text.charAt(index)) >= 0) {
                return lastClosing[i] > index ? i : -1;
            }
        }
        return -1;
    }

    /** The field whose name and colon stand here; moves behind the colon. Null, and nothing moves, when none does. */
    private @Nullable Field field() {
        int limit = Math.min(text.length(), at + LONGEST_NAME);
        for (int i = at; i < limit && !isEnd(i, false); i++) {
            if (isColon(text.charAt(i))) {
                Field field = i == at ? null : Fields.named(text.substring(at, i), lookup);
                if (field != null) {
                    at = i + 1;
                }
                return field;
            }
        }
        return null;
    }

    /**
     * The values that stand here, parted by commas or bars.
     *
     * @param names whether they name something, so that a comma always parts them, even in 1,2
     */
    private List<Part> values(boolean names) {
        int afterSpaces = at;
        while (afterSpaces < text.length() && isSpace(text.charAt(afterSpaces))) {
            afterSpaces++;
        }
        if (afterSpaces > at) {
            at = afterSpaces;
            if (at == text.length() || isMinus(text.charAt(at)) || operator() != null || field() != null) {
                return List.of();
            }
        }
        List<Part> values = new ArrayList<>();
        while (at < text.length() && (quotation(at) >= 0 || !isEnd(at, names))) {
            String quoted = quoted();
            String value = quoted == null ? run(names) : quoted.strip();
            if ((names ? !value.isEmpty() : isSearchable(value)) && (values.isEmpty() || counts())) {
                values.add(quoted == null ? new Word(value) : new Phrase(value));
            }
            boolean more = at + 1 < text.length()
                    && (isBar(text.charAt(at)) || COMMAS.indexOf(text.charAt(at)) >= 0)
                    && (quotation(at + 1) >= 0 || !isEnd(at + 1, names));
            if (!more) {
                break;
            }
            at++;
        }
        return values;
    }

    /** Null when no value means anything, nor can be searched for. */
    private @Nullable Part of(Field field, List<Part> values) {
        if (field instanceof Field.Not) {
            return new Without(either(values));
        }
        if (field instanceof Field.Text in) {
            return new In(in.kind(), either(values));
        }
        List<String> unknown = new ArrayList<>();
        Fact fact = Fields.fact(field, values.stream().map(Box::text).toList(), lookup, unknown);
        List<Part> parts = new ArrayList<>();
        if (fact != null) {
            parts.add(fact);
        }
        for (Part value : values) {
            if (unknown.contains(text(value))) {
                unknown(field, text(value));
                if (isSearchable(text(value))) {
                    parts.add(value);
                }
            }
        }
        return parts.isEmpty() ? null : either(parts);
    }

    private void unknown(Field field, String value) {
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(
                    field instanceof Field.On
                            ? "“" + Reading.shown(value) + "”不是日期，按文字查找"
                            : "没有名为“" + Reading.shown(value) + "”的" + Fields.title(field) + "，按文字查找");
        }
    }

    private static Part either(List<Part> parts) {
        return parts.size() == 1 ? parts.get(0) : new Either(parts);
    }

    private static String text(Part value) {
        return value instanceof Word word ? word.text() : ((Phrase) value).text();
    }

    /** What stands here up to the next separator, bar or quotation; at least one character. */
    private String run(boolean values) {
        int begin = at;
        do {
            at++;
        } while (at < text.length() && !isEnd(at, values));
        return text.substring(begin, at);
    }

    private boolean isEnd(int index, boolean values) {
        char c = text.charAt(index);
        return isSpace(c)
                || isBar(c)
                || (values ? isStop(c) || COMMAS.indexOf(c) >= 0 : isSeparator(index))
                || quotation(index) >= 0;
    }

    private void skipSeparators() {
        while (at < text.length() && (isSpace(text.charAt(at)) || isSeparator(at))) {
            at++;
        }
    }

    /** Whether punctuation at an index parts words: not the comma in 1,000. */
    private boolean isSeparator(int index) {
        char c = text.charAt(index);
        boolean inNumber = c == ','
                && isDigit(index - 1)
                && isDigit(index + 1)
                && isDigit(index + 2)
                && isDigit(index + 3)
                && !isDigit(index + 4);
        return isStop(c) || COMMAS.indexOf(c) >= 0 && !inNumber;
    }

    private boolean isDigit(int index) {
        return index >= 0 && index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean isStop(char c) {
        return STOPS.indexOf(c) >= 0;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static boolean isBar(char c) {
        return c == '|' || c == '｜';
    }

    private static boolean isColon(char c) {
        return c == ':' || c == '：';
    }

    private static boolean isMinus(char c) {
        return c == '-' || c == '－' || c == '\u2212';
    }

    private static boolean isSearchable(String text) {
        return !Searched.isEmpty(text);
    }
}
