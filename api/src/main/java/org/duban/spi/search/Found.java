package org.duban.spi.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an index found.
 *
 * @param matches in the order asked for
 * @param total how many fit
 * @param exact whether {@code total} is exact; otherwise there are at least so many
 * @param facets by key: value → how many; only values that occur
 * @param next where the next page begins; null at the end
 */
public record Found(
        List<Match> matches,
        long total,
        boolean exact,
        Map<String, Map<String, Long>> facets,
        @Nullable String next) {

    public Found {
        matches = List.copyOf(matches);
        facets = Map.copyOf(facets);
    }

    /**
     * A matter that fits.
     *
     * @param matter as it was put
     * @param score how well; comparable within one query only
     */
    public record Match(MatterText matter, double score) {}
}
