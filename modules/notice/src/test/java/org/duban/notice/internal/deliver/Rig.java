package org.duban.notice.internal.deliver;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notice.Attempt;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.calendar.internal.CalendarService;
import org.duban.journal.internal.SqliteStores;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;
import org.duban.spi.channel.Channel;
import org.duban.spi.contact.Contact;
import org.duban.spi.contact.Contacts;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** Delivery over a real database, by a clock that the test sets: a Monday morning at first. */
final class Rig implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant MONDAY = at("2026-03-02T09:30");
    static final LocalDate DUE = LocalDate.of(2026, 3, 12);
    static final Calendars CALENDARS = new CalendarService();

    /** As shipped, but that nobody has to wait for anything by the wall clock. */
    static final DeliveryRules RULES = new DeliveryRules(
            8,
            Duration.ofMinutes(60),
            Set.of(NoticeKind.URGE, NoticeKind.TEST),
            Set.of(NoticeKind.REMINDER, NoticeKind.REPORT_OWED, NoticeKind.WATCH),
            3,
            Duration.ofSeconds(5),
            3,
            Duration.ofHours(1),
            0,
            Duration.ofSeconds(30),
            100,
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(900));

    final Map<String, List<Contact>> contacts = new ConcurrentHashMap<>();
    final NoticeStore store;
    final People people = new People();
    volatile Instant now = MONDAY;
    volatile @Nullable Contacts host = person -> contacts.getOrDefault(person, List.of());
    DeliveryRules rules;
    Holding holding;
    StoredOutbox outbox;
    Channels channels;
    Delivery delivery;

    private final SqliteStores databases;
    private final Map<String, Long> services = new HashMap<>();
    private long service;

    Rig(Path folder) {
        this(folder, RULES);
    }

    Rig(Path folder, DeliveryRules rules) {
        this.rules = rules;
        databases = SqliteStores.open(folder);
        store = new NoticeStore(databases.open("notice"));
        start();
    }

    /** As after a crash: nothing is left but the database. */
    void start() {
        holding = new Holding(() -> this.rules, CALENDARS, WorkingHours.DEFAULT, ZONE);
        outbox = new StoredOutbox(holding);
        channels = new Channels(() -> this.rules, () -> now, () -> {});
        delivery =
                new Delivery(store, () -> this.rules, holding, channels, people, () -> host, () -> now, new Random(1));
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void offer(String id, Channel channel) {
        offer(id, 0, channel);
    }

    void offer(String id, int ranking, Channel channel) {
        services.put(id, ++service);
        channels.add(new Channels.Offer(service, ranking, id, null, "test 1.0.0"), channel);
    }

    /** The service of that id that came last. */
    void withdraw(String id) {
        channels.remove(services.get(id));
    }

    void reach(String person, String... ids) {
        contacts.put(
                person,
                List.of(ids).stream()
                        .map(id -> new Contact(id, person + "@" + id))
                        .toList());
    }

    /** A notice that stands whatever happens. */
    static NewNotice notice(String key, String person, NoticeKind kind) {
        return notice(key, person, kind, 0, null);
    }

    static NewNotice notice(String key, String person, NoticeKind kind, int obligation, @Nullable LocalDate forDue) {
        return new NewNotice(
                key,
                person,
                kind,
                new MatterId("m" + obligation),
                obligation,
                forDue,
                key,
                "text of " + key,
                new NoticeItem("m" + obligation, "批示〔2026〕1号", "供暖改造", DUE));
    }

    void raise(NewNotice... notices) {
        store.write(connection -> {
            outbox.add(connection, List.of(notices), now);
            return now;
        });
    }

    /** The obligation's clock runs with that due date. */
    void runs(int obligation, LocalDate due) {
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                return sql.update(
                        "insert into timer values (?, ?, 1, ?, null, '@2026-01-01', 0, '', '{}')"
                                + " on conflict (matter, obligation) do update set due_on = excluded.due_on",
                        "m" + obligation,
                        obligation,
                        due.toEpochDay());
            }
        });
    }

    /** Steps until nothing more can be done at this instant, all calls have ended, and what came of them is written. */
    void settle() {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(this::quiet);
    }

    boolean quiet() {
        return !delivery.step() && delivery.underway() == 0;
    }

    Notice get(String key) {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                var row = table.find("n.key = ?", key).get(0);
                return row.notice(table.attempts(row.id()));
            }
        });
    }

    List<Notice> all() {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return new NoticeTable(sql).notices("true order by n.id");
            }
        });
    }

    State state(String key) {
        return get(key).state();
    }

    List<Outcome> outcomes(String key) {
        return get(key).attempts().stream().map(Attempt::outcome).toList();
    }

    /** Titles in a person's inbox, the oldest first. */
    List<String> inbox(String person) {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return sql.all("select title from inbox where person = ? order by id", row -> row.getString(1), person);
            }
        });
    }

    @Override
    public void close() {
        channels.removeAll();
        databases.close();
    }

    /** Everybody is known; the office are two. */
    static final class People implements Directory {
        final Map<String, Person> known = new HashMap<>();
        volatile boolean broken;

        @Override
        public Optional<Person> person(String id) {
            if (broken) {
                throw new IllegalStateException("directory is down");
            }
            return Optional.of(known.getOrDefault(id, new Person(id, "name of " + id, Set.of(), "u1", 0, Set.of())));
        }

        @Override
        public Optional<Unit> unit(String id) {
            return Optional.empty();
        }

        @Override
        public Collection<Unit> units() {
            return List.of();
        }
    }
}
