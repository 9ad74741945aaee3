package org.duban.ledger.internal;

import java.util.List;
import org.duban.api.journal.Table;
import org.duban.api.journal.Table.Column;
import org.duban.api.journal.Table.Index;
import org.duban.api.journal.Table.Type;

/**
 * The ledger's tables. Days are days since 1970-01-01, instants milliseconds since then, enums are {@link Code}s, flags 0 or 1; null is
 * "none". The columns of a key come first.
 */
final class LedgerTables {

    /**
     * The present state of each matter, one row a matter. The indexes of open matters and of running clocks end with them and take no
     * room afterwards.
     */
    static final Table LEDGER = new Table(
            "ledger",
            1,
            List.of(
                    text("id"),
                    integer("version"),
                    text("number"),
                    text("form_type"),
                    integer("form_version"),
                    text("title"),
                    text("source"),
                    integer("line"),
                    optionalText("area"),
                    optionalText("leader"),
                    text("registrar"),
                    integer("received_on"),
                    integer("stage"),
                    integer("standing"),
                    integer("phase"),
                    integer("round"),
                    optionalText("lead_unit"),
                    optionalText("officer"),
                    integer("group_no"),
                    optionalInteger("due_on"),
                    integer("provisional"),
                    integer("running"),
                    integer("percent"),
                    optionalInteger("finished_at"),
                    optionalInteger("cleared_at"),
                    integer("changed_at")),
            List.of("id"),
            List.of(
                    new Index(List.of("received_on", "id"), ""),
                    new Index(List.of("received_on", "id"), "standing = 0"),
                    new Index(List.of("changed_at", "id"), ""),
                    new Index(List.of("stage", "received_on", "id"), "standing = 0"),
                    new Index(List.of("due_on", "id"), "running = 1"),
                    new Index(List.of("officer", "due_on", "id"), "running = 1")));

    /**
     * One row for each unit that has or had an obligation in a matter. {@code obligation} is the number of the one it has in the current
     * round, 0 when it has none there or was relieved of it; then there is no due date.
     */
    static final Table UNIT = new Table(
            "ledger_unit",
            1,
            List.of(
                    text("unit"),
                    integer("received_on"),
                    text("matter"),
                    integer("obligation"),
                    integer("lead"),
                    optionalInteger("due_on"),
                    integer("provisional"),
                    integer("running")),
            List.of("unit", "received_on", "matter"),
            List.of(new Index(List.of("unit", "due_on", "matter", "received_on"), "running = 1")));

    /**
     * Matters by what they have: a form type, an officer, a leader, a partner, the value of a filter field, in the order of their
     * receipt. What has one value could be an index of {@code ledger} instead; but then a planner may take it for a condition that is
     * only one of many, and sort all that it finds. Here it leads only when it is asked to.
     */
    static final Table ENTRY = new Table(
            "ledger_entry",
            1,
            List.of(text("attribute"), text("value"), integer("received_on"), text("matter")),
            List.of("attribute", "value", "received_on", "matter"),
            List.of());

    /**
     * What lights and progress depend on, from {@code since} until the row of the next {@code version}. With {@code unit} empty: of the
     * matter and its lead, from registration on; else of that unit while it assists. {@code due_on} is null while no clock runs.
     */
    static final Table PAST = new Table(
            "ledger_past",
            1,
            List.of(
                    text("matter"),
                    text("unit"),
                    integer("version"),
                    integer("since"),
                    optionalInteger("phase"),
                    optionalText("lead_unit"),
                    optionalInteger("due_on")),
            List.of("matter", "unit", "version"),
            List.of());

    static final List<Table> ALL = List.of(LEDGER, UNIT, ENTRY, PAST);

    /** {@code attribute} of an entry: a letter, or the JSON pointer of a filter field, which begins with a slash. */
    static final String FORM_TYPE = "t";

    static final String OFFICER = "o";
    static final String LEADER = "l";
    static final String PARTNER = "p";

    private LedgerTables() {}

    private static Column text(String name) {
        return new Column(name, Type.TEXT, true);
    }

    private static Column optionalText(String name) {
        return new Column(name, Type.TEXT, false);
    }

    private static Column integer(String name) {
        return new Column(name, Type.INTEGER, true);
    }

    private static Column optionalInteger(String name) {
        return new Column(name, Type.INTEGER, false);
    }
}
