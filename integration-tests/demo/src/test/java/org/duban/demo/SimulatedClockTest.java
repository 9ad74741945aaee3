package org.duban.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

    private final Instant morning = Instant.parse("2015-01-05T01:00:00Z");
    private final SimulatedClock clock = new SimulatedClock(morning);

    @Test
    void itStandsUntilItIsMoved() {
        assertEquals(morning, clock.instant());
        clock.moveTo(morning.plusSeconds(60));
        assertEquals(morning.plusSeconds(60), clock.instant());
    }

    @Test
    void itNeverGoesBack() {
        clock.moveTo(morning);
        assertThrows(IllegalArgumentException.class, () -> clock.moveTo(morning.minusMillis(1)));
        assertEquals(morning, clock.instant());
    }
}
