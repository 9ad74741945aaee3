package org.duban.notice.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.LightRule;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Roll;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.api.form.Ladder;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOption;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.notice.OwedReport;
import org.duban.api.notice.Reports;
import org.duban.api.office.Line;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportsServiceTest {

    private static final Actor OFFICER = Actor.of("p1");
    private static final Instant MARCH_9 = Story.instant(LocalDateTime.parse("2026-03-09T09:00"));

    private final Office office = new Office();
    private final Reports reports = new ReportsService(office, office, office, Shipped.CALENDARS, Story.ZONE);

    @Test
    @DisplayName("按登记时的事项类型版本：新版本加了周报，旧事项不欠")
    void aMatterOwesWhatTheVersionItWasRegisteredWithSays() {
        office.install(type("key-project", 1), type("key-project", 2, Shipped.weekly(Roll.BACK)));
        office.add("old", "key-project", 1);
        office.add("new", "key-project", 2);

        assertEquals(List.of(), reports.of(OFFICER, new MatterId("old"), MARCH_9));
        assertEquals(
                List.of("2026-W10", "2026-W11"),
                reports.of(OFFICER, new MatterId("new"), MARCH_9).stream()
                        .map(OwedReport::period)
                        .toList());
    }

    @Test
    @DisplayName("按当时公布的日历：2015 年 5 月 13 日起才知道 9 月 3 日放假")
    void dueDaysAreThoseOfTheCalendarPublishedByTheInstant() {
        Cadence thursdays = new Cadence("weekly", "周报", Cadence.Period.WEEKLY, 4, false, Roll.BACK);
        office.install(type("key-project", 1, thursdays));
        office.add("m", "key-project", 1, "2015-08-31T09:00");

        OwedReport report = reports.of(
                        OFFICER, new MatterId("m"), Story.instant(LocalDateTime.parse("2015-09-01T09:00")))
                .get(0);

        assertEquals(LocalDate.of(2015, 9, 2), report.dueOn());
        assertEquals(LocalDate.of(2015, 9, 3), report.rolledFrom());
    }

    @Test
    @DisplayName("看不到的事项")
    void aMatterThatCannotBeSeenIsNotFound() {
        DubanException e =
                assertThrows(DubanException.class, () -> reports.of(OFFICER, new MatterId("nowhere"), MARCH_9));

        assertEquals(ErrorCode.MATTER_NOT_FOUND, e.code());
    }

    @Test
    @DisplayName("缺报：不打开没有报送要求的事项，也不用查询自带的时点")
    void onlyMattersWhoseFormTypeHasCadencesAreOpened() {
        office.install(type("instruction", 1), type("key-project", 1, Shipped.weekly(Roll.BACK)));
        office.add("a", "instruction", 1);
        office.add("b", "key-project", 1);

        LedgerQuery query = LedgerQuery.where().asOf(Instant.EPOCH).build();
        assertEquals(List.of("b 2026-W10"), told(reports.missing(OFFICER, query, MARCH_9, 10)));
        assertEquals(List.of("b"), office.opened);
        office.queries.forEach(q -> assertNull(q.asOf()));
    }

    @Test
    @DisplayName("缺报：只要有一个版本有报送要求，或类型已卸载，就要逐件看")
    void matchesOfATypeAnyVersionOfWhichReportsAreOpened() {
        office.install(type("key-task", 1, Shipped.weekly(Roll.BACK)), type("key-task", 2));
        office.add("a", "key-task", 1);
        office.add("b", "key-task", 2);
        office.archive(type("gone", 1, Shipped.weekly(Roll.BACK)));
        office.add("c", "gone", 1);

        assertEquals(
                List.of("a 2026-W10", "c 2026-W10"), told(reports.missing(OFFICER, LedgerQuery.all(), MARCH_9, 10)));
    }

    @Test
    @DisplayName("缺报：旧定义换回后，以更高版本登记的事项仍要看")
    void versionsAboveTheInstalledOneCountToo() {
        office.install(type("key-task", 1));
        office.archive(type("key-task", 2, Shipped.weekly(Roll.BACK)));
        office.add("a", "key-task", 2);

        assertEquals(List.of("a 2026-W10"), told(reports.missing(OFFICER, LedgerQuery.all(), MARCH_9, 10)));
    }

    @Test
    @DisplayName("缺报：翻完所有页，到条数为止")
    void pagesAreReadUntilTheLimit() {
        office.install(type("key-project", 1, Shipped.weekly(Roll.BACK)));
        for (int i = 0; i < 450; i++) {
            office.add("m" + i, "key-project", 1);
        }

        assertEquals(
                450, reports.missing(OFFICER, LedgerQuery.all(), MARCH_9, 1_000).size());
        office.opened.clear();
        assertEquals(7, reports.missing(OFFICER, LedgerQuery.all(), MARCH_9, 7).size());
        assertEquals(7, office.opened.size());
    }

    @Test
    @DisplayName("缺报：没有事项类型有报送要求时不翻页")
    void nothingIsListedWhenNoTypeReports() {
        office.install(type("instruction", 1));
        office.add("a", "instruction", 1);

        assertEquals(
                List.of(),
                reports.missing(
                        OFFICER, LedgerQuery.where().formType("instruction").build(), MARCH_9, 10));
        assertEquals(List.of(), office.queries);
    }

    @Test
    @DisplayName("缺报：读页之后不再可见的事项略过")
    void aMatterThatVanishedSinceThePageWasReadIsLeftOut() {
        office.install(type("key-project", 1, Shipped.weekly(Roll.BACK)));
        office.add("a", "key-project", 1);
        office.add("b", "key-project", 1);
        office.hidden = "a";

        assertEquals(List.of("b 2026-W10"), told(reports.missing(OFFICER, LedgerQuery.all(), MARCH_9, 10)));
    }

    @Test
    @DisplayName("条数至少为 1")
    void aLimitBelowOneIsRefused() {
        DubanException e =
                assertThrows(DubanException.class, () -> reports.missing(OFFICER, LedgerQuery.all(), MARCH_9, 0));

        assertEquals(ErrorCode.INVALID_FIELD, e.code());
        assertEquals("limit", e.problems().get(0).field());
    }

    private static List<String> told(List<OwedReport> reports) {
        return reports.stream().map(r -> r.matter() + " " + r.period()).toList();
    }

    private static FormType type(String id, int version, Cadence... cadences) {
        return new FormType(
                id,
                version,
                id,
                id,
                "{}",
                Set.of(),
                new DeadlineRule(DeadlineRule.From.RECEIPT, List.of()),
                LightRule.DEFAULT,
                "{n}",
                List.of(),
                List.of(),
                false,
                Ladder.DEFAULT,
                List.of(cadences),
                List.of(),
                List.of(),
                "{}");
    }

    /** Matters, their ledger and their form types, as far as the service asks for them. */
    private static final class Office implements Matters, Ledger, FormTypes {
        final Map<String, List<Recorded>> histories = new LinkedHashMap<>();
        final List<String> opened = new ArrayList<>();
        final List<LedgerQuery> queries = new ArrayList<>();
        final Map<String, FormType> installed = new LinkedHashMap<>();
        final List<FormType> known = new ArrayList<>();
        String hidden = "";

        void install(FormType... types) {
            for (FormType type : types) {
                installed.put(type.id(), type);
                known.add(type);
            }
        }

        void archive(FormType type) {
            known.add(type);
        }

        void add(String id, String formType, int version) {
            add(id, formType, version, "2026-03-02T09:00");
        }

        /** A matter assigned to one unit. */
        void add(String id, String formType, int version, String assignedAt) {
            List<Recorded> history = new ArrayList<>();
            for (Recorded r : Story.assigned(assignedAt, "发改局").history()) {
                history.add(new Recorded(
                        r.position(),
                        new MatterId(id).stream(),
                        r.version(),
                        r.at(),
                        r.actor(),
                        r.event() instanceof Registered e
                                ? new Registered(e.series(), e.number(), Draft.of(formType), version, null, false)
                                : r.event()));
            }
            histories.put(id, history);
        }

        @Override
        public Matter replay(List<Recorded> history) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Recorded> history(Actor actor, MatterId id) {
            opened.add(id.value());
            if (!histories.containsKey(id.value()) || id.value().equals(hidden)) {
                throw new DubanException(
                        Problem.of(ErrorCode.MATTER_NOT_FOUND, "id", id, "看得到的事项", "没有这个事项", "No such matter"));
            }
            return histories.get(id.value());
        }

        @Override
        public Page list(Actor actor, LedgerQuery query, String after, int limit) {
            queries.add(query);
            List<LedgerRow> rows = rows(query);
            int from = after == null ? 0 : Integer.parseInt(after);
            int to = Math.min(rows.size(), from + limit);
            return new Page(rows.subList(from, to), to == rows.size() ? null : String.valueOf(to));
        }

        @Override
        public Counts count(Actor actor, LedgerQuery query, Dimension by) {
            queries.add(query);
            assertEquals(Dimension.FORM_TYPE, by);
            Map<String, Long> counts = new LinkedHashMap<>();
            rows(query).forEach(row -> counts.merge(row.formType(), 1L, Long::sum));
            return new Counts(rows(query).size(), counts);
        }

        private List<LedgerRow> rows(LedgerQuery query) {
            return histories.entrySet().stream()
                    .map(e -> row(e.getKey(), (Registered) e.getValue().get(0).event()))
                    .filter(row ->
                            query.formTypes().isEmpty() || query.formTypes().contains(row.formType()))
                    .toList();
        }

        private static LedgerRow row(String id, Registered registered) {
            return new LedgerRow(
                    new MatterId(id),
                    2,
                    registered.number(),
                    registered.draft().formType(),
                    "",
                    "",
                    Line.GOVERNMENT,
                    Stage.HANDLING,
                    Standing.OPEN,
                    Progress.ON_SCHEDULE,
                    1,
                    "发改局",
                    null,
                    0,
                    null,
                    LocalDate.of(2026, 3, 2),
                    null,
                    false,
                    null,
                    0,
                    null,
                    null,
                    Instant.EPOCH);
        }

        @Override
        public Optional<FormType> find(String id) {
            return Optional.ofNullable(installed.get(id));
        }

        @Override
        public Optional<FormType> find(String id, int version) {
            return known.stream()
                    .filter(t -> t.id().equals(id) && t.version() == version)
                    .findFirst();
        }

        @Override
        public Collection<FormType> all() {
            return installed.values();
        }

        @Override
        public Matter register(Actor actor, Draft draft, CommandOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Matter execute(Actor actor, MatterId id, MatterCommand command, CommandOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Matter get(Actor actor, MatterId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Matter> asOf(Actor actor, MatterId id, Instant instant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CommandOption> options(Actor actor, MatterId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Light> light(Matter matter, Obligation obligation, Instant instant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FormType read(String json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FormTypeFault> faults() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FormField> fields(FormType type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Problem> check(FormType type, String json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, String> values(String json) {
            throw new UnsupportedOperationException();
        }
    }
}
