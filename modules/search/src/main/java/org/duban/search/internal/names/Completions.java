package org.duban.search.internal.names;

import java.util.List;

/** What goes on from what was typed: names of the directory, then words. Immutable. */
public final class Completions {
    private final NameBook names;

    private Completions(NameBook names) {
        this.names = names;
    }

    /** Completions from the dictionary and these names. */
    public static Completions over(NameBook names) {
        return new Completions(names);
    }

    public List<String> complete(String typed, int limit) {
        return names.complete(typed, limit).stream().map(Name::name).toList();
    }
}
