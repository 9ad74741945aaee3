package org.duban.search.internal.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.duban.api.DubanException;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Matters;
import org.duban.search.internal.feed.Upkeep.Building;
import org.duban.spi.search.SearchEngine;
import org.jspecify.annotations.Nullable;

/**
 * Builds the index anew while no {@link Keeper} does: for whoever holds the data directory himself. Killed at any time it leaves the
 * index that was there; what it had built by then is dropped by the next who opens the indexes.
 */
public final class OfflineRebuild {

    /** Nobody searches meanwhile, so nothing is saved before the end, and what fails isn't tried again. */
    private static final FeedRules RULES = new FeedRules(
            Duration.ofDays(1), Integer.MAX_VALUE, Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

    private final Upkeep upkeep;
    private final Consumer<Progress> progress;

    private OfflineRebuild(
            SearchEngine engine,
            Journal journal,
            Matters matters,
            FormTypes formTypes,
            InstantSource clock,
            Consumer<Progress> progress) {
        this.progress = progress;
        MatterReader reader = new MatterReader(journal, matters, new MatterTexts(formTypes, matters));
        upkeep = new Upkeep(() -> RULES, engine, journal, reader, clock, () -> false, this::tell, () -> {});
    }

    /**
     * How far it is.
     *
     * @param done matters it holds
     * @param total matters it will hold, about; not less than {@code done}
     */
    public record Progress(long done, long total) {}

    /**
     * What was built.
     *
     * @param matters how many it holds
     * @param position everything up to this position of the journal is in it, but for {@code left}
     * @param left what couldn't be brought in and why, in Chinese
     */
    public record Built(long matters, long position, List<String> left) {
        public Built {
            left = List.copyOf(left);
        }
    }

    /**
     * Builds a new generation from the journal and drops the others.
     *
     * @param engine nobody else may have its indexes open
     * @param matters only replays
     * @param progress told now and then, on the calling thread
     * @throws DubanException {@code INDEX_UNAVAILABLE} when it couldn't be built; the index that was there is as it was
     */
    public static Built run(
            SearchEngine engine,
            Journal journal,
            Matters matters,
            FormTypes formTypes,
            InstantSource clock,
            Consumer<Progress> progress) {
        return new OfflineRebuild(engine, journal, matters, formTypes, clock, progress).run();
    }

    private Built run() {
        Built built;
        String why;
        try {
            upkeep.want();
            upkeep.step(0);
            built = built();
            why = upkeep.blocked();
        } finally {
            upkeep.close();
        }
        if (built == null) {
            throw Served.unavailable("索引没有建成：" + why, "the index wasn't built: " + why, null);
        }
        return built;
    }

    private @Nullable Built built() {
        Generation fresh = upkeep.serving();
        return fresh == null || upkeep.wanted()
                ? null
                : new Built(
                        fresh.size(),
                        fresh.seen(),
                        fresh.troubles().stream()
                                .map(trouble -> trouble.what() + "：" + trouble.reason())
                                .toList());
    }

    private void tell() {
        Building building = upkeep.building();
        if (building != null) {
            long done = building.done();
            progress.accept(new Progress(done, Math.max(done, building.total())));
        }
    }
}
