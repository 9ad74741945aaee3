package org.duban.search.internal.feed;

import java.time.Duration;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;

/**
 * How the index is kept.
 *
 * @param commitEvery what was indexed is made durable after that
 * @param commitEvents or after so many events
 * @param firstPause how long what failed is left alone at first
 * @param longestPause and at last
 * @param retryEvery what couldn't be brought in is tried again after that
 */
record FeedRules(
        Duration commitEvery, int commitEvents, Duration firstPause, Duration longestPause, Duration retryEvery) {

    /** @throws DubanException {@code CONFIGURATION_INVALID} */
    static FeedRules of(FeedConfig config) {
        positive("commitMillis", config.commitMillis());
        positive("commitEvents", config.commitEvents());
        return new FeedRules(
                Duration.ofMillis(config.commitMillis()),
                config.commitEvents(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new DubanException(Problem.of(
                    ErrorCode.CONFIGURATION_INVALID,
                    name,
                    value,
                    "1 或更大",
                    "检索配置 " + FeedConfig.PID + " 不对",
                    "the configuration of the search is wrong"));
        }
    }
}
