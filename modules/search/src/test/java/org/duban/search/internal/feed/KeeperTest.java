package org.duban.search.internal.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Visibility;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterId;
import org.duban.api.search.IndexStatus;
import org.duban.api.search.IndexStatus.State;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found.Match;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchEngine;
import org.duban.spi.search.SearchIndex;
import org.duban.spi.search.SearchIndex.Mark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KeeperTest {

    private static final FeedRules RULES = new FeedRules(
            Duration.ofHours(1), 1_000_000, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(20));

    @TempDir
    Path folder;

    private District district;
    private ShelfEngine engine;
    private final List<Keeper> keepers = new ArrayList<>();
    private final List<Semaphore> gates = new ArrayList<>();

    @BeforeEach
    void open() {
        district = new District(folder);
        engine = new ShelfEngine();
    }

    @AfterEach
    void close() {
        gates.forEach(gate -> gate.release(100_000));
        keepers.forEach(Keeper::stop);
        district.close();
    }

    private Keeper keep(SearchEngine on, FeedRules rules, Journal journal) {
        Keeper keeper = new Keeper(rules, on, journal, district.matters(), District.FORM_TYPES, district);
        keepers.add(keeper);
        keeper.start();
        return keeper;
    }

    private Keeper keep(SearchEngine on) {
        return keep(on, RULES, district.journal());
    }

    /** Every matter as the journal has it. */
    private Set<MatterText> written() {
        MatterTexts texts = new MatterTexts(District.FORM_TYPES, district.matters());
        return district.all().stream()
                .map(id -> texts.of(district.matter(id), district.history(id)))
                .collect(Collectors.toSet());
    }

    /** Every matter as a search finds it; each once. */
    private static Set<MatterText> found(Keeper keeper) {
        return found(keeper, new Condition.Everything());
    }

    private static Set<MatterText> found(Keeper keeper, Condition condition) {
        Asked asked =
                new Asked(condition, List.of(), Visibility.EVERYTHING, Sort.CHANGED, Set.of(), 100_000, null, 100_000);
        List<MatterText> matters = keeper.searchable().find(asked).matches().stream()
                .map(Match::matter)
                .toList();
        Set<MatterText> set = Set.copyOf(matters);
        assertEquals(set.size(), matters.size(), "each once");
        return set;
    }

    private static Set<MatterText> containing(Keeper keeper, String text) {
        return found(keeper, new Condition.Contains(text));
    }

    private static State state(Keeper keeper) {
        return keeper.status().state();
    }

    private static Finding health(Keeper keeper, String subject) {
        return new SearchHealth(keeper)
                .check().stream()
                        .filter(finding -> finding.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    private void ready(Keeper keeper) {
        Awaitility.await().until(() -> state(keeper) == State.READY);
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    // ---- following

    @Test
    void whatACommandDidIsFoundWithoutAskingForIt() {
        Keeper keeper = keep(engine);
        MatterId id = district.register(District.instruction("整治晏家坪油烟"));
        Awaitility.await().until(() -> containing(keeper, "晏家坪").size() == 1);
        district.proposes(id, "拟请城管局办理");
        Awaitility.await().until(() -> containing(keeper, "城管局").size() == 1);
    }

    @Test
    void whoCatchesUpFindsEverythingThatWasWrittenBefore() {
        Keeper keeper = keep(engine);
        for (int i = 0; i < 20; i++) {
            district.live(new Random(i), 30, 5);
            keeper.catchUp();
            assertEquals(written(), found(keeper));
        }
        IndexStatus status = keeper.status();
        assertEquals(State.READY, status.state());
        assertEquals(district.all().size(), status.matters());
        assertEquals(district.journal().head(), status.position());
        assertEquals(List.of(), keeper.remarks());
        assertEquals(Status.OK, health(keeper, "reader/search").status());
        assertEquals(Status.OK, health(keeper, "index").status());
    }

    @Test
    void onWhatIsReadOnlyOneCanSearch() {
        SearchIndex index = keep(engine).searchable();
        assertThrows(UnsupportedOperationException.class, index::close);
        assertThrows(UnsupportedOperationException.class, () -> index.put(List.of()));
        assertThrows(UnsupportedOperationException.class, () -> index.commit(Mark.NONE));
    }

    @Test
    void aTextOfFiveMegabytesIsFound() {
        Keeper keeper = keep(engine);
        district.register(District.instruction("长文").content("油".repeat(5_000_000) + "晏家坪"));
        keeper.catchUp();
        assertEquals(1, containing(keeper, "油晏家坪").size());
    }

    // ---- stopping and being killed

    @Test
    void aStopMakesEverythingDurableAndTheNextStartReadsOnlyWhatIsNew() {
        Keeper keeper = keep(engine);
        district.live(new Random(1), 20, 100);
        keeper.catchUp();
        keeper.stop();
        String generation = engine.generations().get(0);
        assertEquals(written(), engine.durable(generation));
        assertEquals(new Mark(district.journal().head(), true), engine.mark(generation));
        assertEquals(Set.of(), engine.opened());

        district.proposes(district.register(District.instruction("新事项")), "拟办");
        engine.puts.set(0);
        Keeper again = keep(engine);
        again.catchUp();
        assertEquals(written(), found(again));
        assertEquals(1, engine.puts.get(), "two events, one matter");
        assertEquals(List.of(generation), engine.generations());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void killedAtAnyMomentItCarriesOnWithNothingMissingAndNothingTwice(long seed) {
        Random random = new Random(seed);
        FeedRules eager = new FeedRules(
                Duration.ofHours(1),
                1 + random.nextInt(20),
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofMillis(10));
        ShelfEngine disk = engine;
        Keeper keeper = keep(disk, eager, district.journal());
        for (int kill = 0; kill < 8; kill++) {
            district.live(random, 40, 20 + random.nextInt(20));
            disk = disk.afterKill();
            keeper.stop();
            keeper = keep(disk, eager, district.journal());
        }
        keeper.catchUp();
        assertEquals(written(), found(keeper));
        assertEquals(1, disk.generations().size());
    }

    @Test
    void afterTheEndEverythingIsRefused() {
        Keeper keeper = keep(engine);
        keeper.catchUp();
        SearchIndex index = keeper.searchable();
        keeper.stop();
        district.register(District.instruction("事项"));
        for (Runnable call : List.<Runnable>of(keeper::searchable, keeper::catchUp, index::size)) {
            assertEquals(
                    ErrorCode.STOPPED,
                    assertThrows(DubanException.class, call::run).code());
        }
    }

    // ---- indexes that can't be used

    @Test
    void aDamagedIndexIsDroppedAndBuiltAnew() {
        district.live(new Random(1), 20, 100);
        engine.leave("g00000001", written(), new Mark(district.journal().head(), true));
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("open") && generation.equals("g00000001")) {
                throw ShelfEngine.damaged();
            }
        };
        Keeper keeper = keep(engine);
        keeper.catchUp();
        assertEquals(written(), found(keeper));
        Awaitility.await()
                .until(() -> engine.generations().size() == 1
                        && !engine.generations().contains("g00000001"));
    }

    @Test
    void anIndexThatIsFurtherThanTheJournalIsOfAnotherOneAndBuiltAnew() {
        district.live(new Random(1), 20, 100);
        engine.leave("g00000007", written(), new Mark(district.journal().head() + 1, true));
        Keeper keeper = keep(engine);
        keeper.catchUp();
        assertEquals(written(), found(keeper));
        assertEquals(List.of("g00000008"), engine.generations());
    }

    @Test
    void anIndexThatKnowsAnEventTheJournalDoesNotHaveIsOfAnotherOneAndBuiltAnew(@TempDir Path elsewhere) {
        try (District other = new District(elsewhere)) {
            other.live(new Random(2), 5, 20);
            MatterTexts texts = new MatterTexts(District.FORM_TYPES, other.matters());
            List<MatterText> foreign = other.all().stream()
                    .map(id -> texts.of(other.matter(id), other.history(id)))
                    .toList();
            engine.leave("g00000001", foreign, new Mark(1, true));
        }
        district.live(new Random(1), 20, 100);
        Keeper keeper = keep(engine);
        keeper.catchUp();
        assertEquals(written(), found(keeper));
    }

    @Test
    void aHalfBuiltIndexIsNeverTakenForAWholeOne() {
        district.live(new Random(1), 20, 100);
        Set<MatterText> all = written();
        engine.leave("g00000001", all, new Mark(district.journal().head(), true));
        engine.leave(
                "g00000002",
                List.of(all.iterator().next()),
                new Mark(district.journal().head(), false));
        Keeper keeper = keep(engine);
        keeper.catchUp();
        assertEquals(all, found(keeper));
        assertEquals(List.of("g00000001"), engine.generations(), "the whole one serves, the half one is gone");
    }

    @Test
    void ofTwoWholeIndexesTheNewerServesAndTheOtherGoes() {
        district.live(new Random(1), 20, 100);
        engine.leave("g00000001", List.of(), new Mark(0, true));
        engine.leave("g00000002", written(), new Mark(district.journal().head(), true));
        Keeper keeper = keep(engine);
        keeper.catchUp();
        assertEquals(0, engine.puts.get());
        assertEquals(List.of("g00000002"), engine.generations());
    }

    @Test
    void anIndexThatTurnsOutDamagedWhileItIsWrittenIsBuiltAnew() {
        Keeper keeper = keep(engine);
        district.live(new Random(1), 20, 50);
        keeper.catchUp();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("put") && generation.equals("g00000001")) {
                throw ShelfEngine.damaged();
            }
        };
        district.live(new Random(2), 20, 50);
        Awaitility.await().until(() -> engine.generations().equals(List.of("g00000002")));
        keeper.catchUp();
        assertEquals(written(), found(keeper));
        ready(keeper);
    }

    @Test
    void aSearchThatFindsTheIndexDamagedIsToldSoAndItIsBuiltAnew() {
        Keeper keeper = keep(engine);
        district.live(new Random(1), 20, 50);
        keeper.catchUp();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("find") && generation.equals("g00000001")) {
                throw ShelfEngine.damaged();
            }
        };
        assertEquals(
                ErrorCode.INDEX_UNAVAILABLE,
                assertThrows(DubanException.class, () -> found(keeper)).code());
        Awaitility.await().until(() -> engine.generations().equals(List.of("g00000002")));
        keeper.catchUp();
        assertEquals(written(), found(keeper));
    }

    // ---- a disk that is full

    @ParameterizedTest
    @ValueSource(strings = {"put", "refresh", "commit"})
    void aFullDiskStopsTheIndexAndNothingElseAndIsMadeUpForLater(String failing) {
        FeedRules eager = new FeedRules(
                Duration.ofMillis(1), 1, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1));
        Keeper keeper = keep(engine, eager, district.journal());
        district.register(District.instruction("从前的事项"));
        keeper.catchUp();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals(failing)) {
                throw ShelfEngine.unavailable();
            }
        };
        district.live(new Random(1), 20, 100);
        Awaitility.await().until(() -> state(keeper) == State.BLOCKED);

        assertEquals(1, containing(keeper, "从前的事项").size(), "searches go on");
        assertTrue(keeper.status().message().contains("磁盘已满"), keeper.status().message());
        assertEquals(Status.FAIL, health(keeper, "index").status());
        assertFalse(keeper.remarks().isEmpty());
        district.register(District.instruction("受阻时的事项"));
        if (!failing.equals("commit")) {
            assertEquals(
                    ErrorCode.INDEX_UNAVAILABLE,
                    assertThrows(DubanException.class, keeper::catchUp).code());
        }

        engine.fault = (operation, generation, matters) -> {};
        ready(keeper);
        keeper.catchUp();
        assertEquals(written(), found(keeper));
        assertEquals(1, engine.generations().size());
    }

    @Test
    void anIndexThatCantEvenBeOpenedAgainIsUnavailableUntilItCan() {
        Keeper keeper = keep(engine);
        district.live(new Random(1), 20, 50);
        keeper.catchUp();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("put") || operation.equals("open")) {
                throw ShelfEngine.unavailable();
            }
        };
        district.live(new Random(2), 20, 20);
        Awaitility.await().until(() -> {
            try {
                keeper.searchable().size();
                return false;
            } catch (DubanException e) {
                return e.code() == ErrorCode.INDEX_UNAVAILABLE;
            }
        });
        engine.fault = (operation, generation, matters) -> {};
        ready(keeper);
        keeper.catchUp();
        assertEquals(written(), found(keeper));
    }

    @Test
    void anIndexThatTurnsOutDamagedWhenItIsOpenedAgainIsBuiltAnew() {
        Keeper keeper = keep(engine);
        district.live(new Random(1), 20, 50);
        keeper.catchUp();
        AtomicInteger tries = new AtomicInteger();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("put") && generation.equals("g00000001")) {
                throw tries.incrementAndGet() < 4 ? ShelfEngine.unavailable() : ShelfEngine.damaged();
            }
        };
        district.register(District.instruction("事项"));
        Awaitility.await().until(() -> engine.generations().equals(List.of("g00000002")));
        keeper.catchUp();
        assertEquals(written(), found(keeper));
        assertEquals(Set.of("g00000002"), engine.opened());
    }

    @Test
    void aFullDiskWhileItIsBuiltLeavesNoHalfIndexAndTheOldOneServes() {
        Keeper keeper = keep(engine);
        district.live(new Random(1), 20, 50);
        keeper.catchUp();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("put") && !generation.equals("g00000001")) {
                throw ShelfEngine.unavailable();
            }
        };
        assertTrue(keeper.rebuild());
        Awaitility.await().until(() -> state(keeper) == State.BLOCKED);
        assertEquals(written(), found(keeper));
        district.live(new Random(2), 20, 20);
        keeper.catchUp();
        assertEquals(written(), found(keeper), "it follows on meanwhile");
        keeper.stop();
        assertEquals(List.of("g00000001"), engine.generations());
        assertEquals(written(), engine.durable("g00000001"));
    }

    // ---- building anew

    /** Lets a generation be filled, many matters at once, only as often as permitted. */
    private Semaphore gate(String gated) {
        Semaphore gate = new Semaphore(0);
        gates.add(gate);
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("put") && generation.equals(gated) && matters.size() >= 50) {
                gate.acquireUninterruptibly();
            }
        };
        return gate;
    }

    @Test
    void whileItIsBuiltAnewTheOldIndexAnswersAndFollowsTheFeed() {
        for (int i = 0; i < 450; i++) {
            district.register(District.instruction("事项 " + i));
        }
        Keeper keeper = keep(engine);
        keeper.catchUp();
        Semaphore gate = gate("g00000002");
        assertTrue(keeper.rebuild());
        assertFalse(keeper.rebuild(), "under way");
        Awaitility.await().until(gate::hasQueuedThreads);

        IndexStatus status = keeper.status();
        assertEquals(State.REBUILDING, status.state());
        assertEquals(450, status.matters());
        assertEquals(district.instant(), status.startedAt());
        assertEquals(List.of("索引正在重建，暂由原索引应答"), keeper.remarks());
        assertEquals(450, found(keeper).size());
        assertEquals(Status.WARN, health(keeper, "index").status());

        district.register(District.instruction("其间登记的事项"));
        gate.release(1);
        Awaitility.await().until(() -> containing(keeper, "其间登记的事项").size() == 1);
        assertEquals(State.REBUILDING, state(keeper));

        gate.release(100_000);
        ready(keeper);
        assertEquals(written(), found(keeper));
        Awaitility.await().until(() -> engine.generations().equals(List.of("g00000002")));
        assertTrue(keeper.rebuild(), "again, when it is done");
    }

    @Test
    void withoutAnOldIndexWhatIsThereAnswersAndSaysThatItIsNotAll() {
        for (int i = 0; i < 450; i++) {
            district.register(District.instruction("事项 " + i));
        }
        Semaphore gate = gate("g00000001");
        gate.release(1);
        Keeper keeper = keep(engine);
        Awaitility.await().until(() -> found(keeper).size() >= 200);
        Awaitility.await().until(gate::hasQueuedThreads);

        IndexStatus status = keeper.status();
        assertEquals(State.PARTIAL, status.state());
        assertTrue(status.done() >= 200 && status.total() >= 400 && status.total() <= 600, status.toString());
        assertTrue(keeper.remarks().get(0).contains("结果不全"), keeper.remarks().toString());

        CompletableFuture<Void> whole = CompletableFuture.runAsync(keeper::catchUp);
        MatterId own = district.register(District.instruction("刚登记的事项"));
        CompletableFuture<Void> fresh = CompletableFuture.runAsync(keeper::freshen);
        gate.release(1);
        join(fresh);
        assertTrue(found(keeper).stream().anyMatch(matter -> matter.id().equals(own)));
        assertFalse(whole.isDone());

        gate.release(100_000);
        join(whole);
        assertEquals(written(), found(keeper));
        ready(keeper);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void builtWhileCommandsGoOnItIsTheSameAsBuiltFromNothing(long seed) throws Exception {
        Random random = new Random(seed);
        district.live(random, 300, 900);
        Keeper keeper = keep(engine);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> commands = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                district.live(random, 400, 1);
            }
        });
        for (int i = 0; i < 3; i++) {
            Awaitility.await().until(keeper::rebuild);
            Awaitility.await().until(() -> state(keeper) == State.READY);
        }
        done.set(true);
        join(commands);
        keeper.catchUp();
        Set<MatterText> all = written();
        assertEquals(all, found(keeper));

        Keeper fromNothing = keep(new ShelfEngine());
        fromNothing.catchUp();
        assertEquals(all, found(fromNothing));
    }

    @Test
    void aSearchUnderWayKeepsItsIndexUntilItHasEnded() {
        district.live(new Random(1), 20, 50);
        Keeper keeper = keep(engine);
        keeper.catchUp();
        CountDownLatch searching = new CountDownLatch(1);
        Semaphore go = new Semaphore(0);
        gates.add(go);
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("find") && generation.equals("g00000001")) {
                searching.countDown();
                go.acquireUninterruptibly();
            }
        };
        CompletableFuture<Set<MatterText>> search = CompletableFuture.supplyAsync(() -> found(keeper));
        Awaitility.await().until(() -> searching.getCount() == 0);
        keeper.rebuild();
        Awaitility.await().until(() -> engine.generations().size() == 2 && state(keeper) == State.READY);
        assertEquals(written(), found(keeper), "others use the new one");
        assertTrue(engine.opened().contains("g00000001"));

        go.release();
        assertEquals(written(), join(search));
        Awaitility.await().until(() -> engine.generations().equals(List.of("g00000002")));
    }

    // ---- one that can't be indexed

    @Test
    void aMatterThatCantBeIndexedHoldsUpNoOtherIsNamedAndNotForgotten() {
        Keeper keeper = keep(engine);
        keeper.catchUp();
        AtomicReference<MatterId> odd = new AtomicReference<>();
        Consumer<Collection<MatterText>> refuse = matters -> {
            if (matters.stream().anyMatch(matter -> matter.texts().get(0).text().equals("怪事项"))) {
                throw new IllegalArgumentException("immense term");
            }
        };
        engine.fault = (operation, generation, matters) -> refuse.accept(matters);
        district.register(District.instruction("前"));
        odd.set(district.register(District.instruction("怪事项")));
        district.register(District.instruction("后"));
        keeper.catchUp();

        assertEquals(Set.of("前", "后"), titles(keeper));
        String number = district.matter(odd.get()).number();
        assertEquals(Status.WARN, health(keeper, "reader/search").status());
        assertTrue(health(keeper, "reader/search")
                .messageZh()
                .contains(number + "：java.lang.IllegalArgumentException: immense term"));
        assertEquals(State.READY, state(keeper));
        assertEquals(List.of("有 1 项未能收录，可能查不到"), keeper.remarks());

        // Killed or stopped, nothing of it is forgotten.
        keeper.stop();
        long position = district.history(odd.get()).get(0).position();
        assertEquals(new Mark(position - 1, true), engine.mark("g00000001"));
        Keeper again = keep(engine);
        Awaitility.await().until(() -> health(again, "reader/search").status() == Status.WARN);

        engine.fault = (operation, generation, matters) -> {};
        Awaitility.await().until(() -> health(again, "reader/search").status() == Status.OK);
        assertEquals(written(), found(again));
        again.stop();
        assertEquals(new Mark(district.journal().head(), true), engine.mark("g00000001"));
    }

    private static Set<String> titles(Keeper keeper) {
        return found(keeper).stream()
                .map(matter -> matter.texts().get(0).text())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEventThatCantBeReadHoldsUpNothingElse(boolean whileItIsBuilt) {
        MatterId before = district.register(District.instruction("前"));
        MatterId broken = district.register(District.instruction("坏"));
        district.register(District.instruction("后"));
        district.proposes(broken, "拟办");
        district.proposes(before, "拟请办理");
        long position = district.history(broken).get(1).position();
        AtomicBoolean mended = new AtomicBoolean(whileItIsBuilt ? false : true);
        Journal journal = damaged(district.journal(), position, mended);
        if (!whileItIsBuilt) {
            engine.leave("g00000001", List.of(), new Mark(0, true));
            mended.set(false);
        }
        Keeper keeper = keep(engine, RULES, journal);
        keeper.catchUp();

        assertEquals(Set.of("前", "后"), titles(keeper));
        assertEquals(1, containing(keeper, "拟请办理").size());
        assertTrue(
                health(keeper, "reader/search").messageZh().contains("第 " + position + " 号"),
                health(keeper, "reader/search").messageZh());

        mended.set(true);
        Awaitility.await().until(() -> health(keeper, "reader/search").status() == Status.OK);
        assertEquals(written(), found(keeper));
    }

    /** A journal one of whose events can't be read until it is mended. */
    private static Journal damaged(Journal journal, long position, AtomicBoolean mended) {
        Consumer<List<Recorded>> look = events -> {
            if (!mended.get() && events.stream().anyMatch(event -> event.position() == position)) {
                throw new DubanException(
                        Problem.of(ErrorCode.JOURNAL_DAMAGED, "第 " + position + " 号事件读不出来", "event can't be read"));
            }
        };
        return (Journal) Proxy.newProxyInstance(
                KeeperTest.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, args) -> {
                    try {
                        if (method.getName().equals("forEachStream")) {
                            journal.forEachStream((String) args[0], history -> {
                                look.accept(history);
                                @SuppressWarnings("unchecked")
                                Consumer<List<Recorded>> consumer = (Consumer<List<Recorded>>) args[1];
                                consumer.accept(history);
                            });
                            return null;
                        }
                        Object result = method.invoke(journal, args);
                        if (method.getName().equals("read") || method.getName().equals("feed")) {
                            @SuppressWarnings("unchecked")
                            List<Recorded> events = (List<Recorded>) result;
                            look.accept(events);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void eventsOfOtherStreamsAreReadPast() {
        Keeper keeper = keep(engine);
        district.register(District.instruction("事项"));
        keeper.catchUp();
        assertTrue(district.journal().feed(0, 10).stream()
                .map(Recorded::stream)
                .map(StreamId::kind)
                .anyMatch(kind -> !kind.equals(MatterId.STREAM)));
        assertEquals(1, found(keeper).size());
    }

    @Test
    void aMatterOnWhichSomethingHappensIsReplacedNotDoubled() {
        Keeper keeper = keep(engine);
        MatterId id = district.assigned(District.survey("事项"), "housing");
        keeper.catchUp();
        assertEquals(
                List.of(district.matter(id).version()),
                found(keeper).stream().map(MatterText::version).toList());
        assertThrows(DubanException.class, () -> district.does("director", id, new Submit()));
    }
}
