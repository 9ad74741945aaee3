package org.duban.search.internal.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.search.IndexSearcher;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.access.Access;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.notice.NoticeKind;
import org.duban.api.office.Person;
import org.duban.api.search.Passage;
import org.duban.api.search.Watch;
import org.duban.api.search.WatchEvent;
import org.duban.search.internal.feed.MatterTexts;
import org.duban.search.internal.lucene.MatterDocuments;
import org.duban.search.internal.query.Snippets;
import org.duban.search.internal.watch.WatchReading.Wanted;
import org.duban.search.internal.watch.WatchStore.Part;
import org.duban.search.internal.watch.WatchStore.Told;
import org.duban.spi.directory.Directory;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the feed and tells the owners of watches of new texts that fit.
 *
 * <p>A watch looks at what stands in the feed behind the event that set it. The position moves on when the notices of a batch are durable; where
 * a batch ends is written down before its first notice, so that after a crash the same batch gives the same notices, whose keys are known.
 * What goes wrong with one matter is put off and holds up no other; what goes wrong with everything ends the run, and the next one makes up
 * for it. One thread.
 */
final class WatchReader {

    private static final Logger LOG = LoggerFactory.getLogger(WatchReader.class);

    static final String POSITION = "position";
    private static final String UNTIL = "until";
    static final String FIRST = "first";

    private static final int BATCH = 500;

    /** Notices a watch raises on a day; the rest is told of in one. */
    static final int MOST_PER_DAY = 20;

    /** How long what went wrong is left alone. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int SNIPPET_LENGTH = 120;

    /** What is wrong with everything, not with one matter. */
    private static final Set<ErrorCode> GENERAL = Set.of(
            ErrorCode.STOPPED,
            ErrorCode.JOURNAL_WRITE_FAILED,
            ErrorCode.JOURNAL_DAMAGED,
            ErrorCode.DATA_DIRECTORY_IN_USE,
            ErrorCode.DATA_DIRECTORY_UNUSABLE);

    private final Journal journal;
    private final Matters matters;
    private final MatterTexts texts;
    private final WatchReading reading;
    private final Directory directory;
    private final Access access;
    private final NoticeDesk desk;
    private final WatchBook book;
    private final WatchStore store;
    private final InstantSource clock;
    private final ZoneId zone;
    private final MatterDocuments documents = new MatterDocuments();

    /** The watches as they were at the position that was read. */
    private final WatchBook followed = new WatchBook();

    private StandingQueries<String> byText = new StandingQueries<>();
    private StandingQueries<String> byFact = new StandingQueries<>();
    private final Map<String, Wanted> wanted = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private @Nullable Object basis;
    private @Nullable LocalDate summedUpBefore;
    private long position;
    private boolean begun;
    private volatile int unreadable;
    private volatile int failures;

    WatchReader(
            Journal journal,
            Matters matters,
            MatterTexts texts,
            WatchReading reading,
            Directory directory,
            Access access,
            NoticeDesk desk,
            WatchBook book,
            WatchStore store,
            InstantSource clock,
            ZoneId zone) {
        this.journal = journal;
        this.matters = matters;
        this.texts = texts;
        this.reading = reading;
        this.directory = directory;
        this.access = access;
        this.desk = desk;
        this.book = book;
        this.store = store;
        this.clock = clock;
        this.zone = zone;
    }

    /** How many watches can't be read at the moment. */
    int unreadable() {
        return unreadable;
    }

    /** How many matters couldn't be looked at since the start. */
    int failures() {
        return failures;
    }

    /** Reads the feed to its head, and does what is due by the clock. Returns when all that is durable. */
    void run() {
        begin();
        sumUp();
        tryAgain();
        long until = store.fact(UNTIL).orElse(0L);
        while (true) {
            int limit = until > position ? (int) (until - position) : BATCH;
            List<Recorded> events = journal.feed(position, limit);
            if (events.isEmpty()) {
                return;
            }
            if (isWatch(events.get(0))) {
                follow(events.stream().takeWhile(WatchReader::isWatch).toList());
            } else {
                deal(events.stream().takeWhile(event -> !isWatch(event)).toList());
            }
        }
    }

