package org.duban.search.internal.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import org.duban.api.access.Access;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.FeedLoop;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Stores;
import org.duban.api.matter.Matters;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.search.WatchEvent;
import org.duban.search.internal.feed.MatterTexts;
import org.duban.search.internal.service.VocabularySource;
import org.duban.spi.directory.Directory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the watches looking, whether or not anybody asks for {@code Watches}. */
@Component(service = WatchComponent.class, immediate = true)
public final class WatchComponent {

    private static final Logger LOG = LoggerFactory.getLogger(WatchComponent.class);

    private final Journal journal;
    private final WatchBook book = new WatchBook();
    private final WatchReading reading;
    private final WatchStore store;
    private final WatchReader reader;
    private final FeedLoop loop;
    private final AutoCloseable subscription;

    @Activate
    public WatchComponent(
            @Reference Journal journal,
            @Reference Stores stores,
            @Reference Matters matters,
            @Reference FormTypes formTypes,
            @Reference Calendars calendars,
            @Reference VocabularySource vocabularies,
            @Reference Directory directory,
            @Reference Access access,
            @Reference NoticeDesk desk,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.journal = journal;
        journal.forEachStream(WatchEvent.STREAM, history -> history.forEach(book::apply));
        reading = new BoxReading(vocabularies, formTypes, calendars, clock, zone);
        store = new WatchStore(stores.open("search"));
        reader = new WatchReader(
                journal,
                matters,
                new MatterTexts(formTypes, matters),
                reading,
                directory,
                access,
                desk,
                book,
                store,
                clock,
                zone);
        loop = new FeedLoop(
                "duban-watch",
                Duration.ofSeconds(1),
                Duration.ZERO,
                reader::run,
                e -> LOG.error("new texts can't be looked at for watches, trying again every second", e));
        subscription = journal.onCommit(head -> loop.committed());
        loop.start();
    }

    @Deactivate
    void stop() {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("the journal's subscription can't be closed", e);
        }
        loop.close();
    }

    Journal journal() {
        return journal;
    }

    WatchBook book() {
        return book;
    }

    WatchReading reading() {
        return reading;
    }

    WatchStore store() {
        return store;
    }

    WatchReader reader() {
        return reader;
    }

    FeedLoop loop() {
        return loop;
    }
}
