package org.duban.ledger.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Visibility;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Person;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers queries from the tables. Keeps nothing: each call reads what is committed. */
@Component(service = Ledger.class)
public final class LedgerService implements Ledger {

    private final DataSource reader;
    private final Access access;
    private final Directory directory;
    private final Calendars calendars;
    private final FormTypes formTypes;
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * @param reader where the tables are; only read
     * @param zone the deployment's time zone, in which an instant has its day
     */
    @Activate
    public LedgerService(
            @Reference(target = "(duban.journal=reader)") DataSource reader,
            @Reference Access access,
            @Reference Directory directory,
            @Reference Calendars calendars,
            @Reference FormTypes formTypes,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.reader = reader;
        this.access = access;
        this.directory = directory;
        this.calendars = calendars;
        this.formTypes = formTypes;
        this.clock = clock;
        this.zone = zone;
    }

    /** One call: who asks what, and what the day asked for looks like. */
    private final class Call {
        private final LocalDate day;
        private final Lights lights;
        private final boolean blind;
        private final LedgerSql sql;

        Call(Actor actor, LedgerQuery query) {
            Visibility visibility = access.visibility(person(actor));
            Instant instant = query.asOf() == null ? clock.instant() : query.asOf();
            day = instant.atZone(zone).toLocalDate();
            lights = new Lights(formTypes, day, calendars.asOf(day));
            requireKnownLights(query, lights);
            requireKnownFilters(query);
            blind = visibility.clauses().isEmpty();
            sql = new LedgerSql(query, visibility, day, lights);
        }
    }

