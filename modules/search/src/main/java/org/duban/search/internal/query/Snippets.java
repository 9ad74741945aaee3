package org.duban.search.internal.query;

import java.util.List;
import org.duban.api.search.Passage;
import org.duban.api.search.Snippet;
import org.duban.spi.search.MatterText;

/** Shows why something was found: stretches of its texts with what was looked for marked. */
public final class Snippets {

    private Snippets() {}

    /** The whole title, marked. */
    public static Snippet title(String title, Marks marks) {
        return Snippet.plain(title);
    }

    /**
     * The texts of a matter in which something is to be marked, the best first, each with its best stretch; not the title.
     *
     * @param max the most passages
     * @param length the most UTF-16 units of a stretch, without the … at its ends
     */
    public static List<Passage> passages(MatterText matter, Marks marks, int max, int length) {
        return List.of();
    }
}
