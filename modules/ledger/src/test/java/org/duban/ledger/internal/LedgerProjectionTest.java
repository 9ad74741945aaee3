package org.duban.ledger.internal;

import static org.duban.ledger.internal.Bureau.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.RowChange.Put;
import org.duban.api.journal.RowChange.Remove;
import org.duban.api.journal.RowChange.Update;
import org.duban.api.journal.Table;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.Stage;
import org.duban.spi.projection.Step;
import org.junit.jupiter.api.Test;

class LedgerProjectionTest {

    /** What a database would hold: the rows by table and key. */
    private static final class Rows {
        private final Map<List<Object>, List<Object>> rows = new HashMap<>();

        /** Applies a change; answers whether it changed anything. */
        boolean apply(RowChange change) {
            List<Object> key = new ArrayList<>(List.of(change.table()));
            if (change instanceof Put put) {
                key.addAll(put.values().subList(0, table(change).key().size()));
                return !put.values().equals(rows.put(key, put.values()));
            }
            if (change instanceof Update update) {
                key.addAll(update.key());
                List<Object> row = new ArrayList<>(rows.get(key));
                List<String> names =
                        table(change).columns().stream().map(Table.Column::name).toList();
                update.changes().forEach((name, value) -> row.set(names.indexOf(name), value));
                return !row.equals(rows.put(key, row));
            }
            key.addAll(((Remove) change).key());
            return rows.remove(key) != null;
        }

        private static Table table(RowChange change) {
            return LedgerTables.ALL.stream()
                    .filter(table -> table.name().equals(change.table()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void followingEventByEventOrInAppendsGivesTheRowsThatComputingAtOnceGives(@ForAll long seed) {
        Random random = new Random(seed);
        Bureau bureau = new Bureau();
        bureau.live(random, 6, 150);
        LedgerProjection projection = new LedgerProjection(bureau.formTypes());
        for (Matter matter : bureau.matters()) {
            List<Recorded> history = bureau.history(matter.id());
            Rows atOnce = new Rows();
            projection.rows(null, steps(null, history)).forEach(atOnce::apply);
            Rows followed = new Rows();
            Matter before = null;
            for (int from = 0; from < history.size(); ) {
                int to = Math.min(history.size(), from + 1 + random.nextInt(3));
                List<Step> steps = steps(before, history.subList(from, to));
                for (RowChange change : projection.rows(before, steps)) {
                    assertTrue(followed.apply(change), "a row that doesn't change is written: " + change);
                }
                before = steps.get(steps.size() - 1).after();
                from = to;
            }
            assertEquals(atOnce.rows, followed.rows);
        }
    }

    @Test
    void keysAreTheFirstColumns() {
        for (Table table : LedgerTables.ALL) {
            assertEquals(
                    table.key(),
                    table.columns().stream()
                            .map(Table.Column::name)
                            .limit(table.key().size())
                            .toList());
        }
    }

    @Test
    void aTransitionOfAMatterWithOneUnitWritesThreeRowsAtMost() {
        Bureau bureau = new Bureau();
        Matter matter = bureau.archived(bureau.cleared(bureau.finished(bureau.assigned(instruction(), "housing"))));
        LedgerProjection projection = new LedgerProjection(bureau.formTypes());
        List<Recorded> history = bureau.history(matter.id());
        Matter before = null;
        for (Recorded recorded : history) {
            List<Step> steps = steps(before, List.of(recorded));
            List<RowChange> rows = projection.rows(before, steps);
            if (before == null) {
                assertEquals(
                        List.of("ledger", "ledger_entry", "ledger_entry", "ledger_entry", "ledger_past"),
                        rows.stream().map(RowChange::table).toList(),
                        "at registration one for each thing it can be found by");
            } else {
                assertTrue(rows.size() <= 3, recorded + " writes " + rows);
            }
            before = steps.get(0).after();
        }
    }

    @Test
    void anEventThatChangesNeitherClockNorHandsWritesOneRow() {
        Bureau bureau = new Bureau();
        Matter matter = bureau.assigned(instruction(), "housing", "law");
        assertEquals(List.of("ledger"), tables(bureau, matter, new Remind(1, "临近时限")));
        assertEquals(
                List.of("ledger", "ledger_unit", "ledger_past"),
                tables(
                        bureau,
                        matter,
                        new CompleteInPart(2, "一期", "二期", bureau.today().plusDays(40))),
                "a new due date of an assisting unit");
        assertEquals(
                List.of("ledger", "ledger_unit", "ledger_past"),
                tables(
                        bureau,
                        matter,
                        new CompleteInPart(1, "一期", "二期", bureau.today().plusDays(50))),
                "a new due date of the lead, whose clock is the matter's");
    }

    @Test
    void anAmendedMatterLeavesNothingBehindUnderItsOldDayAndFields() {
        Bureau bureau = new Bureau().on("2015-03-10");
        Matter matter = bureau.register(
                DIRECTOR, instruction().receivedOn(bureau.today().minusDays(3)));
        LedgerProjection projection = new LedgerProjection(bureau.formTypes());
        Rows rows = new Rows();
        projection.rows(null, steps(null, bureau.history(matter.id()))).forEach(rows::apply);
        Matter amended = bureau.does(
                DIRECTOR,
                matter,
                new Amend(instruction().leader(VICE).receivedOn(bureau.today()).form("{\"urgency\":\"平件\"}")));
        List<Recorded> history = bureau.history(matter.id());
        projection
                .rows(matter, steps(matter, history.subList(1, history.size())))
                .forEach(rows::apply);
        Rows anew = new Rows();
        projection.rows(null, steps(null, history)).forEach(anew::apply);
        assertEquals(anew.rows, rows.rows);
        assertEquals(Stage.INITIATION, amended.stage());
    }

    private static List<String> tables(Bureau bureau, Matter matter, org.duban.api.matter.MatterCommand command) {
        Matter before = bureau.get(matter.id());
        Matter after = bureau.does(DIRECTOR, matter, command);
        List<Recorded> history = bureau.history(matter.id());
        List<Step> steps = steps(before, history.subList((int) before.version(), (int) after.version()));
        return new LedgerProjection(bureau.formTypes())
                .rows(before, steps).stream().map(RowChange::table).toList();
    }
}
