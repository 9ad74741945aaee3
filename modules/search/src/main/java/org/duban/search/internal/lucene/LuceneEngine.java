package org.duban.search.internal.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.duban.api.DubanException;
import org.duban.search.internal.lucene.rank.PlainVocabulary;
import org.duban.search.internal.lucene.rank.SecondLook;
import org.duban.search.internal.lucene.rank.TellingRanking;
import org.duban.search.internal.service.VocabularySource;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.SearchEngine;
import org.duban.spi.search.SearchIndex;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps indexes on Lucene, each in a folder of its own below {@code index} in the data directory that the framework property {@code duban.dir}
 * names. Thread-safe.
 */
@Component(service = SearchEngine.class)
public final class LuceneEngine implements SearchEngine, AutoCloseable {

    private static final Pattern GENERATION = Pattern.compile("[a-z0-9]{1,64}");

    private final Path folder;
    private final Answers answers;
    private final ExecutorService helper;
    private final Set<String> open = new HashSet<>();

    @Activate
    public LuceneEngine(BundleContext context, @Reference VocabularySource vocabulary) {
        this(folder(context), () -> vocabulary.current().words());
    }

    /**
     * @param folder where the indexes are; created when it isn't there
     * @param words the dictionary as it is now
     */
    public LuceneEngine(Path folder, Supplier<Words> words) {
        this.folder = folder;
        this.answers = answers(words);
        // One that puts and one that writes.
        this.helper = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "duban-search-index");
            thread.setDaemon(true);
            return thread;
        });
    }

    static Answers answers(Supplier<Words> words) {
        PlainVocabulary vocabulary = new PlainVocabulary(words);
        return new Answers(
                new ConditionQueries(new TellingRanking(vocabulary, Field.GRAMS), vocabulary.states()),
                new SecondLook(vocabulary, Field.GRAMS, Field.CHARACTERS),
                new BM25Similarity());
    }

    private static Path folder(BundleContext context) {
        String directory = context.getProperty("duban.dir");
        if (directory == null) {
            throw new IllegalStateException("the framework property duban.dir names no data directory");
        }
        return Path.of(directory, "index");
    }

    @Deactivate
    @Override
    public void close() {
        helper.shutdown();
    }

    @Override
    public String name() {
        return "lucene";
    }

    @Override
    public List<String> generations() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, Long> numbers = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (GENERATION.matcher(name).matches()) {
                    numbers.put(name, number(entry));
                }
            }
        } catch (IOException e) {
            throw Failure.of(folder.toString(), e);
        }
        List<String> names = new ArrayList<>(numbers.keySet());
        names.sort(Comparator.comparing(numbers::get));
        return names;
    }

    /** Number of an index; 0 when it can't be read. */
    private static long number(Path entry) {
        try (Directory directory = FSDirectory.open(entry)) {
            return IndexState.read(entry.toString(), directory).number();
        } catch (IOException | DubanException e) {
            return 0;
        }
    }

    @Override
    public SearchIndex open(String generation) {
        Path entry = path(generation);
        synchronized (open) {
            if (!open.add(generation)) {
                throw Failure.unavailable(generation, "已经打开", "it is open already", null);
            }
        }
        boolean opened = false;
        try {
            Files.createDirectories(folder);
            long number = 1
                    + generations().stream()
                            .mapToLong(name -> number(folder.resolve(name)))
                            .max()
                            .orElse(0);
            if (Files.exists(entry) && !Files.isDirectory(entry)) {
                throw Failure.damaged(generation, "不是文件夹", "it is not a folder", null);
            }
            SearchIndex index = LuceneIndex.open(
                    generation, new MMapDirectory(entry), number, answers, helper, () -> closed(generation));
            opened = true;
            return index;
        } catch (IOException e) {
            throw Failure.of(generation, e);
        } finally {
            if (!opened) {
                closed(generation);
            }
        }
    }

    /**
     * Opens what was last committed to an index, for searching only, also while a Duban has it open.
     *
     * @throws DubanException {@code INDEX_DAMAGED} also when there is no such index
     */
    public SearchIndex openLastCommit(String generation) {
        Path entry = path(generation);
        return Failure.guarded(generation, () -> LuceneSnapshot.open(generation, new MMapDirectory(entry), answers));
    }

    private void closed(String generation) {
        synchronized (open) {
            open.remove(generation);
        }
    }

    @Override
    public void drop(String generation) {
        Path entry = path(generation);
        synchronized (open) {
            if (open.contains(generation)) {
                throw new IllegalStateException("the index " + generation + " is open");
            }
        }
        if (!Files.exists(entry)) {
            return;
        }
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Failure.of(generation, e);
        }
    }

    private Path path(String generation) {
        if (!GENERATION.matcher(generation).matches()) {
            throw new IllegalArgumentException("not the name of a generation: " + generation);
        }
        return folder.resolve(generation);
    }
}
