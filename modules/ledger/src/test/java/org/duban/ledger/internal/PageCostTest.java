package org.duban.ledger.internal;

import static org.duban.ledger.internal.Population.TODAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.access.Visibility.Clause;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerQuery.Builder;
import org.duban.api.ledger.LedgerQuery.Sort;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** A page of a usual list costs the same among a thousand matters and among a hundred thousand: counted in SQLite's instructions. */
class PageCostTest {

    private static final int PAGE = 50;

    private static final Bureau BUREAU = new Bureau().on(TODAY.toString(), "18:00");
    private static Shelf few;
    private static Shelf many;
    private static Shelf old;

    @BeforeAll
    static void fill() {
        few = shelf(1_000, 0);
        many = shelf(100_000, 0);
        old = shelf(1_000, 20_000);
    }

    private static Shelf shelf(int open, int archived) {
        Shelf shelf = new Shelf();
        LedgerProjection projection = new LedgerProjection(BUREAU.formTypes());
        shelf.fill(rows -> Population.rows(open, archived, projection, rows));
        return shelf;
    }

    @AfterAll
    static void close() {
        few.close();
        many.close();
        old.close();
    }

    /** A list and who asks for it. */
    record Usual(String name, LedgerQuery query, Visibility visibility) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Usual usual(String name, Builder query, Visibility visibility) {
        return new Usual(name, query.build(), visibility);
    }

    static Stream<Usual> usualLists() {
        Visibility all = Visibility.EVERYTHING;
        Visibility line = seeing(Attribute.LINE, "PARTY");
        Visibility unit = seeing(Attribute.OBLIGED_UNIT, Population.unit(3));
        return Stream.of(
                usual("everything by receipt", where(), all),
                usual("everything by receipt, one line only", where(), line),
                usual("everything by last change", where().descending(Sort.CHANGED), line),
                usual("everything by due date", where().ascending(Sort.DUE), all),
                usual("what is red", where().light("red").ascending(Sort.DUE), line),
                usual("what is overdue", where().progress(Progress.OVERDUE).ascending(Sort.DUE), all),
                usual(
                        "a unit's open ones by due date",
                        ofUnit().standing(Standing.OPEN).ascending(Sort.DUE),
                        unit),
                usual("a unit's overdue ones", ofUnit().light("red").ascending(Sort.DUE), all),
                usual("a unit's by receipt", ofUnit(), line),
                usual("a unit's by receipt, asked by the unit", where(), unit),
                usual("an officer's by receipt", where().officer(Population.officer(4)), all),
                usual(
                        "an officer's by due date",
                        where().officer(Population.officer(4)).ascending(Sort.DUE),
                        all),
                usual(
                        "open ones, the oldest first",
                        where().standing(Standing.OPEN).ascending(Sort.RECEIVED),
                        line),
                usual("those at a stage", where().stage(Stage.APPROVAL).standing(Standing.OPEN), all),
                usual(
                        "those at two stages",
                        where().stage(Stage.APPROVAL, Stage.FEEDBACK).standing(Standing.OPEN),
                        all),
                usual("a group's", where().group(3), line),
                usual("a kind's", where().formType("message"), all),
                usual("a leader's", where().leader("leader-4"), all),
                usual("what a leader instructed, asked by the leader", where(), seeing(Attribute.LEADER, "leader-4")),
                usual("what an interface registered", where(), seeing(Attribute.REGISTRAR, "registrar-2")),
                usual("by a field of the form", where().filter("/channel", "人民网"), all),
                usual(
                        "what somebody with two reasons may see",
                        where(),
                        new Visibility(List.of(
                                unit.clauses().get(0), new Clause(Map.of(Attribute.LEADER, Set.of("leader-4")))))));
    }

    private static Builder where() {
        return LedgerQuery.where();
    }

    private static Builder ofUnit() {
        return where().unit(Population.unit(3));
    }

    private static Visibility seeing(Attribute attribute, String value) {
        return new Visibility(List.of(new Clause(Map.of(attribute, Set.of(value)))));
    }

    @ParameterizedTest
    @MethodSource("usualLists")
    void costsTheSameAmongAThousandAndAHundredThousand(Usual usual) throws SQLException {
        long amongFew = instructions(few, usual, null);
        long amongMany = instructions(many, usual, null);
        assertTrue(amongMany <= amongFew * 3 / 2 + 1_000, amongFew + " instructions grow to " + amongMany);
    }

