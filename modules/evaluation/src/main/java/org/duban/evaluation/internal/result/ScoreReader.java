package org.duban.evaluation.internal.result;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.RuleSetAdopted;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent.Amended;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.result.ScoreStore.Row;
import org.duban.evaluation.internal.rules.RuleSetBook;
import org.duban.evaluation.internal.score.Assessment;
import org.duban.evaluation.internal.score.Assessor;
import org.duban.evaluation.internal.score.Entry;
import org.duban.evaluation.internal.score.Loader;
import org.duban.evaluation.internal.score.Loader.Loaded;
import org.duban.evaluation.internal.score.Recurrence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the feed: a matter that something happened to, or whose day has come, is computed anew, and nothing else. What stands in the store is
 * a function of the journal and the day alone. A matter that can't be read is put off and holds up no other. One thread at a time.
 */
public final class ScoreReader {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreReader.class);

    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** What is wrong with everything, not with one matter. */
    private static final Set<ErrorCode> GENERAL = Set.of(
            ErrorCode.STOPPED,
            ErrorCode.JOURNAL_WRITE_FAILED,
            ErrorCode.JOURNAL_DAMAGED,
            ErrorCode.DATA_DIRECTORY_IN_USE,
            ErrorCode.DATA_DIRECTORY_UNUSABLE);

    private final Journal journal;
    private final Loader loader;
    private final RuleSetBook rules;
    private final ScoreStore store;
    private final InstantSource clock;
    private final ZoneId zone;
    private long position = -1;
    private Instant tryAgain = Instant.MIN;

    public ScoreReader(
            Journal journal, Loader loader, RuleSetBook rules, ScoreStore store, InstantSource clock, ZoneId zone) {
        this.journal = journal;
        this.loader = loader;
        this.rules = rules;
        this.store = store;
        this.clock = clock;
        this.zone = zone;
    }

    /** Reads the feed to its head, and does what is due by the day. Returns when all that is durable. */
    public void run() {
        if (position < 0) {
            begin();
        }
        while (true) {
            List<Recorded> events = journal.feed(position, BATCH);
            if (events.isEmpty()) {
                break;
            }
            Set<MatterId> changed = new LinkedHashSet<>();
            for (Recorded recorded : events) {
                String kind = recorded.stream().kind();
                if (kind.equals(MatterId.STREAM) || kind.equals(EvaluationEvent.STREAM)) {
                    changed.add(new MatterId(recorded.stream().id()));
                } else if (kind.equals(RuleSetAdopted.STREAM)) {
                    rules.apply(recorded);
                }
            }
            long until = events.get(events.size() - 1).position();
            compute(changed, until);
            position = until;
        }
        daily();
        again();
    }

    private void begin() {
        Optional<Long> known = store.position();
        long head = journal.head();
        if (known.isPresent() && known.get() <= head) {
            position = known.get();
            return;
        }
        known.ifPresent(stored -> LOG.warn(
                "The journal ends at event {} before {}, which evaluation had read to: everything is computed anew",
                head,
                stored));
        rebuild();
    }

    /** Computes everything anew from the journal. */
    public void rebuild() {
        store.clear();
        long head = journal.head();
        List<Row> rows = new ArrayList<>();
        Map<MatterId, String> failed = new LinkedHashMap<>();
        Set<MatterId> repeated = new LinkedHashSet<>();
        journal.forEachStream(MatterId.STREAM, history -> {
            MatterId id = new MatterId(history.get(0).stream().id());
            Row row = row(id, history, store::recurrencesOf, failed);
            if (row != null) {
                rows.add(row);
                if (row.repeats() != null) {
                    repeated.add(row.repeats().earlier());
                }
            }
            if (rows.size() >= BATCH) {
                store.put(rows, Map.of(), null);
                rows.clear();
            }
        });
        store.put(rows, failed, null);
        // Only now are all recurrences known.
        compute(repeated, head);
        position = head;
    }

    private void daily() {
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        Set<MatterId> before = new HashSet<>();
        while (true) {
            List<MatterId> due = store.due(today, BATCH);
            if (due.isEmpty() || !before.addAll(due)) {
                // One that stays due was put off.
                return;
            }
            compute(new LinkedHashSet<>(due), null);
        }
    }

    private void again() {
        Instant now = clock.instant();
        if (now.isBefore(tryAgain)) {
            return;
        }
        List<MatterId> deferred = store.deferred();
        if (!deferred.isEmpty()) {
            compute(new LinkedHashSet<>(deferred), null);
        }
        tryAgain = now.plus(PAUSE);
    }

    private void compute(Set<MatterId> changed, @Nullable Long until) {
        Map<MatterId, Row> rows = new LinkedHashMap<>();
        Map<MatterId, String> failed = new LinkedHashMap<>();
        // A matter that begins or ceases to repeat an earlier one changes that one.
        Set<MatterId> earlier = new LinkedHashSet<>();
        for (MatterId id : changed) {
            Row row = row(id, null, store::recurrencesOf, failed);
            if (row != null) {
                rows.put(id, row);
                Optional<Recurrence> was = store.repeats(id);
                Optional<Recurrence> is = Optional.ofNullable(row.repeats());
                if (!was.equals(is)) {
                    was.ifPresent(r -> earlier.add(r.earlier()));
                    is.ifPresent(r -> earlier.add(r.earlier()));
                }
            }
        }
        Map<MatterId, Row> first = Map.copyOf(rows);
        for (MatterId id : earlier) {
            Row row = row(id, null, of -> recurrences(of, first), failed);
            if (row != null) {
                rows.put(id, row);
            }
        }
        store.put(new ArrayList<>(rows.values()), failed, until);
    }

    /** As the store will have them when these rows are in it. */
    private List<Recurrence> recurrences(MatterId of, Map<MatterId, Row> rows) {
        List<Recurrence> all = new ArrayList<>(store.recurrencesOf(of));
        all.removeIf(r -> rows.containsKey(r.later()));
        for (Row row : rows.values()) {
            if (row.repeats() != null && row.repeats().earlier().equals(of)) {
                all.add(row.repeats());
            }
        }
        all.sort(Comparator.comparing(Recurrence::later));
        return all;
    }

    private @Nullable Row row(
            MatterId id,
            @Nullable List<Recorded> history,
            Function<MatterId, List<Recurrence>> recurrences,
            Map<MatterId, String> failed) {
        try {
            Optional<Loaded> loaded =
                    history == null ? loader.load(id, recurrences) : loader.load(id, history, recurrences);
            return loaded.map(this::row).orElse(null);
        } catch (RuntimeException e) {
            if (e instanceof DubanException duban && GENERAL.contains(duban.code())) {
                throw e;
            }
            LOG.error("Matter {} can't be evaluated for now, tried again every {}", id, PAUSE, e);
            failed.put(id, e.toString());
            return null;
        }
    }

    private Row row(Loaded loaded) {
        Assessment assessment = Assessor.assess(loaded.facts(), rules::on);
        return new Row(loaded.facts(), assessment.state(), Entry.of(loaded.facts(), assessment), repeats(loaded));
    }

    private @Nullable Recurrence repeats(Loaded loaded) {
        MatterId earlier = loaded.matter().subject().recurrenceOf();
        if (earlier == null) {
            return null;
        }
        Recorded says = null;
        for (Recorded r : loaded.history()) {
            boolean names = r.event() instanceof Registered e
                            && earlier.equals(e.draft().recurrenceOf())
                    || r.event() instanceof Amended a
                            && earlier.equals(a.draft().recurrenceOf());
            boolean denies =
                    r.event() instanceof Amended a && !earlier.equals(a.draft().recurrenceOf());
            if (denies) {
                says = null;
            } else if (names && says == null) {
                says = r;
            }
        }
        return says == null
                ? null
                : new Recurrence(
                        loaded.matter().id(),
                        earlier,
                        says.version(),
                        says.at().atZone(zone).toLocalDate());
    }

    /** The last position read; 0 before anything was. */
    long position() {
        return Math.max(0, position);
    }
}
