package org.duban.ledger.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.RowChange.Put;
import org.duban.api.journal.RowChange.Remove;
import org.duban.api.journal.RowChange.Update;
import org.duban.api.journal.Table;
import org.duban.api.journal.Table.Column;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.State;
import org.duban.api.matter.Standing;
import org.duban.spi.projection.Projection;
import org.duban.spi.projection.Step;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Computes the ledger's rows from matters. What is as it was before is not written again.
 *
 * <p>Pure: of the form types only the filters of the matter's own version are read, and a version never changes.
 */
@Component(service = Projection.class)
public final class LedgerProjection implements Projection {

    private static final Map<String, Table> TABLES =
            LedgerTables.ALL.stream().collect(Collectors.toMap(Table::name, table -> table));

    private final FormTypes formTypes;

    @Activate
    public LedgerProjection(@Reference FormTypes formTypes) {
        this.formTypes = formTypes;
    }

    @Override
    public List<Table> tables() {
        return LedgerTables.ALL;
    }

    @Override
    public List<RowChange> rows(@Nullable Matter before, List<Step> steps) {
        List<RowChange> changes = present(before, steps.get(steps.size() - 1).after());
        Matter was = before;
        for (Step step : steps) {
            changes.addAll(past(was, step.recorded(), step.after()));
            was = step.after();
        }
        return changes;
    }

    // ---- the present state

    private List<RowChange> present(@Nullable Matter before, Matter after) {
        List<Put> old = before == null ? new ArrayList<>() : rows(before);
        List<Put> now = rows(after);
        // Reading a form costs more than all the rest, and it is the same form at nearly every event.
        if (before == null || !before.subject().equals(after.subject())) {
            if (before != null) {
                old.addAll(filterEntries(before));
            }
            now.addAll(filterEntries(after));
        }
        return difference(old, now);
    }

    private static List<RowChange> difference(List<Put> old, List<Put> now) {
        Map<List<Object>, Put> gone = new LinkedHashMap<>();
        old.forEach(put -> gone.put(key(put), put));
        List<RowChange> changes = new ArrayList<>();
        for (Put put : now) {
            Put was = gone.remove(key(put));
            if (was == null) {
                changes.add(put);
            } else if (!put.equals(was)) {
                changes.add(update(was, put));
            }
        }
        gone.forEach((key, put) -> changes.add(new Remove(put.table(), key.subList(1, key.size()))));
        return changes;
    }

