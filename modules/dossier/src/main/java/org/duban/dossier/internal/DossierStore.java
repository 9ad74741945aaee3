package org.duban.dossier.internal;

import static org.duban.api.journal.ReaderDatabase.all;
import static org.duban.api.journal.ReaderDatabase.update;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.dossier.Dossier;
import org.duban.api.journal.ReaderDatabase;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * What lists of dossiers are made of, and what is still to be sealed; computed from the feed, and again when it is gone. Written by one thread.
 */
final class DossierStore {

    private static final int SCHEMA = 1;

    /**
     * fact: position of the feed. pending: matters archived at a version and not sealed up to there, and when to try again (milliseconds since 1970).
     * dossier: dates as days since 1970. attribute: what access depends on, as it was when the last volume was sealed.
     */
    private static final List<String> TABLES = List.of(
            "create table fact (name text not null primary key, value bigint not null)",
            "create table pending (matter text not null, version bigint not null, not_before bigint not null,"
                    + " reason text not null, primary key (matter, version))",
            "create table dossier (id text not null primary key, title text not null, number text not null,"
                    + " file_numbers text not null, sealed_on bigint not null, kept_until bigint, state text not null,"
                    + " position bigint not null)",
            "create index dossier_by_position on dossier (position)",
            "create index dossier_due on dossier (kept_until) where kept_until is not null",
            "create table attribute (dossier text not null, name text not null, value text not null,"
                    + " primary key (dossier, name, value))");

    private final ReaderDatabase database;

    /** @throws DubanException {@code JOURNAL_NEWER} when a newer Duban has made the tables */
    DossierStore(DataSource database) {
        this.database = new ReaderDatabase(database, "dossier.db", "dossier_schema", SCHEMA, TABLES);
    }

    /** A matter that is to be sealed up to a version. */
    record Pending(MatterId matter, long version, String reason) {}

    /** A dossier as lists need it, with what access to it depends on. */
    record Row(Dossier dossier, @Nullable LocalDate keptUntil, long position, Map<Attribute, Set<String>> attributes) {}

    long position() {
        return database
                .read(c -> all(c, "select value from fact where name = 'position'", row -> row.getLong(1)))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** All up to a position was read; in one transaction with what came of it. */
    void reached(long position, List<Pending> archived, List<Row> changed) {
        database.write(c -> {
            for (Pending pending : archived) {
                update(
                        c,
                        "insert into pending values (?, ?, 0, '') on conflict (matter, version) do nothing",
                        pending.matter().value(),
                        pending.version());
            }
            for (Row row : changed) {
                put(c, row);
            }
            return update(
                    c,
                    "insert into fact values ('position', ?) on conflict (name) do update set value = excluded.value",
                    position);
        });
    }

    void put(Row row) {
        database.write(c -> put(c, row));
    }

    private static int put(Connection c, Row row) throws SQLException {
        Dossier dossier = row.dossier();
        LocalDate keptUntil = row.keptUntil();
        update(
                c,
                "insert into dossier values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set title = excluded.title,"
                        + " number = excluded.number, file_numbers = excluded.file_numbers,"
                        + " sealed_on = excluded.sealed_on, kept_until = excluded.kept_until, state = excluded.state,"
                        + " position = excluded.position",
                dossier.id(),
                dossier.title(),
                dossier.number(),
                String.join(
                        " ",
                        dossier.volumes().stream()
                                .map(Dossier.Volume::fileNumber)
                                .toList()),
                dossier.sealedOn().toEpochDay(),
                keptUntil == null ? null : keptUntil.toEpochDay(),
                dossier.state().name(),
                row.position());
        update(c, "delete from attribute where dossier = ?", dossier.id());
        for (Map.Entry<Attribute, Set<String>> attribute : row.attributes().entrySet()) {
            for (String value : attribute.getValue()) {
                update(
                        c,
                        "insert into attribute values (?, ?, ?)",
                        dossier.id(),
                        attribute.getKey().name(),
                        value);
            }
        }
        return 1;
    }

    /** What is to be sealed by an instant, the earliest first. */
    List<Pending> due(Instant now) {
        return database.read(c -> all(
                c,
                "select matter, version, reason from pending where not_before <= ? order by matter, version",
                DossierStore::pending,
                now.toEpochMilli()));
    }

    /** All that is to be sealed. */
    List<Pending> pending(int limit) {
        return database.read(c -> all(
                c,
                "select matter, version, reason from pending order by not_before desc limit ?",
                DossierStore::pending,
                limit));
    }

    long pendingCount() {
        return database.read(c -> all(c, "select count(*) from pending", row -> row.getLong(1)))
                .get(0);
    }

    private static Pending pending(ResultSet row) throws SQLException {
        return new Pending(new MatterId(row.getString(1)), row.getLong(2), row.getString(3));
    }

    void sealed(MatterId matter, long version) {
        database.write(
                c -> update(c, "delete from pending where matter = ? and version <= ?", matter.value(), version));
    }

    void putOff(Pending pending, Instant notBefore, String reason) {
        database.write(c -> update(
                c,
                "update pending set not_before = ?, reason = ? where matter = ? and version = ?",
                notBefore.toEpochMilli(),
                reason,
                pending.matter().value(),
                pending.version()));
    }

    /** Ids of the dossiers somebody may see, the newest first. */
    List<String> list(Visibility visibility, String text, int offset, int limit) {
        List<Object> values = new ArrayList<>();
        String where = where(visibility, values);
        if (!text.isBlank()) {
            where += " and (title like ? escape '!' or number like ? escape '!' or file_numbers like ? escape '!')";
            String like =
                    "%" + text.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
            values.addAll(List.of(like, like, like));
        }
        values.add(limit);
        values.add(offset);
        String sql = "select id from dossier d where " + where + " order by position desc limit ? offset ?";
        return database.read(c -> all(c, sql, row -> row.getString(1), values.toArray()));
    }

    /** Ids of the dossiers that were to be kept until a day before this one and still are, the longest first. */
    List<String> due(Visibility visibility, LocalDate on) {
        List<Object> values = new ArrayList<>();
        String where = where(visibility, values);
        values.add(on.toEpochDay());
        values.add(Dossier.State.DESTROYED.name());
        String sql = "select id from dossier d where " + where
                + " and kept_until is not null and kept_until < ? and state <> ? order by kept_until, position";
        return database.read(c -> all(c, sql, row -> row.getString(1), values.toArray()));
    }

    private static String where(Visibility visibility, List<Object> values) {
        if (visibility.everything()) {
            return "1 = 1";
        }
        List<String> clauses = new ArrayList<>();
        for (Visibility.Clause clause : visibility.clauses()) {
            List<String> conditions = new ArrayList<>();
            clause.conditions().forEach((attribute, wanted) -> {
                conditions.add(
                        "exists (select 1 from attribute a where a.dossier = d.id and a.name = ? and a.value in ("
                                + String.join(", ", Collections.nCopies(wanted.size(), "?")) + "))");
                values.add(attribute.name());
                values.addAll(wanted);
            });
            clauses.add(conditions.isEmpty() ? "1 = 1" : "(" + String.join(" and ", conditions) + ")");
        }
        return clauses.isEmpty() ? "1 = 0" : "(" + String.join(" or ", clauses) + ")";
    }
}
