package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Table;
import org.duban.api.journal.Table.Column;
import org.duban.api.journal.Table.Type;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOption;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.Stage;
import org.duban.journal.internal.SqliteJournal;
import org.duban.spi.projection.Projection;
import org.duban.spi.projection.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real journal. */
class MatterServiceTest {

    private static final Actor OFFICE = Actor.of(OFFICER);

    /** One row a matter: its number and version. */
    private static final class Rows implements Projection {
        private final int version;

        Rows(int version) {
            this.version = version;
        }

        @Override
        public List<Table> tables() {
            return List.of(new Table(
                    "seen",
                    version,
                    List.of(
                            new Column("id", Type.TEXT, true),
                            new Column("number", Type.TEXT, true),
                            new Column("version", Type.INTEGER, true)),
                    List.of("id"),
                    List.of()));
        }

        @Override
        public List<RowChange> rows(@Nullable Matter before, List<Step> steps) {
            Matter after = steps.get(steps.size() - 1).after();
            return List.of(RowChange.Put.of("seen", after.id().value(), after.number(), after.version()));
        }
    }

    @TempDir
    Path directory;

    private final District district = new District();
    private SqliteJournal journal;
    private MatterService matters;

    @BeforeEach
    void open() {
        open(1);
    }

    private void open(int projectionVersion) {
        journal = SqliteJournal.open(directory);
        matters = new MatterService(
                journal,
                new Rows(projectionVersion),
                district,
                district.calendars(),
                district.formTypes(),
                district.settings(),
                district::now,
                ZONE);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Matter assigned() {
        Matter m = matters.register(OFFICE, instruction());
        matters.execute(OFFICE, m.id(), new Propose(proposal()));
        matters.execute(OFFICE, m.id(), new Submit());
        matters.execute(Actor.of(DIRECTOR), m.id(), new Approve("同意"));
        return matters.execute(OFFICE, m.id(), Assign.asProposed());
    }

    @Test
    void whatACommandReturnsIsWhatIsReadAfterARestart() {
        Matter m = assigned();
        assertEquals(m, matters.get(OFFICE, m.id()));
        journal.close();
        open(1);
        assertEquals(m, matters.get(OFFICE, m.id()));
        assertEquals(m.version(), matters.history(OFFICE, m.id()).size());
    }

    @Test
    void aRefusalChangesNothing() {
        Matter m = assigned();
        long head = journal.head();
        assertThrows(DubanException.class, () -> matters.execute(OFFICE, m.id(), new Submit()));
        assertEquals(head, journal.head());
        assertEquals(m, matters.get(OFFICE, m.id()));
    }

    @Test
    void theSameCommandSentTwiceIsDoneOnce() {
        Matter m = assigned();
        Remind remind = new Remind(1, "临近时限");
        Matter first = matters.execute(OFFICE, m.id(), remind, CommandOptions.key("k1"));
        Matter again = matters.execute(OFFICE, m.id(), remind, CommandOptions.key("k1"));
        assertEquals(first, again);
        assertEquals(1, again.obligation(1).orElseThrow().reminders());
        Matter registered = matters.register(OFFICE, instruction(), CommandOptions.key("k2"));
        assertEquals(
                registered.id(),
                matters.register(OFFICE, instruction(), CommandOptions.key("k2"))
                        .id());
        DubanException e = assertThrows(
                DubanException.class,
                () -> matters.execute(OFFICE, m.id(), new Remind(1, "另一事由"), CommandOptions.key("k1")));
        assertEquals(ErrorCode.KEY_REUSED, e.code());
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        Matter m = assigned();
        matters.execute(OFFICE, m.id(), new Remind(1, "一"));
        DubanException e = assertThrows(
                DubanException.class,
                () -> matters.execute(OFFICE, m.id(), new Remind(1, "二"), CommandOptions.ifVersion(m.version())));
        assertEquals(ErrorCode.VERSION_CONFLICT, e.code());
    }

    @Test
    void commandsAtTheSameTimeAreDecidedOneAfterTheOther() throws InterruptedException, ExecutionException {
        Matter m = assigned();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Matter>> checked = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                RecordCheck check = new RecordCheck(Method.DESK, "", List.of(), "第" + i + "次", List.of());
                checked.add(threads.submit(() -> matters.execute(OFFICE, m.id(), check)));
            }
            for (Future<Matter> f : checked) {
                f.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(80, matters.get(OFFICE, m.id()).checks());
    }

    @Test
    void ofManyWhoAcknowledgeExactlyOneDoes() throws InterruptedException {
        Matter m = assigned();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        int done = 0;
        try {
            List<Future<Matter>> tries = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                tries.add(threads.submit(() -> matters.execute(Actor.of(HANDLER), m.id(), new Acknowledge(1))));
            }
            for (Future<Matter> f : tries) {
                try {
                    f.get();
                    done++;
                } catch (ExecutionException e) {
                    assertEquals(
                            ErrorCode.NOT_NOW,
                            assertInstanceOf(DubanException.class, e.getCause()).code());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, done);
    }

    @Test
    void aMergeChangesBothMattersOrNone() {
        Matter a = matters.register(OFFICE, message());
        Matter b = matters.register(OFFICE, message());
        Actor director = Actor.of(DIRECTOR);
        matters.execute(director, b.id(), new MatterCommand.Merge(a.id(), "同一问题"));
        assertEquals(List.of(b.id()), matters.get(director, a.id()).lineage().absorbed());
        assertEquals(a.id(), matters.get(director, b.id()).lineage().mergedInto());
        long head = journal.head();
        assertThrows(
                DubanException.class,
                () -> matters.execute(director, a.id(), new MatterCommand.Merge(new MatterId("nowhere"), "不存在")));
        assertEquals(head, journal.head());
    }

    @Test
    void anyPastInstantCanBeAskedAgain() {
        Instant before = district.now().minus(1, ChronoUnit.DAYS);
        Matter m = assigned();
        Instant assignedAt = district.now();
        district.on("2026-03-05");
        matters.execute(Actor.of(HANDLER), m.id(), new Acknowledge(1));
        assertEquals(m, matters.asOf(OFFICE, m.id(), assignedAt).orElseThrow());
        assertTrue(matters.asOf(OFFICE, m.id(), before).isEmpty());
        Matter then = matters.asOf(OFFICE, m.id(), assignedAt).orElseThrow();
        assertEquals("green", light(then, "2026-03-05"));
        assertEquals("yellow", light(then, "2026-03-06"));
        assertEquals("yellow", light(then, "2026-03-11"));
        assertEquals("red", light(then, "2026-03-12"));
    }

    private String light(Matter m, String day) {
        return matters.light(m, m.obligation(1).orElseThrow(), District.at(day, "10:00"))
                .orElseThrow()
                .code();
    }

    @Test
    void whoMayNotSeeAMatterCannotTellThatItExists() {
        Matter m = assigned();
        DubanException hidden = assertThrows(DubanException.class, () -> matters.get(Actor.of(HANDLER_C), m.id()));
        DubanException absent =
                assertThrows(DubanException.class, () -> matters.get(Actor.of(HANDLER_C), new MatterId("nowhere")));
        assertEquals(ErrorCode.MATTER_NOT_FOUND, hidden.code());
        assertEquals(
                absent.problems().get(0).messageZh(), hidden.problems().get(0).messageZh());
        assertEquals(
                ErrorCode.PERSON_UNKNOWN,
                assertThrows(DubanException.class, () -> matters.get(Actor.of("谁"), m.id()))
                        .code());
    }

    @Test
    void theOptionsOfAPersonAreWhatTheyCouldDoNow() {
        Matter m = assigned();
        List<String> handler = matters.options(Actor.of(HANDLER), m.id()).stream()
                .filter(CommandOption::possible)
                .map(CommandOption::command)
                .toList();
        assertEquals(
                List.of("Acknowledge", "Delegate", "Dispute", "RequestExtension", "ReportProgress", "Finish"), handler);
    }

    @Test
    void aProjectionOfANewVersionIsComputedAnewFromTheJournal() throws Exception {
        Matter m = assigned();
        Matter other = matters.register(OFFICE, message());
        journal.close();
        open(2);
        try (Connection c = journal.readerDataSource().getConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT id, version FROM seen ORDER BY version DESC")) {
            assertTrue(r.next());
            assertEquals(m.id().value(), r.getString(1));
            assertEquals(m.version(), r.getLong(2));
            assertTrue(r.next());
            assertEquals(other.id().value(), r.getString(1));
            assertFalse(r.next());
        }
        assertEquals(Stage.HANDLING, matters.get(OFFICE, m.id()).stage());
    }

    @Test
    void aNewMatterHasNoVersionToExpect() {
        assertEquals(
                ErrorCode.INVALID_FIELD,
                assertThrows(
                                DubanException.class,
                                () -> matters.register(OFFICE, message(), CommandOptions.ifVersion(1)))
                        .code());
    }

    @Test
    void theFirstMattersOfAFormTypeMayBeRegisteredAtOneTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Matter>> registered = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                registered.add(threads.submit(() -> matters.register(OFFICE, instruction())));
            }
            for (Future<Matter> one : registered) {
                assertEquals(1, one.get().version());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(41, journal.head(), "each matter, and the form type's definition once");
    }

    @Test
    void idsThatAreMadeWhileTheClockStandsStillDiffer() {
        MatterIds ids = new MatterIds(district::now);
        assertEquals(100_000, Stream.generate(ids).limit(100_000).distinct().count());
    }
}