    /** Only what changed: most events leave what the indexes are about as it was. */
    private static Update update(Put was, Put now) {
        List<Column> columns = table(now.table()).columns();
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!Objects.equals(was.values().get(i), now.values().get(i))) {
                changes.put(columns.get(i).name(), now.values().get(i));
            }
        }
        List<Object> key = key(now);
        return new Update(now.table(), key.subList(1, key.size()), changes);
    }

    /** The table's name and the values of its key. */
    private static List<Object> key(Put put) {
        List<Object> key = new ArrayList<>();
        key.add(put.table());
        for (Object value : put.values().subList(0, table(put.table()).key().size())) {
            if (value == null) {
                throw new IllegalStateException("a key has no nulls: " + put);
            }
            key.add(value);
        }
        return key;
    }

    private static Table table(String name) {
        return Objects.requireNonNull(TABLES.get(name), name);
    }

    private static List<Put> rows(Matter m) {
        List<Put> rows = new ArrayList<>();
        rows.add(row(m));
        rows.addAll(unitRows(m));
        rows.addAll(entries(m));
        return rows;
    }

    private static Put row(Matter m) {
        Draft subject = m.subject();
        Optional<Obligation> lead = m.lead();
        return Put.of(
                LedgerTables.LEDGER.name(),
                m.id().value(),
                m.version(),
                m.number(),
                subject.formType(),
                m.formVersion(),
                subject.title(),
                subject.source().title(),
                Code.LINE.number(subject.line()),
                subject.area(),
                subject.leader(),
                m.times().registeredBy(),
                day(m.receivedOn()),
                Code.STAGE.number(m.stage()),
                Code.STANDING.number(m.standing()),
                Code.PHASE.number(Phase.of(m)),
                m.round(),
                lead.map(Obligation::unit).orElse(null),
                m.officer(),
                m.group(),
                lead.map(o -> day(o.due().date())).orElse(null),
                lead.map(o -> o.due().provisional()).orElse(false),
                lead.map(o -> running(m, o)).orElse(false),
                lead.map(Obligation::percent).orElse(0),
                millis(m.times().finishedAt()),
                millis(m.times().clearedAt()),
                m.times().changedAt().toEpochMilli());
    }

    private static List<Put> unitRows(Matter m) {
        Map<String, Optional<Obligation>> current = new LinkedHashMap<>();
        m.obligations().forEach(o -> current.put(o.unit(), Optional.empty()));
        m.currentRound().stream()
                .filter(o -> o.state() != State.RELIEVED)
                .forEach(o -> current.put(o.unit(), Optional.of(o)));
        List<Put> rows = new ArrayList<>();
        current.forEach((unit, obligation) -> rows.add(Put.of(
                LedgerTables.UNIT.name(),
                unit,
                day(m.receivedOn()),
                m.id().value(),
                obligation.map(Obligation::number).orElse(0),
                obligation.map(Obligation::lead).orElse(false),
                obligation.map(o -> day(o.due().date())).orElse(null),
                obligation.map(o -> o.due().provisional()).orElse(false),
                obligation.map(o -> running(m, o)).orElse(false))));
        return rows;
    }

    private static List<Put> entries(Matter m) {
        List<Put> entries = new ArrayList<>();
        entries.add(entry(m, LedgerTables.FORM_TYPE, m.subject().formType()));
        if (m.officer() != null) {
            entries.add(entry(m, LedgerTables.OFFICER, m.officer()));
        }
        // Both may see the matter, and often they are one person.
        Set<String> leaders = new TreeSet<>();
        Optional.ofNullable(m.subject().leader()).ifPresent(leaders::add);
        Optional.ofNullable(m.presentedTo()).ifPresent(leaders::add);
        leaders.forEach(leader -> entries.add(entry(m, LedgerTables.LEADER, leader)));
        m.partners().forEach(partner -> entries.add(entry(m, LedgerTables.PARTNER, partner)));
        return entries;
    }

    private List<Put> filterEntries(Matter m) {
        List<String> pointers = formTypes
                .find(m.subject().formType(), m.formVersion())
                .map(type -> type.filters())
                .orElse(List.of());
        if (pointers.isEmpty()) {
            return List.of();
        }
        Map<String, String> values = formTypes.values(m.subject().form());
        List<Put> entries = new ArrayList<>();
        for (String pointer : pointers) {
            String value = values.get(pointer);
            if (value != null) {
                entries.add(entry(m, pointer, value));
            }
        }
        return entries;
    }

    private static Put entry(Matter m, String attribute, String value) {
        return Put.of(LedgerTables.ENTRY.name(), attribute, value, day(m.receivedOn()), m.id().value());
    }

    private static boolean running(Matter m, Obligation o) {
        return m.standing() == Standing.OPEN && o.running();
    }

    // ---- the past

    /** What lights and progress depend on, of the matter and its lead, or of an assisting unit. */
    private record Clock(
            @Nullable Integer phase,
            @Nullable String leadUnit,
            @Nullable Long dueOn) {
        static final Clock NONE = new Clock(null, null, null);
    }

    private static List<RowChange> past(@Nullable Matter before, Recorded recorded, Matter after) {
        Map<String, Clock> old = before == null ? Map.of() : clocks(before);
        Map<String, Clock> now = clocks(after);
        Set<String> units = new TreeSet<>(old.keySet());
        units.addAll(now.keySet());
        List<RowChange> rows = new ArrayList<>();
        for (String unit : units) {
            Clock clock = now.getOrDefault(unit, Clock.NONE);
            if (!clock.equals(old.getOrDefault(unit, Clock.NONE))) {
                rows.add(Put.of(
                        LedgerTables.PAST.name(),
                        after.id().value(),
                        unit,
                        recorded.version(),
                        recorded.at().toEpochMilli(),
                        clock.phase(),
                        clock.leadUnit(),
                        clock.dueOn()));
            }
        }
        return rows;
    }

    /** By unit; the matter's own under the empty one. */
    private static Map<String, Clock> clocks(Matter m) {
        Map<String, Clock> clocks = new HashMap<>();
        for (Obligation o : m.currentRound()) {
            if (!o.lead() && running(m, o)) {
                clocks.put(o.unit(), new Clock(null, null, day(o.due().date())));
            }
        }
        Optional<Obligation> running = m.lead().filter(o -> running(m, o));
        clocks.put(
                "",
                new Clock(
                        Code.PHASE.number(Phase.of(m)),
                        running.map(Obligation::unit).orElse(null),
                        running.map(o -> day(o.due().date())).orElse(null)));
        return clocks;
    }

    private static long day(LocalDate date) {
        return date.toEpochDay();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
