package org.duban.search.internal.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.access.Visibility;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.search.internal.feed.OfflineRebuild.Built;
import org.duban.search.internal.feed.OfflineRebuild.Progress;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found.Match;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.duban.spi.search.SearchIndex.Mark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineRebuildTest {

    private static final FeedRules RULES = new FeedRules(
            Duration.ofHours(1), 1_000_000, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(20));

    @TempDir
    Path folder;

    private District district;
    private final ShelfEngine engine = new ShelfEngine();
    private final List<Progress> told = new ArrayList<>();

    @BeforeEach
    void open() {
        district = new District(folder);
        district.live(new Random(4), 300, 600);
    }

    @AfterEach
    void close() {
        district.close();
    }

    private Built rebuild() {
        return OfflineRebuild.run(
                engine, district.journal(), district.matters(), District.FORM_TYPES, district, told::add);
    }

    private Set<MatterText> written() {
        MatterTexts texts = new MatterTexts(District.FORM_TYPES, district.matters());
        return district.all().stream()
                .map(id -> texts.of(district.matter(id), district.history(id)))
                .collect(Collectors.toSet());
    }

    private Set<MatterText> kept(String generation) {
        try (SearchIndex index = engine.open(generation)) {
            assertEquals(new Mark(district.journal().head(), true), index.mark());
            return index
                    .find(new Asked(
                            new Condition.Everything(),
                            List.of(),
                            Visibility.EVERYTHING,
                            Sort.CHANGED,
                            Set.of(),
                            10_000,
                            null,
                            10_000))
                    .matches()
                    .stream()
                    .map(Match::matter)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void aNewGenerationHoldsEveryMatterAndIsTheOnlyOneLeft() {
        engine.leave("g00000003", List.of(), new Mark(1, true));
        Set<MatterText> written = written();

        Built built = rebuild();

        assertEquals(new Built(written.size(), district.journal().head(), List.of()), built);
        assertEquals(List.of("g00000004"), engine.generations());
        assertEquals(written, kept("g00000004"));
    }

    @Test
    void whoWaitsIsToldHowFarItIs() {
        rebuild();
        assertTrue(told.size() > 1, told::toString);
        assertTrue(told.stream().allMatch(each -> each.done() <= each.total()), told::toString);
        assertEquals(district.all().size(), told.get(told.size() - 1).done());
    }

    @Test
    void whereItFailsTheIndexThatWasThereStays() {
        rebuild();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("put")) {
                throw ShelfEngine.unavailable();
            }
        };

        DubanException e = assertThrows(DubanException.class, this::rebuild);

        assertEquals(ErrorCode.INDEX_UNAVAILABLE, e.code());
        assertTrue(e.getMessage().contains("磁盘已满"), e.getMessage());
        assertEquals(List.of("g00000001"), engine.generations());
        assertEquals(written(), kept("g00000001"));
    }

    @Test
    void whereItIsKilledTheIndexThatWasThereIsUsedAndTheRestDropped() {
        rebuild();
        List<ShelfEngine> killed = new ArrayList<>();
        OfflineRebuild.run(engine, district.journal(), district.matters(), District.FORM_TYPES, district, progress -> {
            if (progress.done() > 0 && killed.isEmpty()) {
                killed.add(engine.afterKill());
            }
        });

        ShelfEngine disk = killed.get(0);
        Keeper keeper = new Keeper(RULES, disk, district.journal(), district.matters(), District.FORM_TYPES, district);
        keeper.start();
        keeper.catchUp();
        keeper.stop();
        assertEquals(List.of("g00000001"), disk.generations());
    }

    @Test
    void aMatterThatCannotBeBroughtInIsNamed() {
        MatterText odd = written().iterator().next();
        engine.fault = (operation, generation, matters) -> {
            if (operation.equals("put") && matters.stream().anyMatch(m -> m.id().equals(odd.id()))) {
                throw new IllegalArgumentException("too odd");
            }
        };

        Built built = rebuild();

        assertEquals(1, built.left().size());
        assertTrue(built.left().get(0).contains("too odd"), built.left()::toString);
        assertEquals(written().size() - 1, built.matters());
        assertFalse(engine.generations().isEmpty());
    }
}
