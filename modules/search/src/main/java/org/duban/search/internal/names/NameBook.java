package org.duban.search.internal.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An immutable snapshot of what the host's units, people and places are called. */
public final class NameBook {
    private final List<Name> names;

    private NameBook(List<Name> names) {
        this.names = names;
    }

    /** A book of these names. */
    public static NameBook of(Collection<Name> names) {
        return new NameBook(List.copyOf(names));
    }

    /** Everything that the typed text names exactly. */
    public List<Name> find(String typed) {
        return names.stream()
                .filter(name -> !typed.isEmpty()
                        && (name.name().equals(typed) || name.shortName().equals(typed)))
                .toList();
    }

    /** Names that begin with what was typed, best first. */
    public List<Name> complete(String typed, int limit) {
        return names.stream()
                .filter(name -> !typed.isEmpty()
                        && (name.name().startsWith(typed) || name.shortName().startsWith(typed)))
                .limit(Math.max(0, limit))
                .toList();
    }

    /** All names and short names of two characters or more. */
    public List<String> words() {
        Set<String> words = new LinkedHashSet<>();
        for (Name name : names) {
            words.add(name.name());
            words.add(name.shortName());
        }
        words.removeIf(word -> word.length() < 2);
        return List.copyOf(words);
    }

    /** The pairs [name, short name] that differ. */
    public List<List<String>> synonyms() {
        List<List<String>> pairs = new ArrayList<>();
        for (Name name : names) {
            if (!name.shortName().isEmpty() && !name.shortName().equals(name.name())) {
                pairs.add(List.of(name.name(), name.shortName()));
            }
        }
        return List.copyOf(pairs);
    }
}
