package org.duban.ledger.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.Ledger;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Proposal;
import org.duban.api.office.Area;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.Unit;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.excel.LedgerSheetsService;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** A supervision office with the district's form types on a real journal; begins on 2026-03-02 at 09:30. */
public final class Office implements Directory, InstantSource, AutoCloseable {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final Actor DIRECTOR = Actor.of("director");
    public static final Actor DEPUTY = Actor.of("deputy");
    /** Of the government's line alone. */
    public static final Actor OFFICER = Actor.of("officer");

    public static final Actor LEADER = Actor.of("leader");
    public static final Actor PARTNER = Actor.of("partner");

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Calendars calendars = new CalendarService();
    private final FormTypes formTypes =
            FormTypesService.of(Stream.of("instruction", "message", "livelihood", "key-task", "key-project", "decision")
                    .map(Office::form)
                    .toList());
    private final Settings settings = Settings.read(null);
    private final SqliteJournal journal;
    private final Ledger ledger;
    private final Matters matters;
    private Instant now = at("2026-03-02");

    public Office(Path folder) {
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        person(DIRECTOR, "陈主任", Role.DIRECTOR, null, both);
        person(DEPUTY, "马副主任", Role.DEPUTY_DIRECTOR, null, both);
        person(OFFICER, "李督查", Role.OFFICER, null, Set.of(Line.GOVERNMENT));
        person(LEADER, "赵区长", Role.PRINCIPAL_LEADER, null, both);
        person(PARTNER, "周代表", Role.PARTNER, null, Set.of());
        unit("zjj", "住房和城乡建设局", "住建局");
        unit("hbj", "生态环境局", "环保局");
        unit("zfj", "综合行政执法局", "执法局");
        unit("jyj", "教育局", "教育局");
        unit("gxj", "工业和信息化局", "工信局");
        journal = SqliteJournal.open(folder);
        ledger = new LedgerService(
                journal.readerDataSource(), settings.access(), this, calendars, formTypes, this, ZONE);
        matters = new MatterService(
                journal, new LedgerProjection(formTypes), this, calendars, formTypes, settings, this, ZONE);
    }

    private static String form(String id) {
        String name = "/forms/" + id + ".json";
        try (InputStream in = Objects.requireNonNull(Office.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void person(Actor actor, String name, Role role, @Nullable String unit, Set<Line> lines) {
        people.put(actor.person(), new Person(actor.person(), name, Set.of(role), unit, 0, lines));
    }

    public void unit(String id, String name, String shortName) {
        units.put(id, new Unit(id, name, shortName, null));
        person(handler(id), shortName + "承办人", Role.HANDLER, id, Set.of());
    }

    public static Actor handler(String unit) {
        return Actor.of("handler-" + unit);
    }

    public SqliteJournal journal() {
        return journal;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Matters matters() {
        return matters;
    }

    public FormTypes formTypes() {
        return formTypes;
    }

    public Settings settings() {
        return settings;
    }

    public LedgerSheetsService sheets(@Nullable Path config) {
        return new LedgerSheetsService(
                ledger, journal, matters, settings.access(), this, formTypes, this, ZONE, config);
    }

    // ---- matters

    public static Draft task(String title) {
        return Draft.of("key-task")
                .title(title)
                .source("区委2026年工作要点")
                .leader(LEADER.person())
                .dueOn(LocalDate.of(2026, 3, 31))
                .form("{\"listName\":\"区委2026年工作要点责任清单\",\"origin\":\"年初\"}");
    }

    public MatterId assigned(Draft draft, String lead, String... assisting) {
        MatterId id = matters.register(DIRECTOR, draft).id();
        List<Assignment> assignments = Stream.concat(
                        Stream.of(Assignment.lead(lead)), Stream.of(assisting).map(Assignment::assist))
                .toList();
        does(DIRECTOR, id, new Propose(new Proposal("拟请办理", assignments)));
        does(DIRECTOR, id, new Submit());
        does(DEPUTY, id, new Approve("同意"));
        does(DIRECTOR, id, Assign.asProposed());
        return id;
    }

    public Matter does(Actor actor, MatterId id, MatterCommand command) {
        return matters.execute(actor, id, command);
    }

    public void finish(MatterId id, String words) {
        List<Obligation> open = new ArrayList<>(matters.get(DIRECTOR, id).currentRound());
        open.sort(Comparator.comparing(Obligation::lead));
        open.forEach(o -> {
            if (o.state() == Obligation.State.ASSIGNED) {
                does(handler(o.unit()), id, new Acknowledge(o.number()));
            }
            does(handler(o.unit()), id, new Finish(o.number(), words, List.of()));
        });
    }

    public void clear(MatterId id, String words) {
        does(DIRECTOR, id, new StartVerification(Method.DESK, List.of()));
        does(DIRECTOR, id, new PassVerification(words, List.of()));
    }

    // ---- time

    private static Instant at(String day) {
        return LocalDate.parse(day).atTime(LocalTime.of(9, 30)).atZone(ZONE).toInstant();
    }

    public void on(String day) {
        now = at(day);
    }

    @Override
    public Instant instant() {
        return now;
    }

    // ---- people

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
        return List.copyOf(units.values());
    }

    @Override
    public Collection<Person> office() {
        return Stream.of(DIRECTOR, DEPUTY, OFFICER)
                .map(a -> people.get(a.person()))
                .toList();
    }

    @Override
    public Collection<Area> areas() {
        return List.of();
    }

    @Override
    public void close() {
        journal.close();
    }
}
