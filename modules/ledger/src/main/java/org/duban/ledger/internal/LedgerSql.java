package org.duban.ledger.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.access.Visibility.Clause;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.duban.ledger.internal.AccessPath.Rank;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one query, in what SQLite and PostgreSQL both speak. Pure.
 *
 * <p>What an actor may see is an "or" of clauses, which no index serves. So each clause becomes a select of its own, led by the most
 * selective of the clause's and the query's conditions, and a union keeps each matter once. The first rows of a union are among the
 * first rows of its parts, so each part stops as soon as it has a page.
 */
final class LedgerSql {

    /** A condition of more values than this leads to no rows itself, but is checked on those that another leads to. */
    private static final int MAX_PATHS = 10;

    private static final String COLUMNS =
            "l.id AS id, l.version AS version, l.number AS number, l.form_type AS form_type,"
                    + " l.form_version AS form_version, l.title AS title, l.source AS source, l.line AS line, l.stage AS stage,"
                    + " l.standing AS standing, l.round AS round, l.lead_unit AS lead_unit, l.officer AS officer,"
                    + " l.group_no AS group_no, l.leader AS leader, l.received_on AS received_on, l.percent AS percent,"
                    + " l.finished_at AS finished_at, l.cleared_at AS cleared_at, l.changed_at AS changed_at";

    /** What held at an instant for the matter and its lead. */
    private static final String PAST_OF_MATTER = " JOIN ledger_past p ON p.matter = l.id AND p.unit = ''"
            + " AND p.version = (SELECT max(x.version) FROM ledger_past x"
            + " WHERE x.matter = l.id AND x.unit = '' AND x.since <= ?)";

    /** What held at an instant for the named unit, if it assisted. */
    private static final String PAST_OF_UNIT = " LEFT JOIN ledger_past q ON q.matter = l.id AND q.unit = u.unit"
            + " AND q.version = (SELECT max(y.version) FROM ledger_past y"
            + " WHERE y.matter = l.id AND y.unit = u.unit AND y.since <= ?)";

    /**
     * A due date while its clock runs.
     *
     * @param running column of the flag; null when {@code due} is null while the clock doesn't run
     */
    private record Clock(@Nullable String running, String due) {

        Sql where(Sql condition) {
            return running == null ? condition : Sql.of(running + " = 1 AND ").then(condition);
        }

        String value() {
            return running == null ? due : "CASE WHEN " + running + " = 1 THEN " + due + " END";
        }
    }

    /**
     * A condition.
     *
     * @param where to be met by each row
     * @param paths ways that together lead to exactly the rows that meet it; empty when there are none
     */
    private record Condition(Sql where, List<AccessPath> paths) {

        static <T> Condition of(Sql where, Collection<T> values, Function<T, AccessPath> path) {
            return new Condition(
                    where,
                    values.size() > MAX_PATHS
                            ? List.of()
                            : values.stream().map(path).toList());
        }

        boolean leads() {
            return !paths.isEmpty();
        }

        Rank rank() {
            return paths.get(0).rank();
        }
    }

    private static final Condition ALWAYS = new Condition(Sql.of("1 = 1"), List.of(AccessPath.EVERYTHING));

    private final LedgerQuery query;
    private final Visibility visibility;
    private final LocalDate day;
    private final @Nullable Instant past;
    private final Lights lights;

    /** The table whose obligation is shown: the named unit's, else the lead's. */
    private final String shown;

    private final String phase;
    private final Clock leadClock;
    private final Clock shownClock;

    /**
     * @param visibility with a clause at least
     * @param day the day of the instant asked for
     * @param lights of that day
     */
    LedgerSql(LedgerQuery query, Visibility visibility, LocalDate day, Lights lights) {
        this.query = query;
        this.visibility = visibility.everything() ? Visibility.EVERYTHING : visibility;
        this.day = day;
        this.past = query.asOf();
        this.lights = lights;
        shown = query.unit() == null ? "l" : "u";
        if (past == null) {
            phase = "l.phase";
            leadClock = new Clock("l.running", "l.due_on");
            shownClock = new Clock(shown + ".running", shown + ".due_on");
        } else {
            phase = "p.phase";
            leadClock = new Clock(null, "p.due_on");
            shownClock = query.unit() == null
                    ? leadClock
                    : new Clock(null, "CASE WHEN p.lead_unit = u.unit THEN p.due_on ELSE q.due_on END");
        }
    }