    private Person person(Actor actor) {
        if (actor.equals(Actor.DUBAN)) {
            return Person.DUBAN;
        }
        return directory
                .person(actor.person())
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PERSON_UNKNOWN,
                        "actor",
                        actor.person(),
                        "通讯录中的人员",
                        "通讯录中没有此人",
                        "The directory knows no such person")));
    }

    private static void requireKnownLights(LedgerQuery query, Lights lights) {
        if (query.lights().isEmpty()) {
            return;
        }
        Set<String> known = lights.codes();
        for (String code : new TreeSet<>(query.lights())) {
            if (!known.contains(code)) {
                throw invalid("lights", code, String.join("、", known), "没有这种灯", "No such light");
            }
        }
    }

    private void requireKnownFilters(LedgerQuery query) {
        if (query.filters().isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>();
        for (FormType newest : formTypes.all()) {
            if (query.formTypes().isEmpty() || query.formTypes().contains(newest.id())) {
                for (int version = 1; version <= newest.version(); version++) {
                    formTypes.find(newest.id(), version).ifPresent(type -> known.addAll(type.filters()));
                }
            }
        }
        for (String pointer : new TreeSet<>(query.filters().keySet())) {
            if (!known.contains(pointer)) {
                throw invalid(
                        "filters",
                        pointer,
                        String.join("、", known),
                        "这些类型的事项不能按此表单项筛选",
                        "Not a filter of these form types");
            }
        }
    }

    private static DubanException invalid(String field, Object value, String expected, String zh, String en) {
        return new DubanException(Problem.of(ErrorCode.INVALID_FIELD, field, value, expected, zh, en));
    }

    // ---- lists

    @Override
    public Page list(Actor actor, LedgerQuery query, @Nullable String after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw invalid("limit", limit, "1 到 " + MAX_PAGE, "每页行数不在范围内", "Limit out of range");
        }
        Call call = new Call(actor, query);
        Cursor from = after == null ? null : Cursor.decode(after, query);
        if (call.blind) {
            return new Page(List.of(), null);
        }
        // One row more than asked for tells whether there is another page.
        List<Placed> found = read(connection -> rows(connection, call, query, from, limit + 1));
        boolean more = found.size() > limit;
        List<Placed> shown = more ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(Placed::row).toList(),
                more ? shown.get(limit - 1).cursor().encode(query) : null);
    }

    /** A row and its place in the list. */
    private record Placed(LedgerRow row, Cursor cursor) {}

    private static List<Placed> rows(
            Connection connection, Call call, LedgerQuery query, @Nullable Cursor from, int limit) throws SQLException {
        List<Placed> found = new ArrayList<>();
        for (Segment segment : Segment.of(query.sort())) {
            boolean passed = from != null && segment.compareTo(from.segment()) < 0;
            if (found.size() < limit && !passed && !call.sql.excludes(segment)) {
                Cursor after = from != null && segment == from.segment() ? from : null;
                Sql page = call.sql.page(segment, after, limit - found.size());
                query(connection, page, rows -> {
                    LedgerRow row = row(rows, call);
                    found.add(new Placed(
                            row, new Cursor(segment, key(segment, row), row.id().value())));
                });
            }
        }
        return found;
    }

    private static long key(Segment segment, LedgerRow row) {
        return switch (segment) {
            case RECEIVED, RESTING -> row.receivedOn().toEpochDay();
            case CHANGED -> row.changedAt().toEpochMilli();
            case RUNNING ->
                Objects.requireNonNull(row.dueOn(), "a running clock has a due date")
                        .toEpochDay();
        };
    }

    private static LedgerRow row(ResultSet rows, Call call) throws SQLException {
        String formType = rows.getString("form_type");
        Phase phase = Code.PHASE.constant(rows.getInt("phase"));
        return new LedgerRow(
                new MatterId(rows.getString("id")),
                rows.getLong("version"),
                rows.getString("number"),
                formType,
                rows.getString("title"),
                rows.getString("source"),
                Code.LINE.constant(rows.getInt("line")),
                Code.STAGE.constant(rows.getInt("stage")),
                Code.STANDING.constant(rows.getInt("standing")),
                phase.on(call.day, day(rows, "lead_due")),
                rows.getInt("round"),
                rows.getString("lead_unit"),
                rows.getString("officer"),
                rows.getInt("group_no"),
                rows.getString("leader"),
                LocalDate.ofEpochDay(rows.getLong("received_on")),
                day(rows, "due_on"),
                rows.getInt("provisional") == 1,
                call.lights.of(formType, rows.getInt("form_version"), day(rows, "shown_due")),
                rows.getInt("percent"),
                instant(rows, "finished_at"),
                instant(rows, "cleared_at"),
                Instant.ofEpochMilli(rows.getLong("changed_at")));
    }

    private static @Nullable LocalDate day(ResultSet rows, String column) throws SQLException {
        long day = rows.getLong(column);
        return rows.wasNull() ? null : LocalDate.ofEpochDay(day);
    }

    private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    // ---- counts

    @Override
    public Counts count(Actor actor, LedgerQuery query, Dimension by) {
        Call call = new Call(actor, query);
        Map<String, Long> counts = new HashMap<>();
        if (!call.blind) {
            Grouping grouping = grouping(by, call);
            read(connection -> {
                query(
                        connection,
                        call.sql.groups(grouping.values()),
                        rows -> counts.merge(grouping.name().of(rows), rows.getLong("n"), Long::sum));
                return counts;
            });
        }
        return new Counts(counts.values().stream().mapToLong(Long::longValue).sum(), counts);
    }

    /**
     * How a dimension is counted.
     *
     * @param values select expressions that are grouped by
     * @param name value of the dimension for a group
     */
    private record Grouping(List<String> values, Name name) {}

    @FunctionalInterface
    private interface Name {
        String of(ResultSet group) throws SQLException;
    }

    private static Grouping grouping(Dimension by, Call call) {
        return switch (by) {
            case FORM_TYPE -> texts("l.form_type");
            case LEAD_UNIT -> texts("l.lead_unit");
            case OFFICER -> texts("l.officer");
            case LEADER -> texts("l.leader");
            case STAGE -> constants("l.stage", Code.STAGE);
            case STANDING -> constants("l.standing", Code.STANDING);
            case LINE -> constants("l.line", Code.LINE);
            case GROUP -> new Grouping(List.of("l.group_no"), group -> group.getInt(1) == 0 ? "" : group.getString(1));
            case YEAR ->
                new Grouping(
                        List.of("l.received_on"),
                        group -> Integer.toString(
                                LocalDate.ofEpochDay(group.getLong(1)).getYear()));
            case MONTH ->
                new Grouping(
                        List.of("l.received_on"),
                        group -> YearMonth.from(LocalDate.ofEpochDay(group.getLong(1)))
                                .toString());
            case PROGRESS ->
                new Grouping(
                        List.of(call.sql.phase(), call.sql.leadDue()),
                        group -> Code.PHASE
                                .constant(group.getInt(1))
                                .on(call.day, day(group, "v1"))
                                .name());
            case LIGHT ->
                new Grouping(List.of("l.form_type", "l.form_version", call.sql.shownDue()), group -> {
                    Light light = call.lights.of(group.getString(1), group.getInt(2), day(group, "v2"));
                    return light == null ? "" : light.code();
                });
        };
    }

    private static Grouping texts(String column) {
        return new Grouping(List.of(column), group -> Objects.requireNonNullElse(group.getString(1), ""));
    }

    private static <E extends Enum<E>> Grouping constants(String column, Code<E> code) {
        return new Grouping(
                List.of(column), group -> code.constant(group.getInt(1)).name());
    }

    // ---- reading

    @FunctionalInterface
    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Visitor {
        void row(ResultSet rows) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = reader.getConnection()) {
            try {
                return reading.from(connection);
            } catch (SQLException e) {
                throw connection.isClosed() ? stopped(e) : unreadable(e);
            }
        } catch (SQLException e) {
            throw stopped(e);
        }
    }

    private static void query(Connection connection, Sql sql, Visitor visitor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            int i = 1;
            for (Object value : sql.values()) {
                statement.setObject(i++, value);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.row(rows);
                }
            }
        }
    }

    private static DubanException stopped(SQLException e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.STOPPED,
                        "系统已停止，台账不能查询",
                        "The ledger's database gives no connection: " + e.getMessage()),
                e);
    }

    private static DubanException unreadable(SQLException e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.DATA_DIRECTORY_UNUSABLE,
                        "台账读取失败：" + e.getMessage(),
                        "The ledger can't be read: " + e.getMessage()),
                e);
    }
}
