package org.duban.matter.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.Proposal;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.spi.directory.Directory;

/** A small district on one desk: people, units, a clock, and matters that are decided and folded without a journal. */
final class District implements Directory {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String DIRECTOR = "director";
    static final String DEPUTY = "deputy";
    static final String OFFICER = "officer";
    static final String COLLEAGUE = "colleague";
    static final String OTHER_OFFICER = "other-officer";
    static final String LEADER = "leader";
    static final String VICE = "vice-leader";
    static final String ENVOY = "project-leader";
    static final String CHIEF = "chief-a";
    static final String HANDLER = "handler-a";
    static final String HANDLER_B = "handler-b";
    static final String HANDLER_C = "handler-c";
    static final String PARTNER = "deputy-of-congress";
    static final String SYSTEM = "portal";
    static final String UNIT_A = "住建局";
    static final String UNIT_B = "环保局";
    static final String UNIT_C = "执法局";

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<MatterId, Matter> matters = new LinkedHashMap<>();
    private final Map<MatterId, List<Recorded>> histories = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Calendars calendars = new CalendarService();
    private FormTypes formTypes = forms();
    private final Settings settings = Settings.read(null);
    private long position;
    private Instant now = at("2026-03-02", "09:30");

    District() {
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        for (String unit : List.of(UNIT_A, UNIT_B, UNIT_C, "人大")) {
            units.put(unit, new Unit(unit, unit, unit, null));
        }
        person(DIRECTOR, Role.DIRECTOR, null, 0, both);
        person(DEPUTY, Role.DEPUTY_DIRECTOR, null, 0, both);
        person(OFFICER, Role.OFFICER, null, 1, both);
        person(COLLEAGUE, Role.OFFICER, null, 1, both);
        person(OTHER_OFFICER, Role.OFFICER, null, 2, both);
        person(LEADER, Role.PRINCIPAL_LEADER, null, 0, Set.of(Line.GOVERNMENT));
        person(VICE, Role.SUPERVISING_LEADER, null, 0, Set.of(Line.GOVERNMENT));
        person(ENVOY, Role.LEADER_IN_CHARGE, null, 0, Set.of(Line.GOVERNMENT));
        person(CHIEF, Role.RESPONSIBLE_LEADER, UNIT_A, 0, Set.of());
        person(HANDLER, Role.HANDLER, UNIT_A, 0, Set.of());
        person(HANDLER_B, Role.HANDLER, UNIT_B, 0, Set.of());
        person(HANDLER_C, Role.HANDLER, UNIT_C, 0, Set.of());
        person(PARTNER, Role.PARTNER, "人大", 0, Set.of());
        person(SYSTEM, Role.SYSTEM, null, 0, Set.of());
    }

    private void person(String id, Role role, String unit, int group, Set<Line> lines) {
        people.put(id, new Person(id, id, Set.of(role), unit, group, lines));
    }

    // ---- the directory

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
    public RoutingTable routing() {
        return new RoutingTable(List.of(
                new Post("城建岗", OFFICER, 1, Set.of(), Set.of(UNIT_A), "督城建"),
                new Post("环保岗", OTHER_OFFICER, 2, Set.of(), Set.of(UNIT_B, UNIT_C), "督环保")));
    }

    Person who(String id) {
        return id.equals(Person.DUBAN.id()) ? Person.DUBAN : Objects.requireNonNull(people.get(id), id);
    }

    Collection<Person> people() {
        return people.values();
    }

    // ---- time

