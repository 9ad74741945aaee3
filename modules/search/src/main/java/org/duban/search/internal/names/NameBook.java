package org.duban.search.internal.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.duban.search.internal.text.Folding;

/**
 * A snapshot of what the host's units, people and places are called, found however a name is typed: characters
 * (traditional or simplified, full or half width), pinyin without tones, initials; every reading of every character
 * counts. Immutable; a new directory is a new book.
 */
public final class NameBook {
    /** After one of these a new word begins inside a name: 七里河区|住房和|城乡建设局. */
    private static final String ENDS_WORD = "省市区县旗州盟镇乡村街道路局委办部处科室厅院所站队校园社组厂店会司和及与";

    /** These begin a word inside a name. */
    private static final List<String> HEADS = List.of(
            "人民", "医院", "学校", "小学", "中学", "大学", "幼儿", "政府", "街道", "办事", "委员", "管理", "服务", "分局", "建设", "公司", "中心", "派出",
            "卫生", "支队", "大队", "监督");

    private final List<Name> names;
    private final Lexicon lexicon;
    /** Where the uses of each word of the lexicon begin. */
    private final int[] firstUse;
    /** Number of a name, twice; and one more when the word begins inside it. */
    private final int[] uses;

    private NameBook(List<Name> names, Lexicon lexicon, int[] firstUse, int[] uses) {
        this.names = names;
        this.lexicon = lexicon;
        this.firstUse = firstUse;
        this.uses = uses;
    }

    private record Use(String word, int name) {}

    /** A book of these names, in this order where nothing else decides. */
    public static NameBook of(Collection<Name> names) {
        List<Name> kept = List.copyOf(names);
        List<Use> uses = new ArrayList<>(3 * kept.size());
        for (int i = 0; i < kept.size(); i++) {
            String name = Typed.of(kept.get(i).name()).text();
            String shortName = Typed.of(kept.get(i).shortName()).text();
            add(uses, name, i);
            if (!shortName.equals(name)) {
                add(uses, shortName, i);
            }
        }
        Use[] sorted = uses.toArray(Use[]::new);
        Arrays.sort(sorted, Comparator.comparing(Use::word).thenComparingInt(Use::name));
        List<String> words = new ArrayList<>(sorted.length);
        int[] firstUse = new int[sorted.length + 1];
        int[] numbers = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || !sorted[i].word.equals(sorted[i - 1].word)) {
                firstUse[words.size()] = i;
                words.add(sorted[i].word);
            }
            numbers[i] = sorted[i].name;
        }
        firstUse[words.size()] = sorted.length;
        return new NameBook(kept, Lexicon.of(words), Arrays.copyOf(firstUse, words.size() + 1), numbers);
    }

    private static void add(List<Use> uses, String word, int name) {
        if (word.isEmpty()) {
            return;
        }
        uses.add(new Use(word, 2 * name));
        for (int i = 1; i + 1 < word.length(); i++) {
            String rest = word.substring(i);
            if (ENDS_WORD.indexOf(word.charAt(i - 1)) >= 0 || HEADS.stream().anyMatch(rest::startsWith)) {
                uses.add(new Use(rest, 2 * name + 1));
            }
        }
    }

    /** The names in the book, in its order. */
    public List<Name> names() {
        return names;
    }

    /**
     * Everything that the typed text names: its full or short name in characters, in pinyin (with or without spaces
     * or apostrophes) or, of two characters or more, in initials. Those written in characters come first.
     */
    public List<Name> find(String typed) {
        Typed wanted = Typed.of(typed);
        Set<Integer> literally = new LinkedHashSet<>();
        Set<Integer> spelled = new LinkedHashSet<>();
        Spelling.find(lexicon, wanted, (from, to, depth, style) -> {
            boolean initials = (style & Spelling.INITIAL) != 0;
            boolean syllables = (style & Spelling.SYLLABLE) != 0;
            if (!lexicon.endsAt(from, depth) || initials && (syllables || depth < 2)) {
                return;
            }
            for (int use = firstUse[from]; use < firstUse[from + 1]; use++) {
                if (uses[use] % 2 == 0) {
                    (style == 0 ? literally : spelled).add(uses[use] / 2);
                }
            }
        });
        literally.addAll(spelled);
        return literally.stream().map(names::get).toList();
    }

    /**
     * Names that begin with what was typed, or have a word that does, in characters, pinyin, initials or a mix
     * (住jian): first those that begin with it, what was typed in characters before pinyin before initials, short
     * before long, then in the book's order.
     */
    public List<Name> complete(String typed, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        int[] costs = new int[names.size()];
        Arrays.fill(costs, Integer.MAX_VALUE);
        Spelling.begin(lexicon, Typed.of(typed), (from, to, depth, style) -> {
            for (int word = from; word < to; word++) {
                int cost = 1000 * Spelling.effort(style) + lexicon.length(word) - depth;
                for (int use = firstUse[word]; use < firstUse[word + 1]; use++) {
                    int name = uses[use] / 2;
                    costs[name] = Math.min(costs[name], cost + uses[use] % 2 * 100_000);
                }
            }
        });
        PriorityQueue<Long> best = new PriorityQueue<>(Comparator.reverseOrder());
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] == Integer.MAX_VALUE) {
                continue;
            }
            long key = ((long) costs[i] << 32) | i;
            if (best.size() < limit) {
                best.add(key);
            } else if (best.element() > key) {
                best.remove();
                best.add(key);
            }
        }
        Name[] sorted = new Name[best.size()];
        for (int i = sorted.length - 1; i >= 0; i--) {
            sorted[i] = names.get((int) (long) best.remove());
        }
        return List.of(sorted);
    }

    /** All names and short names of two characters or more, folded, each once: words for the dictionary. */
    public List<String> words() {
        Set<String> words = new LinkedHashSet<>();
        for (Name name : names) {
            words.add(Folding.fold(name.name()));
            words.add(Folding.fold(name.shortName()));
        }
        words.removeIf(word -> word.codePointCount(0, word.length()) < 2);
        return List.copyOf(words);
    }

    /** The pairs [name, short name], folded, that differ: each may be written for the other. */
    public List<List<String>> synonyms() {
        Set<List<String>> pairs = new LinkedHashSet<>();
        for (Name name : names) {
            String full = Folding.fold(name.name());
            String shortName = Folding.fold(name.shortName());
            if (!full.isEmpty() && !shortName.isEmpty() && !shortName.equals(full)) {
                pairs.add(List.of(full, shortName));
            }
        }
        return List.copyOf(pairs);
    }

    /** The names, and the words inside them, as words to choose from. */
    Vocabulary vocabulary() {
        return new Vocabulary() {
            @Override
            public Lexicon lexicon() {
                return lexicon;
            }

            @Override
            public String shown(int number) {
                String word = lexicon.word(number);
                int use = uses[firstUse[number]];
                if (use % 2 != 0) {
                    return word;
                }
                Name name = names.get(use / 2);
                return Typed.of(name.name()).text().equals(word) ? name.name() : name.shortName();
            }

            @Override
            public double commonness(int number) {
                return uses[firstUse[number]] % 2 == 0 ? 1 : .5;
            }
        };
    }
}
