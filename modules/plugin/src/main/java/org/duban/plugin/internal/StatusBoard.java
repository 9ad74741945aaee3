package org.duban.plugin.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of each file; writes into the log what changes, once. Thread-safe. */
final class StatusBoard {

    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);

    /** Settings are in a folder of their own. */
    private static final Comparator<Place> BY_FOLDER_AND_NAME = Comparator.comparing(
                    (Place place) -> place.kind() == Kind.CONFIGURATION)
            .thenComparing(Place::file);

    private final InstantSource clock;
    private final SortedMap<Place, PluginStatus> files = new TreeMap<>(BY_FOLDER_AND_NAME);

    /** Those whose content is new: what becomes of them is worth telling even if it is what became of the old content. */
    private final Set<Place> fresh = new HashSet<>();

    private record Place(Kind kind, String file) {}

    StatusBoard(InstantSource clock) {
        this.clock = clock;
    }

    synchronized List<PluginStatus> all() {
        return new ArrayList<>(files.values());
    }

    synchronized @Nullable PluginStatus get(Kind kind, String file) {
        return files.get(new Place(kind, file));
    }

    /** The file's content is another one now. */
    synchronized void renewed(Kind kind, String file) {
        fresh.add(new Place(kind, file));
    }

    synchronized void put(Kind kind, String file, String id, String version, State state, String reason) {
        Place place = new Place(kind, file);
        PluginStatus before = files.get(place);
        boolean renewed = fresh.remove(place);
        Instant since = clock.instant();
        if (before != null
                && !renewed
                && before.state() == state
                && before.id().equals(id)
                && before.version().equals(version)) {
            if (before.reason().equals(reason)) {
                return;
            }
            since = before.since();
        }
        PluginStatus status = new PluginStatus(file, kind, id, version, state, reason, since);
        files.put(place, status);
        log(status);
    }

    /** The file is gone. */
    synchronized void removed(Kind kind, String file) {
        PluginStatus before = files.get(new Place(kind, file));
        if (before != null) {
            put(kind, file, before.id(), before.version(), State.REMOVED, "");
        }
    }

    private static void log(PluginStatus status) {
        String what = (status.id() + " " + status.version()).strip();
        if (status.state() == State.REFUSED) {
            LOG.warn("{} is {} ({}): {}", status.file(), status.state(), what, status.reason());
        } else {
            String reason = status.reason().isEmpty() ? "" : ": " + status.reason();
            LOG.info("{} is {} ({}){}", status.file(), status.state(), what, reason);
        }
    }
}
