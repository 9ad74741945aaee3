package org.duban.search.internal.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.journal.Recorded;
import org.duban.api.search.Watch;
import org.duban.api.search.WatchEvent.WatchRemoved;
import org.duban.api.search.WatchEvent.WatchSet;
import org.jspecify.annotations.Nullable;

/** All watches, as their events make them. Thread-safe. */
final class WatchBook {

    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * A watch as it stands after an event.
     *
     * @param version version of its stream
     * @param position place of that event in the feed: texts that stand behind it are looked at
     * @param watch null once it was removed
     */
    record Entry(long version, long position, @Nullable Watch watch) {}

    /** Takes in an event of a watch; one that is known already changes nothing. */
    synchronized void apply(Recorded recorded) {
        String id = recorded.stream().id();
        Entry known = entries.get(id);
        if (known != null && known.version() >= recorded.version()) {
            return;
        }
        Watch watch = known == null ? null : known.watch();
        if (recorded.event() instanceof WatchSet set) {
            String owner = watch == null ? recorded.actor() : watch.person();
            watch = new Watch(id, owner, set.name(), set.text(), recorded.at());
        } else if (recorded.event() instanceof WatchRemoved) {
            watch = null;
        }
        entries.put(id, new Entry(recorded.version(), recorded.position(), watch));
    }

    /** Null when there is none, or no longer. */
    synchronized @Nullable Watch get(String id) {
        Entry entry = entries.get(id);
        return entry == null ? null : entry.watch();
    }

    /** Null when it never was. */
    synchronized @Nullable Entry entry(String id) {
        return entries.get(id);
    }

    /** A person's watches, the newest first. */
    synchronized List<Watch> of(String person) {
        List<Entry> mine = new ArrayList<>();
        for (Entry entry : entries.values()) {
            Watch watch = entry.watch();
            if (watch != null && watch.person().equals(person)) {
                mine.add(entry);
            }
        }
        mine.sort(Comparator.comparingLong(Entry::position).reversed());
        List<Watch> watches = new ArrayList<>();
        for (Entry entry : mine) {
            Watch watch = entry.watch();
            if (watch != null) {
                watches.add(watch);
            }
        }
        return watches;
    }

    synchronized int size() {
        return (int) entries.values().stream().filter(e -> e.watch() != null).count();
    }

    /** Those that are there. */
    synchronized List<Entry> all() {
        return entries.values().stream().filter(e -> e.watch() != null).toList();
    }
}
