package org.duban.search.internal.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.MatterId;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchEngine;
import org.duban.spi.search.SearchIndex;

/**
 * An engine that keeps its indexes in memory, as carefully as the contract allows it to be careless: what isn't refreshed isn't seen, what isn't
 * committed is gone when it is closed. It can be told to fail.
 */
final class ShelfEngine implements SearchEngine {

    /** Looks at what is about to be done, and may throw. */
    interface Fault {
        void at(String operation, String generation, Collection<MatterText> matters);
    }

    private record Saved(Map<MatterId, MatterText> matters, SearchIndex.Mark mark) {}

    private final Map<String, Saved> saved = new TreeMap<>();
    private final Map<String, Shelf> open = new ConcurrentHashMap<>();
    final AtomicInteger puts = new AtomicInteger();
    volatile Fault fault = (operation, generation, matters) -> {};

    static DubanException unavailable() {
        return new DubanException(Problem.of(ErrorCode.INDEX_UNAVAILABLE, "磁盘已满", "no space left on device"));
    }

    static DubanException damaged() {
        return new DubanException(Problem.of(ErrorCode.INDEX_DAMAGED, "索引文件损坏", "the index is damaged"));
    }

    /** What is on the disk at this moment, as a process finds it that starts after a kill. */
    synchronized ShelfEngine afterKill() {
        ShelfEngine engine = new ShelfEngine();
        engine.saved.putAll(saved);
        return engine;
    }

    /** Puts an index on the disk as somebody else left it. */
    synchronized void leave(String generation, Collection<MatterText> matters, SearchIndex.Mark mark) {
        Map<MatterId, MatterText> all = new TreeMap<>();
        matters.forEach(matter -> all.put(matter.id(), matter));
        saved.put(generation, new Saved(all, mark));
    }

    synchronized Set<MatterText> durable(String generation) {
        return Set.copyOf(saved.get(generation).matters().values());
    }

    synchronized SearchIndex.Mark mark(String generation) {
        return saved.get(generation).mark();
    }

    Set<String> opened() {
        return Set.copyOf(open.keySet());
    }

    @Override
    public String name() {
        return "shelf";
    }

    @Override
    public synchronized List<String> generations() {
        fault.at("generations", "", List.of());
        return List.copyOf(saved.keySet());
    }

    @Override
    public SearchIndex open(String generation) {
        fault.at("open", generation, List.of());
        synchronized (this) {
            saved.putIfAbsent(generation, new Saved(Map.of(), SearchIndex.Mark.NONE));
            Shelf shelf = new Shelf(generation, saved.get(generation));
            if (open.putIfAbsent(generation, shelf) != null) {
                throw new IllegalStateException("opened twice: " + generation);
            }
            return shelf;
        }
    }

    @Override
    public synchronized void drop(String generation) {
        fault.at("drop", generation, List.of());
        if (open.containsKey(generation)) {
            throw new IllegalStateException("dropped while it is open: " + generation);
        }
        saved.remove(generation);
    }

    private final class Shelf implements SearchIndex {
        private final String generation;
        private final Map<MatterId, MatterText> put;
        private volatile Map<MatterId, MatterText> seen;
        private volatile Mark mark;
        private volatile boolean closed;

        Shelf(String generation, Saved saved) {
            this.generation = generation;
            this.put = new TreeMap<>(saved.matters());
            this.seen = Map.copyOf(put);
            this.mark = saved.mark();
        }

        private void look(String operation, Collection<MatterText> matters) {
            if (closed) {
                throw new IllegalStateException("closed: " + generation);
            }
            fault.at(operation, generation, matters);
        }

        @Override
        public Mark mark() {
            look("mark", List.of());
            return mark;
        }

        @Override
        public long size() {
            return seen.size();
        }

        @Override
        public void put(Collection<MatterText> matters) {
            look("put", matters);
            puts.addAndGet(matters.size());
            matters.forEach(matter -> put.put(matter.id(), matter));
        }

        @Override
        public void refresh() {
            look("refresh", List.of());
            seen = Map.copyOf(put);
        }

        @Override
        public void commit(Mark next) {
            look("commit", List.of());
            mark = next;
            synchronized (ShelfEngine.this) {
                saved.put(generation, new Saved(Map.copyOf(put), next));
            }
        }

        @Override
        public Found find(Asked asked) {
            look("find", List.of());
            List<MatterText> fitting = seen.values().stream()
                    .filter(matter -> asked.visibility().admits(matter.access()) && fits(asked.wanted(), matter))
                    .sorted(Comparator.comparing(MatterText::changedAt)
                            .reversed()
                            .thenComparing(MatterText::id))
                    .toList();
            List<Found.Match> matches = new ArrayList<>();
            fitting.stream().limit(asked.limit()).forEach(matter -> matches.add(new Found.Match(matter, 0)));
            return new Found(matches, fitting.size(), true, new HashMap<>(), null);
        }

        @Override
        public long count(Asked asked) {
            return find(asked).total();
        }

        private static boolean fits(Condition condition, MatterText matter) {
            return !(condition instanceof Condition.Contains contains)
                    || matter.texts().stream().anyMatch(text -> text.text().contains(contains.text()));
        }

        @Override
        public void close() {
            closed = true;
            open.remove(generation);
        }
    }
}
