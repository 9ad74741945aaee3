package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.AT;
import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.journal.Append.Once;
import org.duban.api.journal.Append.Part;
import org.duban.api.journal.Event;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamBook;
import org.duban.api.journal.StreamBook.Entry;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterEvent.Reminded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamBookTest {

    @TempDir
    Path folder;

    private SqliteJournal journal;
    private StreamBook<List<String>> book;

    private static List<String> fold(@Nullable List<String> before, Recorded recorded) {
        List<String> reasons = new ArrayList<>(before == null ? List.of() : before);
        reasons.add(((Reminded) recorded.event()).reason());
        return List.copyOf(reasons);
    }

    private StreamBook<List<String>> open() {
        return new StreamBook<>(journal, "case", StreamBookTest::fold);
    }

    private static List<Event> say(String reason) {
        return List.of(new Reminded(1, reason));
    }

    @BeforeEach
    void start() {
        journal = SqliteJournal.open(folder);
        book = open();
    }

    @AfterEach
    void stop() {
        journal.close();
    }

    @Test
    void whatWasChangedIsThereForTheNextBookToo() {
        Entry<List<String>> first = book.change("zhang", AT, "a", before -> say("一"));
        assertEquals(new Entry<>("a", 1, List.of("一")), first);
        book.change("zhang", AT, "b", before -> say("另"));
        assertEquals(
                List.of("一", "二"),
                book.change("li", AT, "a", before -> say("二")).state());
        assertEquals(book.all(), open().all());
        assertEquals("li", journal.read(new StreamId("case", "a")).get(1).actor());
    }

    @Test
    void streamsOfOtherKindsAreNotInTheBook() {
        journal.append(Fixtures.append("m", 0, Fixtures.reminded("催")));
        assertEquals(List.of(), open().all());
        book.apply(journal.feed(0, 1).get(0));
        assertEquals(List.of(), book.all());
    }

    @Test
    void aRefusalChangesNothingAndSoDoesADecisionForNothing() {
        book.change("zhang", AT, "a", before -> say("一"));
        DubanException refused = assertThrows(
                DubanException.class,
                () -> book.change("zhang", AT, "a", before -> {
                    throw new DubanException(Problem.of(ErrorCode.NOT_NOW, "不行", "no"));
                }));
        assertEquals(ErrorCode.NOT_NOW, refused.code());
        assertEquals(1, book.change("zhang", AT, "a", before -> List.of()).version());
        assertEquals(1, journal.head());
    }

    @Test
    void aKeyUsedTwiceChangesOnce() {
        Once once = new Once("k", "f");
        book.change("zhang", AT, "a", once, List.of(), before -> say("一"));
        assertEquals(
                1,
                book.change("zhang", AT, "a", once, List.of(), before -> say("一"))
                        .version());
    }

    @Test
    void whoeverWasSlowerDecidesAgainOnWhatTheFasterLeft() throws Exception {
        StreamBook<List<String>> other = open();
        other.change("li", AT, "a", before -> say("快"));
        // This book hasn't heard of it.
        assertEquals(
                List.of("快", "慢"),
                book.change("zhang", AT, "a", before -> say("慢")).state());
        int threads = 4;
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                StreamBook<List<String>> mine = t % 2 == 0 ? book : other;
                done.add(pool.submit(() -> {
                    go.await();
                    for (int i = 0; i < 25; i++) {
                        mine.change(
                                "wu",
                                AT,
                                "b",
                                before -> say(
                                        Long.toString(before.map(Entry::version).orElse(0L))));
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        List<String> all = open().find("b").orElseThrow().state();
        for (int i = 0; i < threads * 25; i++) {
            assertEquals(Integer.toString(i), all.get(i), "each decided on all before it");
        }
    }

    @Test
    void aConflictOfAnotherStreamIsNotTriedForEver() {
        journal.append(Fixtures.append("m", 0, Fixtures.reminded("催")));
        Part late = new Part(Fixtures.matter("m"), 0, say("晚"));
        DubanException e = assertThrows(
                DubanException.class, () -> book.change("zhang", AT, "a", null, List.of(late), before -> say("一")));
        assertEquals(ErrorCode.VERSION_CONFLICT, e.code());
        assertEquals(List.of(), book.all());
    }
}
