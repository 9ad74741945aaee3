package org.duban.evaluation.internal.conduct;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.duban.api.journal.Journal;
import org.duban.api.journal.ReaderDatabase;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Stores;
import org.duban.api.matter.Assignment.UnitRole;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A reader of the feed: who was ever in charge of which matter, and what was asked of which unit when, so that neither is looked for in all
 * matters. Reads on when it is asked, up to the journal's head; position and rows are one transaction. Can be thrown away.
 */
@Component(service = ConductStore.class)
public final class ConductStore {

    private static final int SCHEMA = 1;
    private static final int BATCH = 2_000;

    /** A check concerns the unit that leads then; obligation 0: the whole matter. */
    private static final List<String> TABLES = List.of(
            "create table reached (position bigint not null)",
            "insert into reached values (0)",
            "create table charge (officer text not null, matter text not null, primary key (officer, matter))",
            "create table obliged (matter text not null, obligation integer not null, unit text not null,"
                    + " lead integer not null, primary key (matter, obligation))",
            "create table asked (position bigint not null, unit text not null, obligation integer not null,"
                    + " kind text not null, day bigint not null, matter text not null, version bigint not null,"
                    + " primary key (position, unit, obligation))",
            "create index asked_of_unit on asked (unit, day)",
            "create index asked_on_day on asked (day)");

    private final Journal journal;
    private final ZoneId zone;
    private final ReaderDatabase sql;

    /** Held while reading on. */
    private final Object reading = new Object();

    @Activate
    public ConductStore(@Reference Journal journal, @Reference Stores stores, @Reference ZoneId zone) {
        this.journal = journal;
        this.zone = zone;
        this.sql = new ReaderDatabase(stores.open("conduct"), "conduct.db", "schema_of", SCHEMA, TABLES);
    }

    /**
     * Something asked of a unit.
     *
     * @param obligation number of the obligation; 0: the whole matter
     */
    public record Asked(String unit, AskedKind kind, LocalDate day, MatterId matter, long version, int obligation) {}

    /** The matters that an officer was ever in charge of, in the order of their ids. */
    public List<MatterId> inCharge(String officer) {
        return read(connection -> ReaderDatabase.all(
                connection,
                "select matter from charge where officer = ? order by matter",
                row -> new MatterId(row.getString(1)),
                officer));
    }

    /** The matters that anybody was ever in charge of, in the order of their ids. */
    public List<MatterId> everInCharge() {
        return read(connection -> ReaderDatabase.all(
                connection,
                "select distinct matter from charge order by matter",
                row -> new MatterId(row.getString(1))));
    }

    /** The matters a unit ever had an obligation in, in the order of their ids. */
    public List<MatterId> obliged(String unit) {
        return read(connection -> ReaderDatabase.all(
                connection,
                "select distinct matter from obliged where unit = ? order by matter",
                row -> new MatterId(row.getString(1)),
                unit));
    }

    /** The matters anybody ever had an obligation in, in the order of their ids. */
    public List<MatterId> everObliged() {
        return read(connection -> ReaderDatabase.all(
                connection,
                "select distinct matter from obliged order by matter",
                row -> new MatterId(row.getString(1))));
    }

    /** What was asked between two days, both included, of every unit, in order. */
    public List<Asked> asked(LocalDate from, LocalDate to) {
        return read(connection -> ReaderDatabase.all(
                connection,
                SELECT + " where day between ? and ? order by position, unit, obligation",
                ConductStore::asked,
                from.toEpochDay(),
                to.toEpochDay()));
    }

    /** What was asked of one unit between two days, both included, in order. */
    public List<Asked> asked(String unit, LocalDate from, LocalDate to) {
        return read(connection -> ReaderDatabase.all(
                connection,
                SELECT + " where unit = ? and day between ? and ? order by position, obligation",
                ConductStore::asked,
                unit,
                from.toEpochDay(),
                to.toEpochDay()));
    }

    private static final String SELECT = "select unit, kind, day, matter, version, obligation from asked";

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getString(1),
                AskedKind.valueOf(row.getString(2)),
                LocalDate.ofEpochDay(row.getLong(3)),
                new MatterId(row.getString(4)),
                row.getLong(5),
                row.getInt(6));
    }

    private <T> T read(ReaderDatabase.Work<T> work) {
        catchUp();
        return sql.read(work);
    }

    // ---- reading on

    private void catchUp() {
        synchronized (reading) {
            while (true) {
                long position = sql.read(connection ->
                                ReaderDatabase.all(connection, "select position from reached", row -> row.getLong(1)))
                        .get(0);
                List<Recorded> batch = journal.feed(position, BATCH);
                if (batch.isEmpty()) {
                    return;
                }
                sql.write(connection -> {
                    for (Recorded recorded : batch) {
                        if (recorded.event() instanceof MatterEvent event) {
                            take(connection, recorded, event);
                        }
                    }
                    return ReaderDatabase.update(
                            connection,
                            "update reached set position = ?",
                            batch.get(batch.size() - 1).position());
                });
            }
        }
    }

    private void take(Connection connection, Recorded recorded, MatterEvent event) throws SQLException {
        String matter = recorded.stream().id();
        if (event instanceof Entrusted e) {
            ReaderDatabase.update(
                    connection, "insert into charge values (?, ?) on conflict do nothing", e.officer(), matter);
        } else if (event instanceof Assigned e) {
            for (Obliged o : e.obliged()) {
                ReaderDatabase.update(
                        connection,
                        "insert into obliged values (?, ?, ?, ?)",
                        matter,
                        o.number(),
                        o.assignment().unit(),
                        o.assignment().role() == UnitRole.LEAD ? 1 : 0);
                ask(connection, recorded, AskedKind.ASSIGNED, o.assignment().unit(), o.number());
            }
        } else if (event instanceof Returned e) {
            for (NewDue due : e.obligations()) {
                ask(
                        connection,
                        recorded,
                        AskedKind.REWORK,
                        unit(connection, matter, due.obligation()),
                        due.obligation());
            }
        } else if (event instanceof Reminded e) {
            ask(connection, recorded, AskedKind.REMINDED, unit(connection, matter, e.obligation()), e.obligation());
        } else if (event instanceof Checked) {
            for (String unit : leads(connection, matter)) {
                ask(connection, recorded, AskedKind.CHECKED, unit, 0);
            }
        }
    }

    private static String unit(Connection connection, String matter, int obligation) throws SQLException {
        return ReaderDatabase.all(
                        connection,
                        "select unit from obliged where matter = ? and obligation = ?",
                        row -> row.getString(1),
                        matter,
                        obligation)
                .get(0);
    }

    /** The unit that leads now: the one that was assigned the lead last. */
    private static List<String> leads(Connection connection, String matter) throws SQLException {
        return ReaderDatabase.all(
                connection,
                "select unit from obliged where matter = ? and lead = 1 order by obligation desc limit 1",
                row -> row.getString(1),
                matter);
    }

    private void ask(Connection connection, Recorded recorded, AskedKind kind, String unit, int obligation)
            throws SQLException {
        ReaderDatabase.update(
                connection,
                "insert into asked values (?, ?, ?, ?, ?, ?, ?)",
                recorded.position(),
                unit,
                obligation,
                kind.name(),
                recorded.at().atZone(zone).toLocalDate().toEpochDay(),
                recorded.stream().id(),
                recorded.version());
    }
}