    static Instant at(String date, String time) {
        return LocalDate.parse(date).atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    District on(String date) {
        now = at(date, "09:30");
        return this;
    }

    Instant now() {
        return now;
    }

    Calendars calendars() {
        return calendars;
    }

    FormTypes formTypes() {
        return formTypes;
    }

    /** With these definitions instead of the district's own. */
    District forms(String... definitions) {
        formTypes = FormTypesService.of(List.of(definitions));
        return this;
    }

    Settings settings() {
        return settings;
    }

    // ---- commands

    Context context(String actor) {
        return context(who(actor));
    }

    Context context(Person actor) {
        return new Context(
                actor,
                now,
                ZONE,
                calendars.asOf(now.atZone(ZONE).toLocalDate()),
                calendars::version,
                settings.workingHours(),
                formTypes,
                this,
                settings.access(),
                kind -> Objects.requireNonNull(settings.paperPatterns().get(kind)),
                false,
                id -> Optional.ofNullable(matters.get(id)).orElseThrow(() -> Refusals.matterNotFound(id)),
                () -> new MatterId("m" + (matters.size() + numbers.merge("id", 1L, Long::sum))));
    }

    Matter register(String actor, Draft draft) {
        return apply(actor, List.of(Decide.register(draft, context(actor))));
    }

    Matter does(String actor, Matter matter, MatterCommand command) {
        return apply(actor, Decide.decide(matter, command, context(actor)));
    }

    Matter get(MatterId id) {
        return Objects.requireNonNull(matters.get(id));
    }

    List<Recorded> history(MatterId id) {
        return List.copyOf(histories.get(id));
    }

    MatterEvent last(Matter matter) {
        List<Recorded> history = histories.get(matter.id());
        return (MatterEvent) history.get(history.size() - 1).event();
    }

    /** Goes on from the version the decision was made on, so that a test can try two ways from one matter. */
    private Matter apply(String actor, List<Change> changes) {
        for (Change change : changes) {
            List<Recorded> history = new ArrayList<>(
                    histories.getOrDefault(change.id(), List.of()).subList(0, (int) change.expectedVersion()));
            for (MatterEvent event : change.events()) {
                history.add(new Recorded(
                        ++position, change.id().stream(), history.size() + 1L, now, actor, numbered(event)));
            }
            histories.put(change.id(), history);
            matters.put(change.id(), Fold.fold(null, history, ZONE));
        }
        return get(changes.get(0).id());
    }

    private MatterEvent numbered(MatterEvent event) {
        if (event instanceof Numbered n) {
            String key = n.series().id() + n.series().year();
            return (MatterEvent) n.numbered(n.series().format(numbers.merge(key, 1L, Long::sum)));
        }
        return event;
    }

    // ---- the usual road

    static Draft instruction() {
        return Draft.of("instruction")
                .title("秀川街道违法建筑拆除")
                .content("请住建局牵头，限期拆除，并报结果。")
                .gate(Gate.LEADER_INSTRUCTION)
                .source("区政府主要领导批示")
                .leader(LEADER)
                .form(
                        "{\"instructionDate\":\"2026-03-02\",\"instructionText\":\"请限期拆除，并报结果。\",\"reportRequired\":true}");
    }

    static Draft message() {
        return Draft.of("message")
                .title("小区停车难")
                .content("小区周边道路乱停车，请解决。")
                .gate(Gate.PUBLIC_CONCERN)
                .source("人民网网民留言")
                .form("{\"channel\":\"人民网\",\"messageText\":\"小区周边道路乱停车，请解决。\"}");
    }

    static Proposal proposal() {
        return new Proposal("由住建局牵头、环保局协办", List.of(Assignment.lead(UNIT_A), Assignment.assist(UNIT_B)));
    }

    /** An instruction in handling: obligation 1 leads (住建局), obligation 2 assists (环保局); nothing acknowledged. */
    Matter assigned() {
        return assigned(instruction());
    }

    Matter assigned(Draft draft) {
        Matter m = register(OFFICER, draft);
        m = does(OFFICER, m, new Propose(proposal()));
        m = does(OFFICER, m, new Submit());
        m = does(DIRECTOR, m, new Approve("同意"));
        return does(OFFICER, m, Assign.asProposed());
    }

    Matter acknowledged() {
        Matter m = does(HANDLER, assigned(), new Acknowledge(1));
        return does(HANDLER_B, m, new Acknowledge(2));
    }

    Matter finished() {
        return finish(acknowledged());
    }

    /** Both units report completion. */
    Matter finish(Matter matter) {
        Matter m = does(HANDLER_B, matter, new Finish(2, "已配合整治", List.of()));
        return does(HANDLER, m, new Finish(1, "已全部拆除", List.of()));
    }

    Matter verifying() {
        return does(OFFICER, finished(), new StartVerification(Method.ON_SITE, List.of(COLLEAGUE)));
    }

    Matter cleared() {
        return does(OFFICER, verifying(), new PassVerification("现场已拆除，属实", List.of()));
    }

    Matter presented() {
        return does(OFFICER, cleared(), new Present(null, "已按批示办结"));
    }

    Matter endorsed() {
        return does(LEADER, presented(), new Endorse("很好"));
    }

    Matter readyToArchive() {
        return does(DIRECTOR, endorsed(), new DecideCircular(CircularKind.NONE, List.of(), ""));
    }

    Matter continued() {
        return does(LEADER, presented(), new InstructAgain("还有两处，继续拆", null));
    }

    // ---- the district's form types, as its bundle carries them

    private static final List<String> FORMS =
            List.of("instruction", "message", "livelihood", "key-task", "key-project", "decision");

    private static FormTypes forms() {
        return FormTypesService.of(FORMS.stream().map(District::form).toList());
    }

    static String form(String id) {
        try (InputStream in = Objects.requireNonNull(
                District.class.getClassLoader().getResourceAsStream("forms/" + id + ".json"), id)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> formIds() {
        return FORMS.stream();
    }
}