    static Stream<Usual> listsOfOpenMatters() {
        return usualLists()
                .filter(usual -> usual.query().standings().equals(Set.of(Standing.OPEN))
                        || Segment.of(usual.query().sort()).contains(Segment.RUNNING));
    }

    @ParameterizedTest
    @MethodSource("listsOfOpenMatters")
    void anArchiveOfTwentyThousandCostsListsOfOpenMattersNothing(Usual usual) throws SQLException {
        long without = instructions(few, usual, null);
        long with = instructions(old, usual, null);
        assertTrue(with <= without * 3 / 2 + 1_000, without + " instructions grow to " + with);
    }

    @ParameterizedTest
    @MethodSource("usualLists")
    void costsTheSameInTheMiddleOfTheListAsAtItsBeginning(Usual usual) throws SQLException {
        Cursor middle = null;
        for (int page = 0; page < 10; page++) {
            List<Cursor> cursors = ids(many, usual, middle);
            assertEquals(PAGE, cursors.size());
            middle = cursors.get(PAGE - 1);
        }
        long first = instructions(many, usual, null);
        long eleventh = instructions(many, usual, middle);
        assertTrue(eleventh <= first * 3 / 2 + 1_000, first + " instructions grow to " + eleventh);
    }

    @ParameterizedTest
    @MethodSource("usualLists")
    void isReadFromAnIndexInOrderWithoutSorting(Usual usual) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (SQLiteConnection connection = many.connect();
                PreparedStatement explain =
                        prepare(connection, "EXPLAIN QUERY PLAN ", sql(usual, segment(usual), null));
                ResultSet steps = explain.executeQuery()) {
            while (steps.next()) {
                plan.add(steps.getString("detail"));
            }
        }
        boolean union = plan.stream().anyMatch(step -> step.contains("UNION"));
        for (String step : plan) {
            assertFalse(step.matches("SCAN (?!part)\\S+"), "a table is read whole: " + plan);
            // A union of pages is put in order, not what they are taken from.
            assertFalse(step.contains("TEMP B-TREE") && !union, "rows are sorted: " + plan);
        }
    }

    @Test
    void theCountsOfManyReconcile() {
        LedgerService ledger = many.ledger(BUREAU);
        for (Dimension by : Dimension.values()) {
            assertEquals(
                    100_000,
                    ledger.count(Actor.of(Bureau.DIRECTOR), LedgerQuery.all(), by)
                            .total());
        }
    }

    // ---- measuring

    private static Segment segment(Usual usual) {
        return Segment.of(usual.query().sort()).get(0);
    }

    private static Sql sql(Usual usual, Segment segment, Cursor after) {
        Lights lights = new Lights(BUREAU.formTypes(), TODAY, BUREAU.calendars().asOf(TODAY));
        return new LedgerSql(usual.query(), usual.visibility(), TODAY, lights).page(segment, after, PAGE);
    }

    private static PreparedStatement prepare(SQLiteConnection connection, String prefix, Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(prefix + sql.text());
        for (int i = 0; i < sql.values().size(); i++) {
            statement.setObject(i + 1, sql.values().get(i));
        }
        return statement;
    }

    private static List<Cursor> ids(Shelf shelf, Usual usual, Cursor after) throws SQLException {
        Segment segment = segment(usual);
        String key = switch (segment) {
            case RECEIVED, RESTING -> "received_on";
            case CHANGED -> "changed_at";
            case RUNNING -> "due_on";
        };
        List<Cursor> cursors = new ArrayList<>();
        try (SQLiteConnection connection = shelf.connect();
                PreparedStatement page = prepare(connection, "", sql(usual, segment, after));
                ResultSet rows = page.executeQuery()) {
            while (rows.next()) {
                cursors.add(new Cursor(segment, rows.getLong(key), rows.getString("id")));
            }
        }
        return cursors;
    }

    private static long instructions(Shelf shelf, Usual usual, Cursor after) throws SQLException {
        AtomicLong count = new AtomicLong();
        try (SQLiteConnection connection = shelf.connect();
                PreparedStatement page = prepare(connection, "", sql(usual, segment(usual), after))) {
            ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
                @Override
                protected int progress() {
                    count.incrementAndGet();
                    return 0;
                }
            });
            int rows = 0;
            try (ResultSet found = page.executeQuery()) {
                while (found.next()) {
                    rows++;
                }
            }
            ProgressHandler.clearHandler(connection);
            assertEquals(PAGE, rows, "only full pages compare");
        }
        return count.get();
    }
}