    /** Select expression of the {@link Phase}. */
    String phase() {
        return phase;
    }

    /** Select expression of the due date of the lead's clock, null when it doesn't run. */
    String leadDue() {
        return leadClock.value();
    }

    /** Select expression of the due date of the clock whose light is shown, null when it doesn't run. */
    String shownDue() {
        return shownClock.value();
    }

    // ---- lists

    /**
     * The next rows of a segment of the list.
     *
     * @param after where to go on; null from the segment's beginning
     */
    Sql page(Segment segment, @Nullable Cursor after, int limit) {
        String columns = COLUMNS + ", " + shown + ".due_on AS due_on, " + shown + ".provisional AS provisional, "
                + phase + " AS phase, " + leadDue() + " AS lead_due, " + shownDue() + " AS shown_due";
        boolean inOrder = segment == Segment.RECEIVED || segment == Segment.RESTING;
        List<Sql> parts = new ArrayList<>();
        for (Clause clause : visibility.clauses()) {
            List<Condition> conditions = conditions(clause);
            Condition leading = leading(conditions, rank -> inOrder || rank.worthSorting());
            for (AccessPath path : leading.paths()) {
                Order order = order(segment, path);
                List<Sql> where = new ArrayList<>(where(path, leading, conditions));
                where.addAll(order.where());
                if (after != null) {
                    where.add(Sql.of(
                            "(" + order.key() + ", " + order.id() + ") " + (query.descending() ? "<" : ">") + " (?, ?)",
                            after.key(),
                            after.id()));
                }
                parts.add(select(columns, path, where)
                        .then(orderBy(order.key(), order.id()))
                        .then(" LIMIT ?", limit));
            }
        }
        return parts.size() == 1
                ? parts.get(0)
                : union(parts)
                        .then(orderBy(order(segment, AccessPath.EVERYTHING).label(), "id"))
                        .then(" LIMIT ?", limit);
    }

    /**
     * How a segment is ordered.
     *
     * @param key column of the sort value
     * @param id column of the matter's id
     * @param label what the select calls the sort value
     * @param where what tells the segment from others
     */
    private record Order(String key, String id, String label, List<Sql> where) {}

    private Order order(Segment segment, AccessPath path) {
        return switch (segment) {
            case RECEIVED -> new Order(path.received(), path.id(), "received_on", List.of());
            case CHANGED -> new Order("l.changed_at", "l.id", "changed_at", List.of());
            case RUNNING ->
                new Order(
                        shown + ".due_on",
                        query.unit() == null ? "l.id" : "u.matter",
                        "due_on",
                        List.of(Sql.of(shown + ".running = 1")));
            case RESTING ->
                new Order(path.received(), path.id(), "received_on", List.of(Sql.of(shown + ".running = 0")));
        };
    }

    private String orderBy(String key, String id) {
        String direction = query.descending() ? " DESC" : "";
        return " ORDER BY " + key + direction + ", " + id + direction;
    }

    /** Whether the conditions leave nothing of a segment, so that it needn't be looked through. */
    boolean excludes(Segment segment) {
        boolean onlyOverdue = query.unit() == null && query.progress().equals(Set.of(Progress.OVERDUE));
        return segment == Segment.RESTING && past == null && (!query.lights().isEmpty() || onlyOverdue);
    }

    // ---- counts

