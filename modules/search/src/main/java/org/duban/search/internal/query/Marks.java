package org.duban.search.internal.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Like;
import org.duban.spi.search.Condition.Within;
import org.jspecify.annotations.Nullable;

/** What is to be marked in texts that a condition found. Immutable; made once for a query. */
public final class Marks {

    /** More marks tell nobody anything. */
    static final int MOST = 300;

    /** UTF-16 units of all marks together. */
    static final int MOST_UNITS = 12_000;

    /** So much of the text of a {@link Like} is looked at: its words are looked for in another text, not everywhere. */
    private static final int LONGEST_LIKE = 2_000;

    /** Words in which people ask; they are not what is asked for. */
    private static final Set<String> ASKING =
            Set.of(("什么 为什么 怎么 怎么样 怎么办 怎样 如何 哪个 哪些 哪里 多少 多久 几个 何时 何地 为何 是否 能否 可否 是不是 有没有 能不能 可不可以 什么时候 "
                            + "请问 请教 想问 想知道 了解 咨询 询问 投诉 举报 反映 建议 请求 要求 希望 恳请 关于 有关 对于 问题 事宜 相关 情况 一事 一下 谢谢 您好 你好 "
                            + "尽快 及时 可以 应该 需要 这个 那个 这些 那些 我们 你们 他们 以及 或者 并且 但是 因为 所以 如果 由于")
                    .split(" "));

    /** Characters that only join words. */
    private static final String JOINING = "的了在和与及或之等被把对由于从到为以有也都就还又很太着过得地这那给让向将其并而且但要会吗呢吧啊是";

    private static final int EVERYWHERE = mask(Set.of(TextKind.values()));

    private final Words words;
    private final List<Mark> marks;
    private final Finder finder;
    private final int kinds;

    private Marks(Words words, List<Mark> marks) {
        this.words = words;
        this.marks = List.copyOf(marks);
        finder = new Finder(marks.stream().map(Mark::searched).toList());
        kinds = marks.stream().mapToInt(Mark::kinds).reduce(0, (a, b) -> a | b);
    }

    /**
     * One text to be marked.
     *
     * @param searched as {@link Searched}
     * @param kinds in which kinds of texts, as bits
     * @param whole whether letters and digits at its ends must be whole runs: 3 is no part of 2013
     * @param parent the mark it is a part of, by its place in the list; it is marked only in texts without that. -1: none
     */
    private record Mark(String searched, int kinds, boolean whole, int parent) {}

    /**
     * Collects what a condition looks for in texts; what it excludes is not marked.
     *
     * @param condition what was looked for
     * @param words the dictionary: where words begin and end
     */
    public static Marks of(Condition condition, Words words) {
        Collector collector = new Collector(words);
        collector.collect(condition, EVERYWHERE);
        return new Marks(words, collector.marks());
    }

    private static int mask(Set<TextKind> kinds) {
        return kinds.stream().mapToInt(kind -> 1 << kind.ordinal()).reduce(0, (a, b) -> a | b);
    }

    Words words() {
        return words;
    }

    int size() {
        return marks.size();
    }

    /** How long a mark is: what is longer is rarer. */
    int length(int mark) {
        return marks.get(mark).searched.length();
    }

    /** Whether anything is to be marked in texts of a kind. */
    boolean concern(TextKind kind) {
        return (kinds & 1 << kind.ordinal()) != 0;
    }

    /**
     * Finds what is to be marked, parts of words also where the whole word stands.
     *
     * @param folded the folded text
     */
    void find(TextKind kind, char[] folded, int from, int to, Finder.Sink sink) {
        int bit = 1 << kind.ordinal();
        finder.find(folded, from, to, (number, start, end) -> {
            Mark mark = marks.get(number);
            if ((mark.kinds & bit) != 0 && !(mark.whole && (runsOn(folded, start) || runsOn(folded, end)))) {
                sink.found(number, start, end);
            }
        });
    }

    private static boolean runsOn(char[] folded, int at) {
        return at > 0 && at < folded.length && Searched.isRun(folded[at - 1]) && Searched.isRun(folded[at]);
    }

    /** Whether a mark is only a part of a word that stands in the text as a whole. */
    boolean isPartOf(int mark, boolean[] found) {
        int parent = marks.get(mark).parent;
        return parent >= 0 && found[parent];
    }

    private static final class Collector {

        /** What is known of a mark so far. */
        private static final class Building {
            private int kinds;
            private boolean whole = true;
            private @Nullable String parent;
        }

        private final Words words;
        private final Map<String, Building> building = new LinkedHashMap<>();
        private int units;

