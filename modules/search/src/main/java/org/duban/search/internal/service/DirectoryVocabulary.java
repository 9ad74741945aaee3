package org.duban.search.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.office.Area;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Unit;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.spi.directory.Directory;
import org.duban.spi.health.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vocabulary of the host's directory and of {@code synonyms.txt} in the configuration folder, both followed all the time: the last
 * good one stays while the directory fails or doesn't answer, or the file has mistakes, and health says so.
 */
@Component(
        service = {VocabularySource.class, HealthCheck.class},
        immediate = true)
public final class DirectoryVocabulary implements VocabularySource, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryVocabulary.class);

    static final String FILE = "synonyms.txt";
    static final String SUBJECT = "vocabulary";

    private static final long LARGEST_FILE = 1 << 20;

    /** At least so many times as long as the last look took, the directory is left alone. */
    private static final int REST = 20;

    private final Directory directory;
    private final @Nullable Path file;
    private final Pace pace;
    private final CountDownLatch ending = new CountDownLatch(1);

    private volatile Known known;
    private volatile Set<String> met = Set.of();
    private volatile String directoryTrouble = "";
    private volatile String fileTrouble = "";

    /** The look at the directory that is under way; only the following thread touches it, after the first. */
    private @Nullable CompletableFuture<Look> asked;

    /**
     * How often is looked.
     *
     * @param period between two looks
     * @param patience how long the directory is waited for, before it is said that it doesn't answer
     */
    record Pace(Duration period, Duration patience) {}

    /** What the vocabulary was made of. */
    private record Known(List<Name> names, String synonymsText, Synonyms synonyms, Vocabulary vocabulary) {}

    /** What the directory said, and how long that took. */
    private record Look(List<Name> names, Duration took) {}

    @Activate
    public DirectoryVocabulary(BundleContext context, @Reference Directory directory) {
        this(directory, folder(context), new Pace(Duration.ofSeconds(5), Duration.ofSeconds(2)));
    }

    /** @param folder the configuration folder; null when there is none */
    DirectoryVocabulary(Directory directory, @Nullable Path folder, Pace pace) {
        this.directory = directory;
        this.file = folder == null ? null : folder.resolve(FILE);
        this.pace = pace;
        String text = builtIn();
        known = known(List.of(), text, Synonyms.parse(text, FILE));
        Duration rest = look();
        Thread thread = new Thread(() -> follow(rest), "duban-vocabulary");
        thread.setDaemon(true);
        thread.start();
    }

    private static @Nullable Path folder(BundleContext context) {
        String folder = context.getProperty("duban.config.dir");
        return folder == null ? null : Path.of(folder);
    }

    @Deactivate
    void stop() {
        ending.countDown();
    }

    @Override
    public Vocabulary current() {
        return known.vocabulary();
    }

    @Override
    public void meet(Set<String> people) {
        met = Set.copyOf(people);
    }

    private void follow(Duration firstRest) {
        try {
            Duration rest = firstRest;
            while (!ending.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                rest = look();
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, so the vocabulary is no longer followed");
        }
    }

    /** Looks at the file and the directory once, and takes over what changed. @return how long to rest */
    private Duration look() {
        Known before = known;
        String text = before.synonymsText();
        Synonyms synonyms = before.synonyms();
        try {
            String now = text();
            if (!now.equals(text)) {
                synonyms = Synonyms.parse(now, FILE);
                text = now;
            }
            fileTrouble = told(fileTrouble, "");
        } catch (DubanException e) {
            fileTrouble = told(
                    fileTrouble,
                    e.code() + " " + FILE + " 有误，沿用原来的同义词："
                            + e.problems().stream().map(Problem::describe).collect(Collectors.joining("；")));
        }
        List<Name> names = before.names();
        Duration rest = pace.period();
        try {
            Look look = ask();
            names = look.names();
            Duration longer = look.took().multipliedBy(REST);
            rest = longer.compareTo(rest) > 0 ? longer : rest;
            directoryTrouble = told(directoryTrouble, "");
        } catch (TimeoutException e) {
            directoryTrouble = told(directoryTrouble, "宿主的通讯录没有答复，沿用原来的名称");
        } catch (ExecutionException e) {
            directoryTrouble = told(directoryTrouble, "宿主的通讯录出错，沿用原来的名称：" + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (synonyms != before.synonyms() || !names.equals(before.names())) {
            known = known(names, text, synonyms);
        }
        return rest;
    }

    /** Logs what is new and returns it. */
    private static String told(String before, String now) {
        if (!now.equals(before)) {
            if (now.isEmpty()) {
                LOG.info("The search's vocabulary is followed again");
            } else {
                LOG.warn(now);
            }
        }
        return now;
    }

    private static Known known(List<Name> names, String text, Synonyms synonyms) {
        NameBook book = NameBook.of(names);
        Synonyms all = synonyms.with(book.synonyms());
        Set<String> words = new LinkedHashSet<>(book.words());
        words.addAll(all.names());
        return new Known(names, text, synonyms, new Vocabulary(Words.standard().with(words), book, all));
    }

    // ---- the directory

    /** Asks on a thread that may hang without harm; one that hangs is waited for again, never joined by a second one. */
    private Look ask() throws TimeoutException, ExecutionException, InterruptedException {
        CompletableFuture<Look> answer = asked;
        if (answer == null) {
            CompletableFuture<Look> begun = new CompletableFuture<>();
            answer = begun;
            asked = begun;
            Thread thread = new Thread(() -> answer(begun), "duban-vocabulary-directory");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return answer.get(pace.patience().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (answer.isDone()) {
                asked = null;
            }
        }
    }

    private void answer(CompletableFuture<Look> answer) {
        long begun = System.nanoTime();
        try {
            answer.complete(new Look(names(directory, met), Duration.ofNanos(System.nanoTime() - begun)));
        } catch (Throwable e) { // the host's code may be broken in any way
            answer.completeExceptionally(e);
        }
    }

    /** Everything the directory gives a name to, each once: units, places, then people, those met in matters last. */
    private static List<Name> names(Directory directory, Set<String> met) {
        Map<String, Name> units = new LinkedHashMap<>();
        Map<String, Name> people = new LinkedHashMap<>();
        Collection<Post> posts = directory.routing().posts();
        for (Unit unit : directory.units()) {
            put(units, unit);
        }
        for (Post post : posts) {
            for (String id : post.units()) {
                if (!units.containsKey(id)) {
                    directory.unit(id).ifPresent(unit -> put(units, unit));
                }
            }
        }
        for (Person person : directory.office()) {
            put(people, person);
        }
        for (Post post : posts) {
            if (!people.containsKey(post.officer())) {
                directory.person(post.officer()).ifPresent(person -> put(people, person));
            }
        }
        for (String unit : units.keySet()) {
            for (Person person : directory.people(unit)) {
                put(people, person);
            }
        }
        for (String id : new TreeSet<>(met)) {
            if (!people.containsKey(id)) {
                directory.person(id).ifPresent(person -> put(people, person));
            }
        }
        List<Name> names = new ArrayList<>(units.values());
        for (Area area : directory.areas()) {
            names.add(new Name(Name.Kind.PLACE, area.code(), area.name(), ""));
        }
        names.addAll(people.values());
        return names.stream().filter(name -> !name.name().isBlank()).distinct().toList();
    }

    private static void put(Map<String, Name> units, Unit unit) {
        units.putIfAbsent(unit.id(), new Name(Name.Kind.UNIT, unit.id(), unit.name(), unit.shortName()));
    }

    private static void put(Map<String, Name> people, Person person) {
        people.putIfAbsent(person.id(), new Name(Name.Kind.PERSON, person.id(), person.name(), ""));
    }

    // ---- the file

    /** What the synonyms are read from: the file, or what is built in when there is none. */
    private String text() {
        if (file == null) {
            return builtIn();
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw unreadable("文件超过 1 MB", null);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            return builtIn();
        } catch (CharacterCodingException e) {
            throw unreadable("不是 UTF-8 编码", e);
        } catch (IOException e) {
            throw unreadable(e.toString(), e);
        }
    }

    private static DubanException unreadable(String why, @Nullable Exception cause) {
        return new DubanException(
                List.of(Problem.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        FILE,
                        why,
                        "UTF-8 编码、可读的文本文件",
                        "同义词文件不能读取",
                        "the file of synonyms can't be read")),
                cause);
    }

    private static String builtIn() {
        try (InputStream in = Objects.requireNonNull(DirectoryVocabulary.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a resource of the bundle can't be read", e);
        }
    }

    // ---- health

    @Override
    public List<Finding> check() {
        Known now = known;
        Map<Name.Kind, Long> counts = now.names().stream()
                .collect(
                        Collectors.groupingBy(Name::kind, () -> new EnumMap<>(Name.Kind.class), Collectors.counting()));
        long units = counts.getOrDefault(Name.Kind.UNIT, 0L);
        long people = counts.getOrDefault(Name.Kind.PERSON, 0L);
        long places = counts.getOrDefault(Name.Kind.PLACE, 0L);
        String trouble = List.of(directoryTrouble, fileTrouble).stream()
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("；"));
        return List.of(new Finding(
                SUBJECT,
                trouble.isEmpty() ? Status.OK : Status.WARN,
                trouble.isEmpty()
                        ? "检索已知单位 " + units + " 个、人员 " + people + " 名、地名 " + places + " 个"
                        : "检索用词：" + trouble,
                Map.of(
                        "units", Long.toString(units),
                        "people", Long.toString(people),
                        "places", Long.toString(places),
                        "synonyms", Integer.toString(now.synonyms().names().size()))));
    }
}
