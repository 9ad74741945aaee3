package org.duban.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Duban's side of the comparison does what it says; how fast is no test's business. */
class DubanPeerIT {

    @Test
    void eachLifeEndsInTheArchiveAndOverdueMattersOfAUnitFillAPage(@TempDir Path directory) {
        try (Peer duban = Peer.Kind.DUBAN.start(directory, false)) {
            Workload workload = new Workload(duban);
            Measured lived = workload.live(20, 4);
            assertEquals(20L * Step.LIFE.size(), lived.count());
            assertEquals(20, new Request.Audit().serve(workload));

            duban.fill(200 * Office.UNITS);
            assertEquals(50, duban.overduePage(Office.unit(3), true));
        }
    }

    @Test
    void aTransitionIsOneCommitWhenNobodyElseIsAtWork(@TempDir Path directory) {
        try (Peer duban = Peer.Kind.DUBAN.start(directory, true)) {
            Workload workload = new Workload(duban);
            workload.live(1, 1); // what is prepared once is not counted
            Request.Lived lived = new Request.Live(3, 1).serve(workload);
            assertEquals(lived.transitions(), lived.sql().commits());
            assertTrue(lived.bytes() > 3L * Texts.bytes(0), "every text is kept: " + lived.bytes());
        }
    }
}
