package org.duban.ledger.internal;

import static org.duban.ledger.internal.Bureau.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Proposal;
import org.duban.api.office.Person;
import org.duban.journal.internal.SqliteJournal;
import org.duban.matter.internal.MatterService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger beside the service that changes matters, both on one journal. */
class LedgerWithMattersTest {

    private static final Actor OFFICE = Actor.of(DIRECTOR);

    @TempDir
    Path directory;

    private final Bureau bureau = new Bureau().on("2015-06-01");
    private SqliteJournal journal;
    private Matters matters;
    private Ledger ledger;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(directory);
        matters = new MatterService(
                journal,
                new LedgerProjection(bureau.formTypes()),
                bureau,
                bureau.calendars(),
                bureau.formTypes(),
                bureau.settings(),
                bureau,
                ZONE);
        ledger = new LedgerService(
                journal.readerDataSource(),
                bureau.access(),
                bureau,
                bureau.calendars(),
                bureau.formTypes(),
                bureau,
                ZONE);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void whatACommandDidIsInTheLedgerWhenItReturns() {
        Matter m = matters.register(OFFICE, instruction());
        assertEquals(m.number(), only().number());
        matters.execute(OFFICE, m.id(), new Propose(new Proposal("拟请办理", List.of(Assignment.lead("housing")))));
        assertEquals(OFFICER, only().officer(), "routed by the lead unit");
        Matter submitted = matters.execute(OFFICE, m.id(), new Submit());
        assertEquals(submitted.stage(), only().stage());
        assertEquals(submitted.version(), only().version());
    }

    private LedgerRow only() {
        List<LedgerRow> rows = ledger.list(OFFICE, LedgerQuery.all(), null, 10).rows();
        assertEquals(1, rows.size());
        return rows.get(0);
    }

    /** Plays what happened in the office's memory into the journal: the same events, decided and numbered the same. */
    private void live(long seed, int matterCount, int events) {
        bureau.live(new Random(seed), matterCount, events);
        Replay.of(bureau).into(journal, new LedgerProjection(bureau.formTypes()));
    }

    @Test
    void everybodyListsExactlyTheMattersTheyMayRead() {
        live(11, 40, 800);
        Set<MatterId> seenBySomebody = new HashSet<>();
        for (Person person : bureau.people()) {
            Actor actor = Actor.of(person.id());
            Set<MatterId> readable = new TreeSet<>();
            for (Matter m : bureau.matters()) {
                try {
                    readable.add(matters.get(actor, m.id()).id());
                } catch (DubanException hidden) {
                    assertEquals(ErrorCode.MATTER_NOT_FOUND, hidden.code());
                }
            }
            List<MatterId> listed = ledger.list(actor, LedgerQuery.all(), null, 1_000).rows().stream()
                    .map(LedgerRow::id)
                    .toList();
            assertEquals(readable, new TreeSet<>(listed), person.id());
            assertEquals(readable.size(), listed.size(), "each once: " + person.id());
            for (Dimension by : Dimension.values()) {
                assertEquals(
                        readable.size(),
                        ledger.count(actor, LedgerQuery.all(), by).total(),
                        person.id());
            }
            if (readable.size() < bureau.matters().size()) {
                seenBySomebody.addAll(readable);
            }
        }
        assertTrue(seenBySomebody.size() > 0, "somebody who doesn't see everything sees something");
    }

    @Test
    void theRowsComputedAnewAreThoseThatFollowedTheEvents() {
        live(12, 20, 400);
        List<LedgerRow> followed =
                ledger.list(OFFICE, LedgerQuery.all(), null, 1_000).rows();
        List<Page> past = past();
        LedgerProjection projection = new LedgerProjection(bureau.formTypes());
        journal.rewrite(
                projection.tables(),
                rows -> journal.forEachStream(
                        MatterId.STREAM,
                        history -> projection.rows(null, steps(null, history)).forEach(rows)));
        assertEquals(
                followed, ledger.list(OFFICE, LedgerQuery.all(), null, 1_000).rows());
        assertEquals(past, past());
    }

    private List<Page> past() {
        List<Page> pages = new ArrayList<>();
        for (int days = 0; days < 60; days += 7) {
            LedgerQuery query = LedgerQuery.where()
                    .asOf(bureau.instant().minusSeconds(days * 86_400L))
                    .build();
            pages.add(ledger.list(OFFICE, query, null, 1_000));
        }
        return pages;
    }

    @Test
    void pagingWhileOthersWorkShowsEachMatterOnce() throws Exception {
        Set<MatterId> there = new TreeSet<>();
        for (int i = 0; i < 120; i++) {
            there.add(matters.register(
                            OFFICE, instruction().receivedOn(bureau.today().minusDays(i % 30)))
                    .id());
        }
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService others = Executors.newSingleThreadExecutor();
        try {
            List<MatterId> ids = List.copyOf(there);
            Future<Integer> work = others.submit(() -> {
                int changes = 0;
                while (!done.get() || changes == 0) {
                    MatterId id = ids.get(changes % ids.size());
                    matters.execute(OFFICE, id, new Entrust(changes % 2 == 0 ? OFFICER : OFFICER_2, 0));
                    matters.register(OFFICE, message().receivedOn(bureau.today().minusDays(changes % 30)));
                    changes++;
                }
                return changes;
            });
            for (int round = 0; round < 5; round++) {
                List<MatterId> seen = new ArrayList<>();
                String next = null;
                do {
                    Page page = ledger.list(OFFICE, LedgerQuery.all(), next, 7);
                    page.rows().forEach(row -> seen.add(row.id()));
                    next = page.next();
                } while (next != null);
                assertEquals(seen.size(), new HashSet<>(seen).size(), "none twice");
                assertTrue(seen.containsAll(there), "none skipped");
            }
            done.set(true);
            assertTrue(work.get() > 0);
        } finally {
            done.set(true);
            others.shutdownNow();
        }
    }
}