    private static boolean isWatch(Recorded recorded) {
        return recorded.stream().kind().equals(WatchEvent.STREAM);
    }

    // ---- watches

    /** Texts that were there before the first run are no news. */
    private void begin() {
        if (begun) {
            return;
        }
        long head = journal.head();
        Optional<Long> stored = store.fact(POSITION);
        if (stored.isEmpty()) {
            if (book.size() > 0) {
                LOG.warn(
                        "Where the watches had read to is not known any more: texts up to event {} are told of no more",
                        head);
            } else {
                LOG.info("Watches look at what comes after event {}", head);
            }
        } else if (stored.get() > head) {
            LOG.warn(
                    "The journal ends at event {} before {}, where the watches had read to: they go on there",
                    head,
                    stored.get());
        }
        if (stored.isEmpty() || stored.get() > head) {
            store.fact(FIRST, head);
            store.fact(UNTIL, 0);
            store.fact(POSITION, head);
        }
        position = store.fact(POSITION).orElse(head);
        journal.forEachStream(
                WatchEvent.STREAM,
                history -> history.stream()
                        .filter(recorded -> recorded.position() <= position)
                        .forEach(followed::apply));
        begun = true;
    }

    private void follow(List<Recorded> events) {
        refresh();
        for (Recorded recorded : events) {
            book.apply(recorded);
            followed.apply(recorded);
            read(recorded.stream().id());
        }
        long until = events.get(events.size() - 1).position();
        store.reached(until, List.of(), List.of(), clock.instant());
        position = until;
    }

    /** Reads all watches anew when texts are read by something else than before: another day, another directory. */
    private void refresh() {
        Object now = reading.basis();
        if (now.equals(basis)) {
            return;
        }
        byText = new StandingQueries<>();
        byFact = new StandingQueries<>();
        wanted.clear();
        broken.clear();
        unreadable = 0;
        for (WatchBook.Entry entry : followed.all()) {
            read(Objects.requireNonNull(entry.watch()).id());
        }
        basis = now;
    }

    private void read(String id) {
        byText.remove(id);
        byFact.remove(id);
        wanted.remove(id);
        broken.remove(id);
        Watch watch = followed.get(id);
        if (watch != null) {
            try {
                Wanted read = reading.read(watch.text());
                (read.facts() ? byFact : byText).put(id, read.query());
                wanted.put(id, read);
            } catch (RuntimeException | StackOverflowError e) {
                broken(id, e);
            }
        }
        unreadable = broken.size();
    }

    /** One that can't be asked finds nothing until it is read anew, and harms no other. */
    private void broken(String id, Throwable why) {
        broken.add(id);
        unreadable = broken.size();
        LOG.warn("Watch {} finds nothing for now: {}", id, why.toString());
    }

    // ---- events of matters

    private void deal(List<Recorded> events) {
        refresh();
        long until = events.get(events.size() - 1).position();
        Map<MatterId, Part> parts = new LinkedHashMap<>();
        for (Recorded recorded : events) {
            if (recorded.stream().kind().equals(MatterId.STREAM)) {
                parts.merge(
                        new MatterId(recorded.stream().id()),
                        part(recorded),
                        (first, last) -> new Part(
                                first.matter(), first.firstVersion(), last.lastVersion(), first.firstPosition()));
            }
        }
        List<Hit> hits = new ArrayList<>();
        List<Part> putOff = new ArrayList<>();
        if (byText.size() + byFact.size() > 0) {
            for (Part part : parts.values()) {
                find(part).ifPresentOrElse(hits::addAll, () -> putOff.add(part));
            }
        }
        if (!hits.isEmpty()) {
            store.fact(UNTIL, until);
        }
        List<Told> told = tell(hits);
        store.reached(until, told, putOff, clock.instant().plus(PAUSE));
        position = until;
    }

    private static Part part(Recorded recorded) {
        return new Part(
                new MatterId(recorded.stream().id()), recorded.version(), recorded.version(), recorded.position());
    }

