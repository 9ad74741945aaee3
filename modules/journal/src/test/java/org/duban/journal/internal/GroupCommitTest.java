package org.duban.journal.internal;

import static org.awaitility.Awaitility.await;
import static org.duban.journal.internal.Fixtures.CIRCULARS;
import static org.duban.journal.internal.Fixtures.EVENTS;
import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.keyed;
import static org.duban.journal.internal.Fixtures.matter;
import static org.duban.journal.internal.Fixtures.number;
import static org.duban.journal.internal.Fixtures.paper;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Append;
import org.duban.api.journal.Receipt;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent.PaperIssued;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @TempDir
    Path directory;

    private SqliteJournal journal;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(directory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** Keeps the writer busy with a first append until all these wait in this order, so that they are one batch. */
    private List<FutureTask<Receipt>> inOneBatch(List<Append> appends) throws Exception {
        return inOneBatch(appends, () -> {});
    }

    private List<FutureTask<Receipt>> inOneBatch(List<Append> appends, Runnable whileTheyWait) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Receipt> first = start(() -> journal.append(append(
                recorded -> {
                    busy.countDown();
                    awaitUninterruptibly(go);
                    return List.of();
                },
                new Append.Part(matter("first"), 0, List.of(reminded("先"))))));
        busy.await();
        List<FutureTask<Receipt>> waiting = new ArrayList<>();
        for (Append append : appends) {
            Thread[] thread = new Thread[1];
            waiting.add(start(() -> journal.append(append), thread));
            // It waits for nothing else than the writer's answer.
            await().until(() -> thread[0].getState() == Thread.State.WAITING);
        }
        whileTheyWait.run();
        go.countDown();
        first.get();
        return waiting;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        return start(work, new Thread[1]);
    }

    private static <T> FutureTask<T> start(Callable<T> work, Thread[] thread) {
        FutureTask<T> task = new FutureTask<>(work);
        thread[0] = new Thread(task);
        thread[0].start();
        return task;
    }

    private static ErrorCode refusal(FutureTask<Receipt> task) {
        ExecutionException failed = assertThrows(ExecutionException.class, task::get);
        return assertInstanceOf(DubanException.class, failed.getCause()).code();
    }

    @Nested
    class ABatch {

        @Test
        void is_one_commit() throws Exception {
            List<Append> appends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                appends.add(append("m" + i, 0, reminded("一")));
            }
            for (FutureTask<Receipt> task : inOneBatch(appends)) {
                task.get();
            }

            assertEquals(9, journal.head());
            assertEquals(2, journal.counters().commits.sum());
        }

        @Test
        void the_second_append_on_a_stream_sees_what_the_first_left() throws Exception {
            List<FutureTask<Receipt>> tasks = inOneBatch(List.of(
                    append("m1", 0, reminded("一")), append("m1", 0, reminded("二")), append("m1", 1, reminded("三"))));

            tasks.get(0).get();
            assertEquals(ErrorCode.VERSION_CONFLICT, refusal(tasks.get(1)));
            assertEquals(2, tasks.get(2).get().recorded().get(0).version());
            assertEquals(
                    List.of(reminded("一"), reminded("三")),
                    journal.read(matter("m1")).stream().map(Recorded::event).toList());
        }

        @Test
        void one_key_twice_is_done_once() throws Exception {
            Append command = keyed("k", "f", append("m1", 0, reminded("一"), paper(CIRCULARS)));
            List<FutureTask<Receipt>> tasks =
                    inOneBatch(List.of(command, command, keyed("k", "other", append("m2", 0, reminded("二")))));

            Receipt first = tasks.get(0).get();
            Receipt second = tasks.get(1).get();
            assertFalse(first.repeated());
            assertTrue(second.repeated());
            assertEquals(first.recorded(), second.recorded());
            assertEquals(ErrorCode.KEY_REUSED, refusal(tasks.get(2)));
            assertEquals(3, journal.head());
        }

        @Test
        void a_refused_append_leaves_its_number_and_key_to_the_next() throws Exception {
            Append failing = append(
                    recorded -> {
                        throw new IllegalStateException("test");
                    },
                    new Append.Part(matter("m1"), 0, List.of(paper(CIRCULARS))));
            List<FutureTask<Receipt>> tasks = inOneBatch(List.of(
                    append("m0", 0, paper(CIRCULARS)),
                    keyed("k", "f", failing),
                    keyed("k", "f", append("m1", 0, paper(CIRCULARS)))));

            assertEquals("七督通〔2026〕1号", number(tasks.get(0).get().recorded().get(0)));
            assertThrows(ExecutionException.class, tasks.get(1)::get);
            assertEquals("七督通〔2026〕2号", number(tasks.get(2).get().recorded().get(0)));
            assertEquals(2, journal.lastNumber("circular", 2026));
            assertTrue(journal.verify(p -> {}).intact());
        }

        @Test
        void closing_finishes_what_waits_and_takes_no_more() throws Exception {
            List<FutureTask<Void>> closing = new ArrayList<>();
            List<FutureTask<Receipt>> tasks =
                    inOneBatch(List.of(append("m1", 0, reminded("一")), append("m2", 0, reminded("二"))), () -> {
                        Thread[] thread = new Thread[1];
                        closing.add(start(
                                () -> {
                                    journal.close();
                                    return null;
                                },
                                thread));
                        await().until(() -> thread[0].getState() == Thread.State.WAITING);
                        DubanException late = assertThrows(
                                DubanException.class, () -> journal.append(append("m3", 0, reminded("三"))));
                        assertEquals(ErrorCode.STOPPED, late.code());
                    });

            assertEquals(2, tasks.get(0).get().recorded().get(0).position());
            assertEquals(3, tasks.get(1).get().recorded().get(0).position());
            closing.get(0).get();
            try (SqliteJournal again = SqliteJournal.open(directory)) {
                assertEquals(3, again.head());
            }
        }
    }

    @Nested
    class ManyWriters {

        private static final int THREADS = 8;
        private static final int EACH = 150;

        /** Everything at once: shared streams with conflicts, numbers, keys sent twice, rows that fail. */
        @Test
        void leave_a_gapless_feed_and_gapless_numbers() throws Exception {
            journal.prepare(List.of(EVENTS));
            Map<Long, Recorded> acknowledged = new ConcurrentHashMap<>();
            AtomicLong refused = new AtomicLong();
            List<FutureTask<Void>> tasks = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                tasks.add(start(() -> {
                    Random random = new Random(thread);
                    for (int i = 0; i < EACH; i++) {
                        Append append = randomAppend(random, "t" + thread + "-" + i);
                        try {
                            Receipt receipt = journal.append(append);
                            receipt.recorded().forEach(r -> acknowledged.put(r.position(), r));
                            if (append.once() != null) {
                                assertEquals(
                                        receipt.recorded(),
                                        journal.append(append).recorded());
                            }
                        } catch (DubanException | IllegalStateException e) {
                            refused.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (FutureTask<Void> task : tasks) {
                task.get();
            }

            List<Recorded> feed = journal.feed(0, Integer.MAX_VALUE);
            assertEquals(
                    LongStream.rangeClosed(1, journal.head()).boxed().toList(),
                    feed.stream().map(Recorded::position).toList());
            assertEquals(
                    acknowledged.values().stream().collect(Collectors.toMap(Recorded::position, r -> r)),
                    feed.stream().collect(Collectors.toMap(Recorded::position, r -> r)));
            assertTrue(refused.get() > 0, "no conflict was provoked");
            TreeSet<Long> numbers = feed.stream()
                    .filter(r -> r.event() instanceof PaperIssued)
                    .map(r -> Long.valueOf(number(r).replaceAll(".*〕|号", "")))
                    .collect(Collectors.toCollection(TreeSet::new));
            long papers =
                    feed.stream().filter(r -> r.event() instanceof PaperIssued).count();
            assertEquals(papers, numbers.size(), "a number was given twice");
            assertEquals(papers, numbers.last(), "a number is missing");
            assertEquals(papers, journal.lastNumber("circular", 2026));
            assertTrue(journal.verify(p -> {}).intact());
            assertTrue(
                    journal.counters().commits.sum() < acknowledged.size() / 2,
                    journal.counters().commits.sum() + " commits for " + acknowledged.size() + " events");
        }

        private Append randomAppend(Random random, String id) {
            String shared = "shared-" + random.nextInt(3);
            long version = journal.read(matter(shared)).size();
            Append append = append(
                    random.nextInt(10) == 0
                            ? recorded -> {
                                throw new IllegalStateException("test");
                            }
                            : Fixtures::seen,
                    new Append.Part(matter(shared), version, List.of(reminded(id), paper(CIRCULARS))),
                    new Append.Part(matter(id), 0, List.of(paper(CIRCULARS), reminded(id))));
            return random.nextInt(3) == 0 ? keyed(id, id, append) : append;
        }
    }

    @Nested
    class Effort {

        private long statements(Append append) {
            long before = journal.counters().statements.sum();
            journal.append(append);
            return journal.counters().statements.sum() - before;
        }

        @Test
        void one_event_on_a_known_stream_takes_an_insert_and_the_new_head() {
            journal.prepare(List.of(EVENTS));
            journal.append(append("m1", 0, reminded("一"), paper(CIRCULARS)));

            assertEquals(2, statements(append("m1", 2, reminded("二"))));
            assertEquals(3, statements(append("m1", 3, paper(CIRCULARS))), "and the series");
            assertEquals(4, statements(keyed("k", "f", append("m1", 4, reminded("三")))), "and the key, asked and kept");
            assertEquals(
                    3,
                    statements(append(Fixtures::seen, new Append.Part(matter("m1"), 5, List.of(reminded("四"))))),
                    "and the row");
            assertEquals(4, statements(append("m2", 0, reminded("一"))), "and the stream, asked and kept");
        }
    }
}
