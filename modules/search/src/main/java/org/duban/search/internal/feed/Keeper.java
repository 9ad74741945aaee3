package org.duban.search.internal.feed;

import java.time.InstantSource;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Matters;
import org.duban.api.search.IndexStatus;
import org.duban.spi.search.SearchEngine;
import org.duban.spi.search.SearchIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Keeps the index behind the journal. Thread-safe. */
@Component(service = Keeper.class, immediate = true, configurationPid = FeedConfig.PID)
@Designate(ocd = FeedConfig.class)
public final class Keeper {

    private final SearchEngine engine;
    private final Journal journal;

    @Activate
    public Keeper(
            FeedConfig config,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) SearchEngine engine,
            @Reference Journal journal,
            @Reference Matters matters,
            @Reference FormTypes formTypes,
            @Reference InstantSource clock) {
        this.engine = engine;
        this.journal = journal;
    }

    /**
     * What searches are put to; each call is answered by the generation in use then. Only {@code find}, {@code count}, {@code size} and
     * {@code mark} may be called.
     *
     * @throws DubanException {@code INDEX_UNAVAILABLE} when there is none for now, {@code STOPPED}
     */
    public SearchIndex searchable() {
        throw unavailable();
    }

    /** How the index is. */
    public IndexStatus status() {
        return new IndexStatus(IndexStatus.State.BLOCKED, engine.name(), 0, 0, journal.head(), 0, 0, null, "索引还没有打开");
    }

    /**
     * Waits until everything the journal holds now can be found.
     *
     * @throws DubanException {@code INDEX_UNAVAILABLE} when the index can't be written, {@code STOPPED}
     */
    public void catchUp() {
        throw unavailable();
    }

    /** Starts to build the index anew, in the background; false when that is under way. */
    public boolean rebuild() {
        return false;
    }

    /** What a person should know of results found now, in Chinese; empty when all is well. */
    public List<String> remarks() {
        return List.of("索引还没有打开");
    }

    private static DubanException unavailable() {
        return new DubanException(
                Problem.of(ErrorCode.INDEX_UNAVAILABLE, "索引还没有打开，请稍后再试", "the search index isn't open yet, try again"));
    }
}
