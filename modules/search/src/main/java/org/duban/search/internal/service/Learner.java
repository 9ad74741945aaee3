package org.duban.search.internal.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.access.Visibility;
import org.duban.api.search.Facet;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.TextKind;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from the newest and the oldest matters how rare it is what they contain, and who occurs in all of them. The first who needs it
 * waits for it (some tenths of a second); afterwards it is learnt anew in the background, when the index has grown by a fifth or after an
 * hour. Thread-safe.
 *
 * <p>Of all matters, whoever may see them: only the weight of a pair of characters comes of it, and no text.
 */
final class Learner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Learner.class);

    /** Matters looked at from either end. */
    private static final int SAMPLE = 1_000;

    private static final int PAGE = 100;

    /** More people than an office ever instructs or employs aren't told of. */
    private static final int MOST_PEOPLE = 1_000;

    private static final Set<String> PEOPLE = Set.of(Facet.LEADER.name(), Facet.OFFICER.name());
    private static final Duration OLD = Duration.ofHours(1);

    /** Longer texts are no values of a field. */
    static final int LONGEST_VALUE = 50;

    private final Supplier<SearchIndex> index;
    private final Consumer<Set<String>> people;
    private final ExecutorService background = background();
    private final AtomicBoolean learning = new AtomicBoolean();
    private volatile @Nullable Learnt learnt;

    /** What was learnt when the index had so many matters, at {@link System#nanoTime}. */
    private record Learnt(Rarity rarity, long size, long at) {}

    /**
     * @param index what there is now
     * @param people is told the ids of those who occur in matters
     */
    Learner(Supplier<SearchIndex> index, Consumer<Set<String>> people) {
        this.index = index;
        this.people = people;
    }

    private static ExecutorService background() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), task -> {
                    Thread thread = new Thread(task, "duban-search-learning");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    Rarity rarity() {
        Learnt now = learnt;
        if (now == null || now.rarity().sampled() == 0) {
            return learn(index.get().size());
        }
        freshen();
        return now.rarity();
    }

    /** Begins to learn in the background when that is due. */
    void freshen() {
        Learnt now = learnt;
        long size = index.get().size();
        boolean due = now == null
                ? size > 0
                : size > now.size() + now.size() / 5 || System.nanoTime() - now.at() > OLD.toNanos();
        if (due && learning.compareAndSet(false, true)) {
            try {
                background.execute(() -> relearn(size));
            } catch (RejectedExecutionException e) {
                learning.set(false); // stopping: what is known will do
            }
        }
    }

    private void relearn(long size) {
        try {
            learn(size);
        } catch (DubanException e) {
            if (e.code() == ErrorCode.STOPPED) {
                LOG.debug("The index is closed, so nothing is learnt from it");
            } else {
                LOG.warn("How rare words are can't be learnt: {}", e.getMessage());
            }
        } finally {
            learning.set(false);
        }
    }

    private Rarity learn(long size) {
        Rarity.Builder builder = new Rarity.Builder();
        if (size > 0) {
            Set<String> seen = new HashSet<>();
            for (Sort end : List.of(Sort.NEWEST, Sort.OLDEST)) {
                String after = null;
                int left = SAMPLE;
                do {
                    Found page = index.get()
                            .find(new Asked(
                                    new Condition.Everything(),
                                    List.of(),
                                    Visibility.EVERYTHING,
                                    end,
                                    left == SAMPLE && end == Sort.NEWEST ? PEOPLE : Set.of(),
                                    Math.min(PAGE, left),
                                    after,
                                    1));
                    if (!page.facets().isEmpty()) {
                        people.accept(people(page));
                    }
                    for (Found.Match match : page.matches()) {
                        if (seen.add(match.matter().id().value())) {
                            learn(builder.matter(), match.matter());
                        }
                    }
                    left -= page.matches().size();
                    after = page.next();
                } while (after != null && left > 0);
            }
        }
        Rarity rarity = builder.build();
        learnt = new Learnt(rarity, size, System.nanoTime());
        return rarity;
    }

    private static Set<String> people(Found found) {
        return found.facets().values().stream()
                .flatMap(counts -> counts.entrySet().stream())
                .filter(each -> !each.getKey().isEmpty())
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_PEOPLE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static void learn(Rarity.Builder builder, MatterText matter) {
        Subject subject = Subject.of(matter);
        builder.saw(Pairs.of(subject.title(), Likeness.TITLE_LOOKED_AT))
                .saw(Pairs.of(subject.text(), Likeness.TEXT_LOOKED_AT));
        subject.values().forEach(builder::saw);
    }

    @Override
    public void close() {
        background.shutdownNow();
    }

    /**
     * What a matter is about, of what the index holds of it.
     *
     * @param title its title
     * @param text its content and the texts of its form
     * @param values what a field of its form may have as a value
     */
    record Subject(String title, String text, Set<String> values) {

        static Subject of(MatterText matter) {
            List<String> content = new ArrayList<>();
            Set<String> values = new HashSet<>();
            String title = "";
            for (MatterText.Text text : matter.texts()) {
                if (text.kind() == TextKind.TITLE && title.isEmpty()) {
                    title = text.text();
                } else if (text.kind() == TextKind.CONTENT) {
                    content.add(text.text());
                    if (text.text().length() <= LONGEST_VALUE) {
                        values.add(text.text());
                    }
                }
            }
            for (Map.Entry<String, Set<String>> key : matter.keys().entrySet()) {
                if (key.getKey().startsWith("/")) {
                    values.addAll(key.getValue());
                }
            }
            values.remove("");
            return new Subject(title, String.join("\n", content), values);
        }
    }
}
