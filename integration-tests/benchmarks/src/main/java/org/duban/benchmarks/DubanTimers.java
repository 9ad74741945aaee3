package org.duban.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.MatterCommand.Approve;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Proposal;
import org.duban.api.notice.Notices;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.Unit;
import org.duban.embed.Duban;
import org.duban.spi.contact.Contact;
import org.duban.spi.directory.Directory;

/**
 * Duban's reminders, with a clock that is set. The matters that become due are registered and assigned by commands; those that don't are
 * rows beside theirs, copied in SQL as Flowable's are.
 */
final class DubanTimers implements TimersPeer {

    private static final int FILLING_THREADS = 64;

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private static final LocalDate START = LocalDate.of(2026, 3, 2);
    private static final LocalTime OPENING = LocalTime.of(9, 0);

    /** A budget and a pause for everybody would make most of them one digest a person. */
    private static final String CONFIGURATION = "budgetPerPersonAndDay=1000000\nminimumIntervalMinutes=0\n";

    private final Path directory;
    private final Directory people;
    private final int persons;
    private volatile Instant now = at(START, OPENING.plusHours(1));
    private Duban duban;
    private int due;

    DubanTimers(Path directory, int persons) {
        this.directory = directory;
        this.persons = persons;
        this.people = new ManyUnits(persons);
        try {
            Path config = Files.createDirectories(directory.resolve("config"));
            Files.writeString(config.resolve("org.duban.notice.cfg"), CONFIGURATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.duban = start();
    }

    private Duban start() {
        return Duban.at(directory)
                .directory(people)
                .zone(DubanPeer.ZONE)
                .clock(() -> now)
                .start();
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(DubanPeer.ZONE).toInstant();
    }

    @Override
    public String describe() {
        return "Duban: written, delivered to the inboxes of " + persons
                + " people and recorded, SQLite with synchronous=FULL";
    }

    @Override
    public void fill(int open, int dueInARound, int rounds) {
        due = dueInARound;
        WorkCalendar calendar = duban.calendars().current();
        ExecutorService threads = Executors.newFixedThreadPool(FILLING_THREADS);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int first = 0; first < FILLING_THREADS; first++) {
                int from = first;
                parts.add(() -> {
                    for (int n = from; n < due * rounds; n += FILLING_THREADS) {
                        LocalDate dueOn = calendar.addWorkingDays(day(calendar, n / due + 1), 3)
                                .date();
                        assign(n, dueOn);
                    }
                    return null;
                });
            }
            for (Future<Void> part : threads.invokeAll(parts)) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
        duban.notices().catchUp();
        waitUntilDelivered();
        duban.close();
        copy(open);
        duban = start();
        duban.notices().catchUp();
    }

    /** The working day on which a round's reminders are due. */
    private static LocalDate day(WorkCalendar calendar, int round) {
        return calendar.addWorkingDays(START, round).date();
    }

    private void assign(int n, LocalDate dueOn) {
        Matters matters = duban.matters();
        Actor officer = Actor.of("officer");
        Actor deputy = Actor.of("deputy");
        MatterId id =
                matters.register(officer, Commands.draft(n, START).dueOn(dueOn)).id();
        List<Assignment> lead = List.of(Assignment.lead("unit-" + n % persons));
        matters.execute(officer, id, new Propose(new Proposal(Texts.at(Step.PROPOSE, n), lead)));
        matters.execute(officer, id, new Submit());
        matters.execute(deputy, id, new Approve(Texts.at(Step.APPROVE, n)));
        matters.execute(deputy, id, new Assign(lead));
    }

    private void copy(int open) {
        long never = at(START.plusYears(5), OPENING).toEpochMilli();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("notice.db"));
                Statement statement = database.createStatement()) {
            statement.execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < " + open
                    + ") insert into timer select 'copy-' || i, obligation, running, due_on, " + never
                    + " + i, taken, 0, calendar, facts from n, (select * from timer limit 1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void fire(int round) {
        long before = sent();
        now = at(day(duban.calendars().current(), round), OPENING);
        duban.notices().catchUp();
        long expected = Math.min(due, persons);
        long end = System.nanoTime() + AT_MOST.toNanos();
        while (sent() - before < expected && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        waitUntilDelivered();
        if (sent() - before != expected) {
            throw new IllegalStateException(
                    sent() - before + " messages for " + due + " reminders to " + persons + " people");
        }
    }

    private void waitUntilDelivered() {
        Notices.Queues queues = duban.notices().queues();
        while (queues.pending() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            queues = duban.notices().queues();
        }
        if (queues.dead() > 0) {
            throw new IllegalStateException(queues.toString());
        }
    }

    private long sent() {
        return duban.notices().queues().channels().stream()
                .filter(channel -> channel.id().equals(Contact.INBOX))
                .mapToLong(Notices.ChannelState::sent)
                .sum();
    }

    @Override
    public long otherCpuNanos() {
        return 0;
    }

    @Override
    public void close() {
        duban.close();
    }

    /** An officer, a deputy, and units with one handler each. */
    private static final class ManyUnits implements Directory {

        private final Map<String, Person> people;
        private final Map<String, Unit> units;

        ManyUnits(int count) {
            Set<Line> both = Set.of(Line.values());
            units = IntStream.range(0, count)
                    .mapToObj(n -> new Unit("unit-" + n, "第" + n + "局", n + "局", null))
                    .collect(Collectors.toMap(Unit::id, Function.identity()));
            people = units.keySet().stream()
                    .map(unit -> new Person("handler-" + unit, "承办人", Set.of(Role.HANDLER), unit, 0, Set.of()))
                    .collect(Collectors.toMap(Person::id, Function.identity()));
            people.put("officer", new Person("officer", "督查员", Set.of(Role.OFFICER), null, 1, both));
            people.put("deputy", new Person("deputy", "副主任", Set.of(Role.DEPUTY_DIRECTOR), null, 0, both));
        }

        @Override
        public Optional<Person> person(String id) {
            return Optional.ofNullable(people.get(id));
        }

        @Override
        public Optional<Unit> unit(String id) {
            return Optional.ofNullable(units.get(id));
        }

        @Override
        public Collection<Unit> units() {
            return units.values();
        }

        @Override
        public Collection<Person> people(String unit) {
            return person("handler-" + unit).stream().toList();
        }

        @Override
        public Collection<Person> office() {
            return List.of(people.get("deputy"));
        }
    }
}