        Collector(Words words) {
            this.words = words;
        }

        void collect(Condition condition, int kinds) {
            if (condition instanceof And and) {
                and.conditions().forEach(one -> collect(one, kinds));
            } else if (condition instanceof AnyOf anyOf) {
                anyOf.conditions().forEach(one -> collect(one, kinds));
            } else if (condition instanceof Within within) {
                collect(within.condition(), kinds & mask(within.kinds()));
            } else if (condition instanceof Contains contains) {
                contains(contains.text(), kinds);
            } else if (condition instanceof About about) {
                about(about.text(), kinds);
            } else if (condition instanceof Like like) {
                words(like.title(), kinds);
                words(like.text().substring(0, Math.min(like.text().length(), LONGEST_LIKE)), kinds);
            }
        }

        private void contains(String text, int kinds) {
            String searched = Searched.of(text);
            add(searched, kinds, false, null);
            Spellings.of(text, searched).forEach(spelling -> add(spelling, kinds, true, null));
        }

        private void about(String text, int kinds) {
            add(Searched.of(text), kinds, true, null);
            words(text, kinds);
        }

        /** The words of a text, and parts of them for where they don't occur. */
        private void words(String text, int kinds) {
            Set<String> all = new LinkedHashSet<>();
            char[] folded = Folding.fold(text).toCharArray();
            int strange = 0;
            String before = "";
            for (Span piece : words.segment(new String(folded))) {
                String word = Searched.of(new String(folded, piece.start(), piece.length()));
                boolean one = word.codePointCount(0, word.length()) == 1 && !Searched.isRun(word.charAt(0));
                if (!one) {
                    // Characters in no word, one after another, are a word that the dictionary doesn't know,
                    addStrange(folded, strange, piece.start(), all);
                    strange = piece.end();
                    if (word.length() > 1) {
                        all.add(word);
                    }
                } else if (!before.isEmpty() && JOINING.indexOf(word) < 0) {
                    // and so may be a word and one more: 广场舞.
                    all.add(before + word);
                }
                before = one || word.length() < 2 || Searched.isRun(word.charAt(0)) ? "" : word;
            }
            addStrange(folded, strange, folded.length, all);
            if (all.stream().anyMatch(word -> !ASKING.contains(word))) {
                all.removeAll(ASKING);
            }
            all.forEach(word -> add(word, kinds, true, null));
            all.forEach(word -> parts(word, kinds));
        }

        private static void addStrange(char[] folded, int from, int to, Set<String> all) {
            String searched = Searched.of(new String(folded, from, to - from));
            if (searched.codePointCount(0, searched.length()) > 1) {
                all.add(searched);
            }
        }

        /** Words within a word; without any, its pairs of characters. Never one character, never a part of a run. */
        private void parts(String word, int kinds) {
            char[] chars = word.toCharArray();
            if (Character.codePointCount(chars, 0, chars.length) < 3 || Searched.isRun(chars[0])) {
                return;
            }
            Set<String> within = new LinkedHashSet<>();
            words.forEachWord(chars, 0, chars.length, (start, end) -> {
                if (end - start < chars.length) {
                    within.add(new String(chars, start, end - start));
                }
            });
            if (within.isEmpty()) {
                int next;
                for (int i = 0; i + Character.charCount(Character.codePointAt(chars, i)) < chars.length; i = next) {
                    next = i + Character.charCount(Character.codePointAt(chars, i));
                    within.add(
                            new String(chars, i, next - i + Character.charCount(Character.codePointAt(chars, next))));
                }
            }
            within.forEach(part -> add(part, kinds, true, word));
        }

        private void add(String searched, int kinds, boolean whole, @Nullable String parent) {
            if (searched.isEmpty() || kinds == 0) {
                return;
            }
            Building mark = building.get(searched);
            if (mark == null) {
                if (building.size() == MOST || units + searched.length() > MOST_UNITS) {
                    return;
                }
                mark = new Building();
                mark.parent = parent;
                building.put(searched, mark);
                units += searched.length();
            }
            mark.kinds |= kinds;
            mark.whole &= whole;
            if (parent == null) {
                mark.parent = null;
            }
        }

        List<Mark> marks() {
            Map<String, Integer> numbers = new HashMap<>();
            building.keySet().forEach(searched -> numbers.put(searched, numbers.size()));
            List<Mark> marks = new ArrayList<>();
            building.forEach((searched, mark) -> marks.add(new Mark(
                    searched,
                    mark.kinds,
                    mark.whole,
                    mark.parent == null ? -1 : numbers.getOrDefault(mark.parent, -1))));
            return marks;
        }
    }
}
