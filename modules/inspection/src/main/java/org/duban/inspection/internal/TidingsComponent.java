package org.duban.inspection.internal;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.duban.api.calendar.Calendars;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Stores;
import org.duban.api.notice.NoticeDesk;
import org.duban.spi.directory.Directory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has people told, each second, on a thread of its own. */
@Component(service = TidingsComponent.class, immediate = true)
public final class TidingsComponent {

    private static final Logger LOG = LoggerFactory.getLogger(TidingsComponent.class);

    private static final long PAUSE_MILLIS = 1000;
    private static final long STOP_SECONDS = 20;

    private final TidingsReader reader;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "duban-inspection");
        thread.setDaemon(true);
        return thread;
    });

    /** The last failure, so that one that lasts is logged once. */
    private String failure = "";

    @Activate
    public TidingsComponent(
            @Reference InspectionComponent inspections,
            @Reference Journal journal,
            @Reference Stores stores,
            @Reference NoticeDesk desk,
            @Reference Directory directory,
            @Reference Calendars calendars,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        reader = new TidingsReader(
                journal,
                inspections.books(),
                new Tidings(directory, inspections.rules().reminders(), zone),
                desk,
                new TidingsStore(stores.open("inspection")),
                calendars,
                clock,
                zone);
        thread.scheduleWithFixedDelay(this::round, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            reader.run();
            failure = "";
        } catch (Throwable e) {
            // An Error too: whatever a host's directory did in here, the next round must come.
            if (!failure.equals(String.valueOf(e)) && !thread.isShutdown()) {
                LOG.error("people can't be told of inspections, trying again every second", e);
            }
            failure = String.valueOf(e);
        }
    }

    @Deactivate
    void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "people are still being told of inspections, probably within a service of the host: interrupted");
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