    /**
     * How many matters there are for each combination of values.
     *
     * @param values select expressions
     * @return columns {@code v0, v1, …, n}
     */
    Sql groups(List<String> values) {
        List<String> names = new ArrayList<>();
        StringBuilder columns = new StringBuilder("l.id AS id");
        for (String value : values) {
            names.add("v" + names.size());
            columns.append(", ").append(value).append(" AS ").append(names.get(names.size() - 1));
        }
        List<Sql> parts = new ArrayList<>();
        for (Clause clause : visibility.clauses()) {
            List<Condition> conditions = conditions(clause);
            Condition leading = leading(conditions, rank -> true);
            for (AccessPath path : leading.paths()) {
                parts.add(select(columns.toString(), path, where(path, leading, conditions)));
            }
        }
        String list = String.join(", ", names);
        return Sql.of("SELECT " + list + ", count(*) AS n FROM (")
                .then(parts.size() == 1 ? parts.get(0) : union(parts))
                .then(") AS matters GROUP BY " + list);
    }

    // ---- selects

    private static Condition leading(List<Condition> conditions, Function<Rank, Boolean> usable) {
        return conditions.stream()
                .filter(condition -> condition.leads() && usable.apply(condition.rank()))
                .min(Comparator.comparing(Condition::rank))
                .orElse(ALWAYS);
    }

    /** What rows have to meet; the leading condition is met by the path itself. */
    private List<Sql> where(AccessPath path, Condition leading, List<Condition> conditions) {
        List<Sql> where = new ArrayList<>(path.where());
        if (query.receivedFrom() != null) {
            where.add(Sql.of(path.received() + " >= ?", query.receivedFrom().toEpochDay()));
        }
        if (query.receivedTo() != null) {
            where.add(Sql.of(path.received() + " <= ?", query.receivedTo().toEpochDay()));
        }
        for (Condition condition : conditions) {
            if (condition != leading) {
                where.add(condition.where());
            }
        }
        return where;
    }

    private Sql select(String columns, AccessPath path, List<Sql> where) {
        Sql select = Sql.of("SELECT " + columns + " FROM " + path.from());
        if (past != null) {
            select = select.then(PAST_OF_MATTER, past.toEpochMilli());
            if (query.unit() != null) {
                select = select.then(PAST_OF_UNIT, past.toEpochMilli());
            }
        }
        return where.isEmpty() ? select : select.then(" WHERE ").then(Sql.join(" AND ", where));
    }

    private static Sql union(List<Sql> parts) {
        List<Sql> selects = new ArrayList<>();
        for (Sql part : parts) {
            selects.add(Sql.of("SELECT * FROM (").then(part).then(") AS part" + selects.size()));
        }
        return Sql.join(" UNION ", selects);
    }

    // ---- conditions

    /** What the query and the clause ask of each row. */
    private List<Condition> conditions(Clause clause) {
        List<Condition> all = new ArrayList<>();
        String unit = query.unit();
        if (unit != null) {
            all.add(new Condition(Sql.of("u.unit = ?", unit), List.of(AccessPath.ofNamedUnit(unit))));
            if (query.leadOnly()) {
                all.add(check("u.lead = ?", 1));
            }
        }
        if (!query.formTypes().isEmpty()) {
            all.add(column("l.form_type", query.formTypes(), Rank.FORM_TYPE, LedgerTables.FORM_TYPE));
        }
        if (!query.stages().isEmpty()) {
            all.add(stages());
        }
        if (!query.standings().isEmpty()) {
            all.add(new Condition(
                    Sql.in("l.standing", Code.STANDING.numbers(query.standings())),
                    onlyOpen() ? List.of(AccessPath.OPEN) : List.of()));
        }
        if (!query.progress().isEmpty()) {
            List<Sql> any = query.progress().stream().map(this::progress).toList();
            all.add(check(Sql.join(" OR ", any).grouped()));
        }
        if (query.officer() != null) {
            all.add(column("l.officer", Set.of(query.officer()), Rank.OFFICER, LedgerTables.OFFICER));
        }
        if (query.group() != 0) {
            all.add(check("l.group_no = ?", query.group()));
        }
        if (query.line() != null) {
            all.add(check("l.line = ?", Code.LINE.number(query.line())));
        }
        if (query.leader() != null) {
            all.add(check("l.leader = ?", query.leader()));
            all.add(entry(Set.of(query.leader()), Rank.PERSON, LedgerTables.LEADER));
        }
        if (query.area() != null) {
            all.add(check("l.area = ?", query.area()));
        }
        if (query.dueFrom() != null) {
            all.add(check(shown + ".due_on >= ?", query.dueFrom().toEpochDay()));
        }
        if (query.dueTo() != null) {
            all.add(check(shown + ".due_on <= ?", query.dueTo().toEpochDay()));
        }
        if (!query.lights().isEmpty()) {
            all.add(check(shownClock.where(lights.showing(query.lights(), shownClock.due()))));
        }
        query.filters().forEach((pointer, value) -> all.add(entry(Set.of(value), Rank.FIELD, pointer)));
        clause.conditions().forEach((attribute, values) -> all.add(visible(attribute, values)));
        return all;
    }

