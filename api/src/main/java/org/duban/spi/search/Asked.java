package org.duban.spi.search;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.api.access.Visibility;
import org.duban.api.search.SearchQuery.Sort;
import org.jspecify.annotations.Nullable;

/**
 * What an index is asked.
 *
 * @param wanted what is looked for; decides the score
 * @param filters all must hold; no part of the score
 * @param visibility what the asker may see; no part of the score
 * @param sort the order; ties are broken by id
 * @param facets keys of {@link MatterText#keys} to count by. A facet's counts disregard the {@link Condition.Key} filters on the same key.
 * @param limit the most matches; 0 for counts only
 * @param after {@link Found#next} of the page before; null for the first
 * @param exactTotal how far to count: when more fit, {@link Found#exact} may be false
 */
public record Asked(
        Condition wanted,
        List<Condition> filters,
        Visibility visibility,
        Sort sort,
        Set<String> facets,
        int limit,
        @Nullable String after,
        int exactTotal) {

    public Asked {
        Objects.requireNonNull(wanted, "wanted");
        filters = List.copyOf(filters);
        Objects.requireNonNull(visibility, "visibility");
        Objects.requireNonNull(sort, "sort");
        facets = Set.copyOf(facets);
    }
}
