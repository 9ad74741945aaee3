package org.duban.search.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.search.internal.watch.WatchHealth.Look;
import org.junit.jupiter.api.Test;

class WatchHealthTest {

    private static Finding of(long lag, long unreadable, long deferred, String failure, Duration round) {
        return WatchHealth.finding(new Look(7, lag, 3, 12, unreadable, deferred, failure, round));
    }

    @Test
    void itSaysFromWhereItReadsAndHowManyThereAre() {
        Finding finding = of(0, 0, 0, "", Duration.ZERO);

        assertEquals("reader/watch", finding.subject());
        assertEquals(Status.OK, finding.status());
        assertEquals("12 项关注，从第 4 条记录起比对", finding.messageZh());
        assertEquals("7", finding.figures().get("position"));
    }

    @Test
    void whatNeedsALookIsNamed() {
        assertEquals(Status.FAIL, of(0, 0, 0, "disk full", Duration.ZERO).status());
        assertEquals(Status.WARN, of(0, 0, 0, "", Duration.ofSeconds(61)).status());
        assertEquals(Status.WARN, of(0, 0, 1, "", Duration.ZERO).status());
        assertEquals(Status.WARN, of(10_001, 0, 0, "", Duration.ZERO).status());
        assertTrue(of(0, 2, 0, "", Duration.ZERO).messageZh().contains("2 项"));
    }
}
