package org.duban.search.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;

/**
 * Groups of names for the same thing: 住建局 = 住房和城乡建设局 = 建设局. Immutable; names are compared {@linkplain Folding#fold folded}. A name may stand in
 * several groups; groups don't melt together.
 */
public final class Synonyms {

    public static final Synonyms NONE = new Synonyms(Map.of());

    /** The others of its groups, by name. */
    private final Map<String, Set<String>> others;

    private Synonyms(Map<String, Set<String>> others) {
        this.others = others;
    }

    /**
     * Reads a file of groups: one a line, names parted by {@code =}; a line that is empty or begins with {@code #} says nothing.
     *
     * @param text the whole file
     * @param origin its name, for the message
     * @throws DubanException {@code CONFIGURATION_INVALID} with each line that is wrong
     */
    public static Synonyms parse(String text, String origin) {
        List<List<String>> groups = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.replace("\uFEFF", "").strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            List<String> names = names(List.of(content.split("[=＝]", -1)));
            if (names.size() < 2 || names.contains("")) {
                problems.add(Problem.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        origin + " line " + number,
                        content,
                        "至少两个不同的名称，以“=”隔开，如：住建局 = 住房和城乡建设局",
                        "同义词的一行写得不对",
                        "a line of synonyms is wrong"));
            } else {
                groups.add(names);
            }
        }
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return NONE.with(groups);
    }

    /** These and more groups, such as the full and the short names of units; a group with fewer than two different names adds nothing. */
    public Synonyms with(Collection<List<String>> groups) {
        Map<String, Set<String>> all = new HashMap<>();
        others.forEach((name, set) -> all.put(name, new LinkedHashSet<>(set)));
        for (List<String> group : groups) {
            List<String> names = names(group);
            for (String name : names) {
                if (names.size() > 1 && !name.isEmpty()) {
                    Set<String> set = all.computeIfAbsent(name, n -> new LinkedHashSet<>());
                    names.stream()
                            .filter(other -> !other.equals(name) && !other.isEmpty())
                            .forEach(set::add);
                }
            }
        }
        return new Synonyms(all);
    }

    /** The other names of a thing, folded, in the order given; empty when none is known. */
    public List<String> of(String term) {
        return List.copyOf(others.getOrDefault(Folding.fold(term.strip()), Set.of()));
    }

    /** All names, folded: words for a {@linkplain Words#with dictionary}. */
    public Set<String> names() {
        return Set.copyOf(others.keySet());
    }

    private static List<String> names(List<String> group) {
        return group.stream().map(name -> Folding.fold(name.strip())).distinct().toList();
    }
}
