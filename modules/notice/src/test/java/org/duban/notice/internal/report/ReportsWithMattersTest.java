package org.duban.notice.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Approve;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Proposal;
import org.duban.api.notice.OwedReport;
import org.duban.api.notice.Reports;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.ledger.internal.LedgerService;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;
import org.duban.spi.directory.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The district's own form types, in a real journal and ledger, over the Spring Festival of 2026. */
class ReportsWithMattersTest {

    private static final Actor DIRECTOR = Actor.of("director");

    @TempDir
    Path directory;

    private Instant now = at("2026-02-02T09:00");
    private SqliteJournal journal;
    private Matters matters;
    private Reports reports;

    @BeforeEach
    void open() throws Exception {
        InstantSource clock = () -> now;
        Office office = new Office();
        FormTypes forms = FormTypesService.of(List.of(form("key-project"), form("instruction")));
        Settings settings = Settings.read(null);
        journal = SqliteJournal.open(directory);
        matters = new MatterService(
                journal, new LedgerProjection(forms), office, Shipped.CALENDARS, forms, settings, clock, Story.ZONE);
        Ledger ledger = new LedgerService(
                journal.readerDataSource(), settings.access(), office, Shipped.CALENDARS, forms, clock, Story.ZONE);
        reports = new ReportsService(matters, ledger, forms, Shipped.CALENDARS, Story.ZONE);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    @DisplayName("重点项目过春节：周报、月结，谁欠了什么")
    void twoProjectsReportOverTheSpringFestival() {
        MatterId gas = assigned("天然气入户", "housing").id();
        MatterId road = assigned("道路改造", "transport").id();
        matters.register(
                DIRECTOR,
                Draft.of("instruction")
                        .title("批示")
                        .source("批示")
                        .form("{\"instructionDate\":\"2026-02-01\",\"reportRequired\":true}"));

        on("2026-02-06T10:00", gas, "housing", "");
        on("2026-02-13T10:00", gas, "housing", "weekly/2026-W07");
        on("2026-02-14T10:00", gas, "housing", "");
        on("2026-02-26T10:00", road, "transport", "");

        assertEquals(
                List.of(
                        "weekly 2026-W06 2026-02-06 FILED",
                        "weekly 2026-W07 2026-02-13 FILED",
                        "weekly 2026-W08 2026-02-14 FILED",
                        "weekly 2026-W09 2026-02-27 OWED",
                        "monthly 2026-02 2026-03-05 FILED"),
                told(reports.of(DIRECTOR, gas, at("2026-02-26T12:00"))));
        assertEquals(
                List.of(
                        "weekly 2026-W06 2026-02-06 FILED_LATE",
                        "weekly 2026-W07 2026-02-13 FILED_LATE",
                        "weekly 2026-W08 2026-02-14 FILED_LATE",
                        "weekly 2026-W09 2026-02-27 FILED",
                        "monthly 2026-02 2026-03-05 FILED"),
                told(reports.of(DIRECTOR, road, at("2026-02-26T12:00"))));

        LedgerQuery all = LedgerQuery.all();
        assertEquals(
                List.of(
                        "weekly 2026-W06 2026-02-06 MISSING",
                        "weekly 2026-W07 2026-02-13 MISSING",
                        "weekly 2026-W08 2026-02-14 MISSING"),
                told(reports.missing(DIRECTOR, all, at("2026-02-24T09:00"), 100)));
        assertEquals(List.of(), told(reports.missing(DIRECTOR, all, at("2026-02-26T12:00"), 100)));
    }

    @Test
    @DisplayName("单位只看得到自己的缺报")
    void aUnitSeesOnlyWhatIsMissingInItsOwnMatters() {
        assigned("天然气入户", "housing");
        assigned("道路改造", "transport");

        List<OwedReport> missing =
                reports.missing(Actor.of("transport-handler"), LedgerQuery.all(), at("2026-02-09T09:00"), 100);

        assertEquals(
                List.of("transport"), missing.stream().map(OwedReport::unit).toList());
    }

    private Matter assigned(String title, String unit) {
        Matter m = matters.register(
                DIRECTOR,
                Draft.of("key-project")
                        .title(title)
                        .source("重点项目责任清单")
                        .dueOn(at("2026-12-31T00:00").atZone(Story.ZONE).toLocalDate())
                        .form("{\"level\":\"区列\",\"totalInvestment\":1200}"));
        matters.execute(DIRECTOR, m.id(), new Propose(new Proposal("拟请办理", List.of(Assignment.lead(unit)))));
        matters.execute(DIRECTOR, m.id(), new Submit());
        matters.execute(Actor.of("deputy"), m.id(), new Approve("同意"));
        matters.execute(DIRECTOR, m.id(), Assign.asProposed());
        return matters.execute(Actor.of(unit + "-handler"), m.id(), new Acknowledge(1));
    }

    private void on(String time, MatterId id, String unit, String period) {
        now = at(time);
        matters.execute(Actor.of(unit + "-handler"), id, new ReportProgress(1, "按计划推进", 10, "", List.of(), period));
    }

    private static List<String> told(List<OwedReport> reports) {
        return reports.stream()
                .map(r -> r.cadence().id() + " " + r.period() + " " + r.dueOn() + " " + r.state())
                .toList();
    }

    private static String form(String id) throws Exception {
        String resource = "/forms/" + id + ".json";
        try (InputStream in =
                Objects.requireNonNull(ReportsWithMattersTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Instant at(String local) {
        return Story.instant(LocalDateTime.parse(local));
    }

    private static final class Office implements Directory {
        private final Map<String, Person> people = Map.of(
                "director",
                new Person("director", "主任", Set.of(Role.DIRECTOR), null, 0, Set.of(Line.PARTY, Line.GOVERNMENT)),
                "deputy",
                new Person("deputy", "副主任", Set.of(Role.DEPUTY_DIRECTOR), null, 0, Set.of(Line.GOVERNMENT)),
                "housing-handler",
                new Person("housing-handler", "住建局承办人", Set.of(Role.HANDLER), "housing", 0, Set.of()),
                "transport-handler",
                new Person("transport-handler", "交通局承办人", Set.of(Role.HANDLER), "transport", 0, Set.of()));
        private final Map<String, Unit> units = Map.of(
                "housing", new Unit("housing", "住建局", "住建局", null),
                "transport", new Unit("transport", "交通局", "交通局", null));

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
            return new RoutingTable(List.of());
        }
    }
}