    private Condition visible(Attribute attribute, Set<String> values) {
        return switch (attribute) {
            case LINE ->
                check(Sql.in(
                        "l.line",
                        Code.LINE.numbers(values.stream().map(Line::valueOf).toList())));
            case GROUP ->
                check(Sql.in("l.group_no", values.stream().map(Integer::valueOf).toList()));
            case OFFICER -> column("l.officer", values, Rank.OFFICER, LedgerTables.OFFICER);
            case REGISTRAR -> check(Sql.in("l.registrar", values));
            case LEADER -> entry(values, Rank.PERSON, LedgerTables.LEADER);
            case PARTNER -> entry(values, Rank.PERSON, LedgerTables.PARTNER);
            case LEAD_UNIT -> Condition.of(Sql.in("l.lead_unit", values), values, AccessPath::ofLeadUnit);
            case OBLIGED_UNIT ->
                Condition.of(
                        Sql.of("EXISTS (SELECT 1 FROM ledger_unit w"
                                        + " WHERE w.received_on = l.received_on AND w.matter = l.id AND ")
                                .then(Sql.in("w.unit", values))
                                .then(")"),
                        values,
                        AccessPath::ofUnitEver);
        };
    }

    private static Condition check(Sql where) {
        return new Condition(where, List.of());
    }

    private static Condition check(String where, Object value) {
        return check(Sql.of(where, value));
    }

    /** A column that has entries as well. */
    private static Condition column(String column, Set<String> values, Rank rank, String attribute) {
        return Condition.of(Sql.in(column, values), values, value -> AccessPath.ofEntry(rank, attribute, value));
    }

    private static Condition entry(Set<String> values, Rank rank, String attribute) {
        return Condition.of(
                Sql.of(
                                "EXISTS (SELECT 1 FROM ledger_entry f WHERE f.received_on = l.received_on"
                                        + " AND f.matter = l.id AND f.attribute = ? AND ",
                                attribute)
                        .then(Sql.in("f.value", values))
                        .then(")"),
                values,
                value -> AccessPath.ofEntry(rank, attribute, value));
    }

    private Condition stages() {
        List<Integer> numbers = Code.STAGE.numbers(query.stages());
        Sql where = Sql.in("l.stage", numbers);
        return onlyOpen() ? Condition.of(where, numbers, AccessPath::ofOpenStage) : check(where);
    }

    private boolean onlyOpen() {
        return query.standings().equals(Set.of(Standing.OPEN));
    }

    private Sql progress(Progress progress) {
        return switch (progress) {
            case DONE -> phase(Phase.DONE);
            case IN_CLEARANCE -> phase(Phase.IN_CLEARANCE);
            case SUSPENDED -> phase(Phase.SUSPENDED);
            case ENDED -> phase(Phase.ENDED);
            case OVERDUE -> overdue().then(" AND ").then(phase(Phase.GOING_ON));
            // No clock, no delay.
            case ON_SCHEDULE ->
                phase(Phase.GOING_ON)
                        .then(" AND coalesce(" + leadDue() + ", ?) >= ?", day.toEpochDay(), day.toEpochDay());
        };
    }

    private Sql overdue() {
        return leadClock.where(Sql.of(leadClock.due() + " < ?", day.toEpochDay()));
    }

    private Sql phase(Phase value) {
        return Sql.of(phase + " = ?", Code.PHASE.number(value));
    }
}
