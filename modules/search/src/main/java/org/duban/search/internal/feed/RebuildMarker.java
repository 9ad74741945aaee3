package org.duban.search.internal.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the index built anew when {@value #NAME} appears below the data directory, so that an administrator who can write there needs no log-in.
 * It is deleted when it was seen, within a second or two.
 */
@Component(
        service = {},
        immediate = true)
public final class RebuildMarker {

    /** Where it is, below the data directory. */
    public static final String NAME = "index/rebuild.wanted";

    private static final Logger LOG = LoggerFactory.getLogger(RebuildMarker.class);

    private final Path file;
    private final Keeper keeper;
    private final Duration every;
    private final CountDownLatch ending = new CountDownLatch(1);
    private String trouble = "";

    @Activate
    public RebuildMarker(BundleContext context, @Reference Keeper keeper) {
        this(Path.of(context.getProperty("duban.dir")), keeper, Duration.ofSeconds(1));
    }

    /** @param every how often is looked */
    RebuildMarker(Path dataDirectory, Keeper keeper, Duration every) {
        this.file = dataDirectory.resolve(NAME);
        this.keeper = keeper;
        this.every = every;
        Thread thread = new Thread(this::watch, "duban-search-marker");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() {
        ending.countDown();
    }

    private void watch() {
        try {
            while (!ending.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                if (Files.exists(file)) {
                    heed();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, so {} is no longer looked for", file);
        }
    }

    private void heed() {
        try {
            // First of all: one that can't be deleted would have the index built again and again.
            Files.delete(file);
        } catch (IOException e) {
            if (!trouble.equals(e.toString())) {
                trouble = e.toString();
                LOG.warn(
                        "{} asks for a new search index, but can't be deleted, so it is left alone: {}", file, trouble);
            }
            return;
        }
        trouble = "";
        LOG.info("The search index is built anew because {} asked for it", file);
        keeper.rebuild();
    }
}
