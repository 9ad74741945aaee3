package org.duban.search.internal.watch;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.journal.Append;
import org.duban.api.journal.Append.Part;
import org.duban.api.journal.Append.Rows;
import org.duban.api.journal.Event;
import org.duban.api.journal.Journal;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Actor;
import org.duban.api.search.Watch;
import org.duban.api.search.WatchEvent;
import org.duban.api.search.WatchEvent.WatchRemoved;
import org.duban.api.search.WatchEvent.WatchSet;
import org.duban.api.search.Watches;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets, changes and ends watches. What is so already is not written again. */
@Component(service = Watches.class)
public final class WatchService implements Watches {

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_TEXT = 500;

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 8;

    private final Journal journal;
    private final Directory directory;
    private final WatchBook book;
    private final WatchReading reading;
    private final Runnable requireRunning;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Held from the look at what is there to the append. */
    private final Object lock = new Object();

    @Activate
    public WatchService(
            @Reference WatchComponent watches,
            @Reference Journal journal,
            @Reference Directory directory,
            @Reference InstantSource clock) {
        this(
                journal,
                directory,
                watches.book(),
                watches.reading(),
                watches.loop()::requireRunning,
                clock,
                new SecureRandom());
    }

    WatchService(
            Journal journal,
            Directory directory,
            WatchBook book,
            WatchReading reading,
            Runnable requireRunning,
            InstantSource clock,
            RandomGenerator random) {
        this.journal = journal;
        this.directory = directory;
        this.book = book;
        this.reading = reading;
        this.requireRunning = requireRunning;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Watch set(Actor actor, String name, String text) {
        check(actor);
        WatchSet set = wanted(name, text);
        synchronized (lock) {
            List<Watch> mine = book.of(actor.person());
            Optional<Watch> same = mine.stream()
                    .filter(watch ->
                            watch.name().equals(set.name()) && watch.text().equals(set.text()))
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            if (mine.size() >= MAX_PER_PERSON) {
                throw new DubanException(Problem.of(
                        ErrorCode.NOT_NOW,
                        "watches",
                        mine.size(),
                        "不超过 " + MAX_PER_PERSON + " 项，先取消不用的",
                        "关注太多了",
                        "too many watches"));
            }
            while (true) {
                String id = newId();
                try {
                    return Objects.requireNonNull(append(actor, id, 0, set));
                } catch (DubanException e) {
                    if (e.code() != ErrorCode.VERSION_CONFLICT) {
                        throw e;
                    }
                    // The id is taken; there are 10^12.
                }
            }
        }
    }

    @Override
    public Watch change(Actor actor, String id, String name, String text) {
        check(actor);
        WatchSet set = wanted(name, text);
        synchronized (lock) {
            WatchBook.Entry entry = existing(actor, id);
            Watch watch = Objects.requireNonNull(entry.watch());
            if (watch.name().equals(set.name()) && watch.text().equals(set.text())) {
                return watch;
            }
            return Objects.requireNonNull(append(actor, id, entry.version(), set));
        }
    }

    @Override
    public void remove(Actor actor, String id) {
        check(actor);
        synchronized (lock) {
            append(actor, id, existing(actor, id).version(), new WatchRemoved());
        }
    }

    @Override
    public List<Watch> mine(Actor actor) {
        check(actor);
        return book.of(actor.person());
    }

    private @Nullable Watch append(Actor actor, String id, long version, Event event) {
        journal.append(new Append(
                        actor.person(),
                        clock.instant(),
                        List.of(new Part(new StreamId(WatchEvent.STREAM, id), version, List.of(event))),
                        null,
                        Rows.NONE))
                .recorded()
                .forEach(book::apply);
        return book.get(id);
    }

    private WatchBook.Entry existing(Actor actor, String id) {
        WatchBook.Entry entry = book.entry(id);
        Watch watch = entry == null ? null : entry.watch();
        if (entry == null || watch == null || !watch.person().equals(actor.person())) {
            throw new DubanException(
                    Problem.of(ErrorCode.WATCH_NOT_FOUND, "id", id, "", "没有这项关注", "there is no such watch"));
        }
        return entry;
    }

    private void check(Actor actor) {
        requireRunning.run();
        directory.requirePerson(actor.person());
    }

    private WatchSet wanted(String name, String text) {
        String shortName = required("name", name, LONGEST_NAME);
        if (shortName.chars().anyMatch(Character::isISOControl)) {
            throw invalid("name", shortName, "一行文字");
        }
        String wanted = required("text", text, LONGEST_TEXT);
        reading.read(wanted);
        return new WatchSet(shortName, wanted);
    }

    private static String required(String field, String value, int longest) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new DubanException(
                    Problem.of(ErrorCode.MISSING_FIELD, field, value, "", "关注缺少必填项", "a watch needs this field"));
        }
        if (stripped.length() > longest) {
            throw invalid(field, stripped, "1 至 " + longest + " 个字符");
        }
        return stripped;
    }

    private static DubanException invalid(String field, String value, String expected) {
        return new DubanException(Problem.of(
                ErrorCode.INVALID_FIELD, field, value, expected, "关注的内容不能用", "this can't be used for a watch"));
    }

    /** 40 bits of chance: short enough to be read out. */
    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
