package org.duban.api.search;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of what was found.
 *
 * @param hits in the query's order
 * @param total how many matters fit, of those the actor may see
 * @param exact whether {@code total} is exact; otherwise there are at least so many
 * @param facets counts by name of the {@link Facet} or JSON pointer of the form's field, each list the most frequent first; only those
 *     asked for. A facet's counts disregard the query's own filter on it, so that a person sees what else could be chosen.
 * @param next hands in the next page ({@link SearchQuery#after}); null at the end
 * @param correction did you mean; null when nothing better is known
 * @param understood how the text was read, in Chinese: 包含“晏家坪”；不含“拆迁”；牵头单位：住建局
 * @param remarks what a person should know, in Chinese: that the words were found apart only, that the index is being rebuilt
 */
public record Results(
        List<Hit> hits,
        long total,
        boolean exact,
        Map<String, List<FacetCount>> facets,
        @Nullable String next,
        @Nullable Correction correction,
        String understood,
        List<String> remarks) {

    public Results {
        hits = List.copyOf(hits);
        facets = Map.copyOf(facets);
        Objects.requireNonNull(understood, "understood");
        remarks = List.copyOf(remarks);
    }
}