    private void tryAgain() {
        for (Part part : store.due(clock.instant())) {
            refresh();
            Optional<List<Hit>> hits = find(part);
            if (hits.isPresent()) {
                store.dealtWith(part, tell(hits.get()));
                LOG.info(
                        "Matter {} has been looked at for watches from version {} on",
                        part.matter(),
                        part.firstVersion());
            } else {
                store.putOff(part, clock.instant().plus(PAUSE));
            }
        }
    }

    /**
     * A watch and a matter that fits.
     *
     * @param matter as it stood after the last of the events
     * @param text the same, with nothing but those new texts that the owner didn't write
     */
    private record Hit(Watch watch, Wanted wanted, Part part, Matter matter, MatterText text) {

        String key() {
            return "watch/" + watch.id() + "/" + part.matter().value() + "/" + part.lastVersion();
        }
    }

    /** Empty when something is wrong with this matter. */
    private Optional<List<Hit>> find(Part part) {
        try {
            return Optional.of(hits(part));
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof DubanException duban && GENERAL.contains(duban.code())) {
                throw e;
            }
            failures++;
            LOG.error(
                    "Matter {} from version {} on can't be looked at for watches, tried again every {}",
                    part.matter(),
                    part.firstVersion(),
                    PAUSE,
                    e);
            return Optional.empty();
        }
    }

    private List<Hit> hits(Part part) {
        List<Recorded> history = journal.read(part.matter().stream()).stream()
                .filter(recorded -> recorded.version() <= part.lastVersion())
                .toList();
        Matter matter = matters.replay(history);
        MatterText whole = texts.of(matter, history);
        MatterText now = with(
                whole,
                whole.texts().stream()
                        .filter(text -> text.version() >= part.firstVersion())
                        .toList());
        IndexSearcher document = document(now);
        List<Hit> hits = new ArrayList<>();
        if (!now.texts().isEmpty()) {
            for (Watch watch : fitting(byText, document, part)) {
                MatterText foreign = withoutTextsOf(watch.person(), now);
                if (foreign == now || !foreign.texts().isEmpty() && byText.matches(watch.id(), document(foreign))) {
                    hits.add(new Hit(watch, wanted(watch), part, matter, foreign));
                }
            }
        }
        if (byFact.size() > 0) {
            hits.addAll(facts(part, history, matter, now, document));
        }
        return hits;
    }

    /** The watches on facts alone that the matter fits now, and didn't before these events. */
    private List<Hit> facts(Part part, List<Recorded> history, Matter matter, MatterText now, IndexSearcher document) {
        List<Recorded> earlier = history.stream()
                .filter(recorded -> recorded.version() < part.firstVersion())
                .toList();
        MatterText before = earlier.isEmpty() ? null : with(texts.of(matters.replay(earlier), earlier), List.of());
        if (before != null && sameFacts(before, now)) {
            return List.of();
        }
        IndexSearcher then = before == null ? null : document(before);
        Set<String> actors = history.stream()
                .filter(recorded -> recorded.version() >= part.firstVersion())
                .map(Recorded::actor)
                .collect(Collectors.toSet());
        List<Hit> hits = new ArrayList<>();
        for (Watch watch : fitting(byFact, document, part)) {
            // Somebody who brought it about alone knows of it.
            boolean own = actors.equals(Set.of(watch.person()));
            if (!own && (then == null || !byFact.matches(watch.id(), then))) {
                hits.add(new Hit(watch, wanted(watch), part, matter, now));
            }
        }
        return hits;
    }

    /** The watches that find a document and were set before the events it is about. */
    private List<Watch> fitting(StandingQueries<String> queries, IndexSearcher document, Part part) {
        List<Watch> fitting = new ArrayList<>();
        for (String id : queries.matching(document, this::broken)) {
            WatchBook.Entry entry = Objects.requireNonNull(followed.entry(id), id);
            Watch watch = entry.watch();
            if (watch != null && entry.position() < part.firstPosition()) {
                fitting.add(watch);
            }
        }
        return fitting;
    }

    private Wanted wanted(Watch watch) {
        return Objects.requireNonNull(wanted.get(watch.id()), watch.id());
    }

    private static boolean sameFacts(MatterText a, MatterText b) {
        return a.keys().equals(b.keys())
                && a.receivedOn().equals(b.receivedOn())
                && Objects.equals(a.dueOn(), b.dueOn())
                && Objects.equals(a.runningTo(), b.runningTo());
    }

    /** The same when there are none. */
    private static MatterText withoutTextsOf(String person, MatterText matter) {
        List<Text> foreign = matter.texts().stream()
                .filter(text -> !text.by().equals(person))
                .toList();
        return foreign.size() == matter.texts().size() ? matter : with(matter, foreign);
    }

    private IndexSearcher document(MatterText matter) {
        return StandingQueries.inMemory(documents.of(matter));
    }

    private static MatterText with(MatterText matter, List<Text> texts) {
        return new MatterText(
                matter.id(),
                matter.version(),
                matter.keys(),
                matter.receivedOn(),
                matter.dueOn(),
                matter.changedAt(),
                matter.clock(),
                matter.access(),
                texts);
    }

    // ---- telling

    /** Raises the notices; what is returned is to be written down with the position. */
    private List<Told> tell(List<Hit> hits) {
        Map<String, Optional<Person>> owners = new HashMap<>();
        Map<String, Told> told = new LinkedHashMap<>();
        LocalDate today = today();
        for (Hit hit : hits) {
            Watch watch = hit.watch();
            // Removed meanwhile: nobody waits for it any more.
            if (book.get(watch.id()) == null) {
                continue;
            }
            Optional<Person> owner = owners.computeIfAbsent(watch.person(), directory::person);
            if (owner.isEmpty()
                    || !access.visibility(owner.get()).admits(hit.text().access())) {
                continue;
            }
            Told soFar = Optional.ofNullable(told.get(watch.id()))
                    .or(() -> store.told(watch.id()))
                    .orElseGet(() -> new Told(watch.id(), today, 0, 0, ""));
            if (soFar.day().isBefore(today)) {
                raiseSum(soFar);
                soFar = new Told(watch.id(), today, 0, 0, "");
            }
            String matter = hit.part().matter().value();
            if (soFar.told() < MOST_PER_DAY) {
                raise(hit);
                soFar = new Told(watch.id(), soFar.day(), soFar.told() + 1, soFar.untold(), soFar.matter());
            } else {
                soFar = new Told(watch.id(), soFar.day(), soFar.told(), soFar.untold() + 1, matter);
            }
            told.put(watch.id(), soFar);
        }
        return List.copyOf(told.values());
    }

    private void raise(Hit hit) {
        List<Passage> passages =
                Snippets.passages(hit.text(), reading.marks(hit.wanted()), Integer.MAX_VALUE, SNIPPET_LENGTH);
        desk.raise(
                hit.key(),
                hit.watch().person(),
                NoticeKind.WATCH,
                hit.part().matter(),
                WatchNotice.title(hit.watch(), hit.matter()),
                WatchNotice.text(hit.watch(), hit.matter(), passages, this::nameOf, zone));
    }

    private String nameOf(String person) {
        return directory.person(person).map(Person::name).orElse(person);
    }

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /** What was too much on the days before today is told of in one notice for each watch. */
    private void sumUp() {
        LocalDate today = today();
        if (today.equals(summedUpBefore)) {
            return;
        }
        for (Told told : store.toldBefore(today)) {
            raiseSum(told);
            store.forget(told);
        }
        summedUpBefore = today;
    }

    private void raiseSum(Told told) {
        Watch watch = book.get(told.watch());
        if (told.untold() == 0
                || watch == null
                || directory.person(watch.person()).isEmpty()) {
            return;
        }
        desk.raise(
                "watch/" + watch.id() + "/" + told.day(),
                watch.person(),
                NoticeKind.WATCH,
                new MatterId(told.matter()),
                WatchNotice.sumTitle(watch, told),
                WatchNotice.sumText(watch, told));
    }
}
