package org.duban.matter.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.matter.MatterId;
import org.junit.jupiter.api.Test;

class MatterIdsTest {

    private static MatterId first(String instant) {
        return new MatterIds(InstantSource.fixed(Instant.parse(instant))).get();
    }

    @Test
    void idsOfDifferentRunsSortByAge() {
        List<MatterId> ids = Stream.of(
                        "2015-01-01T00:00:00Z",
                        "2022-04-06T17:50:41Z",
                        "2022-04-06T17:50:42Z",
                        "2026-03-02T02:00:00Z",
                        "2026-03-02T02:00:00.001Z",
                        "2039-01-01T00:00:00Z")
                .map(MatterIdsTest::first)
                .toList();
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void twoRunsOfOneInstantDontBeginWithTheSameId() {
        assertNotEquals(first("2026-03-02T02:00:00Z"), first("2026-03-02T02:00:00Z"));
    }

    @Test
    void idsOfOneRunSortByAgeWhileTheClockStandsStill() {
        MatterIds ids = new MatterIds(InstantSource.fixed(Instant.parse("2026-03-02T02:00:00Z")));
        List<MatterId> made = Stream.generate(ids).limit(1000).toList();
        assertEquals(made.stream().sorted().distinct().toList(), made);
    }
}
