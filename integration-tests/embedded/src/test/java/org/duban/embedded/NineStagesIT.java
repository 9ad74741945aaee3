package org.duban.embedded;

import static org.duban.embedded.Office.DIRECTOR;
import static org.duban.embedded.Office.LEADER;
import static org.duban.embedded.Office.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterEvent.Move;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main road, through nothing but the public API of a running Duban. */
class NineStagesIT {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-13T02:00:00Z"));

    @TempDir
    Path data;

    @Test
    void anInstructionGoesThroughAllNineStagesAndIsStillThereAfterARestart() {
        MatterId id;
        try (Duban duban = start()) {
            Office office = new Office(duban.matters());
            id = office.register();
            office.assign(id);
            assertEquals(
                    LocalDate.of(2026, 3, 2),
                    duban.matters().get(OFFICER, id).due().orElseThrow().date(),
                    "a report is required: 7 working days, over the Spring Festival of 2026");
            office.finish(id, 1);
            office.does(LEADER, id, new InstructAgain("请再查看排水", null));
            office.does(OFFICER, id, new Assign(List.of(Assignment.lead("zjj"))));
            office.does(Office.HANDLER, id, new Acknowledge(2));
            office.finish(id, 2);
            Matter archived = office.archive(id);

            assertEquals(Standing.ARCHIVED, archived.standing());
            assertEquals("批示〔2026〕1号", archived.number());
            assertEquals(2, archived.round());
            assertEquals(
                    List.of(
                            Stage.INITIATION,
                            Stage.APPROVAL,
                            Stage.HANDLING,
                            Stage.FEEDBACK,
                            Stage.VERIFICATION,
                            Stage.SUBMISSION,
                            Stage.CONTINUATION,
                            Stage.HANDLING,
                            Stage.FEEDBACK,
                            Stage.VERIFICATION,
                            Stage.SUBMISSION,
                            Stage.CIRCULAR,
                            Stage.ARCHIVING),
                    way(duban, id));
            LedgerRow row = duban.ledger()
                    .list(DIRECTOR, LedgerQuery.all(), null, 10)
                    .rows()
                    .get(0);
            assertEquals(archived.version(), row.version());
            assertEquals(Progress.DONE, row.progress());
        }
        try (Duban again = start()) {
            assertEquals(Standing.ARCHIVED, again.matters().get(OFFICER, id).standing());
            assertEquals(
                    1,
                    again.ledger()
                            .count(DIRECTOR, LedgerQuery.all(), Dimension.PROGRESS)
                            .of(Progress.DONE));
            assertTrue(again.journal().verify(position -> {}).intact());
            assertEquals(
                    "批示〔2026〕2号",
                    again.matters().register(OFFICER, Office.instruction()).number());
        }
    }

    private Duban start() {
        return Duban.at(data).directory(Office.directory()).clock(CLOCK).start();
    }

    /** The stages it was at, one after the other. */
    private static List<Stage> way(Duban duban, MatterId id) {
        List<Stage> way = new ArrayList<>(List.of(Stage.INITIATION));
        for (Recorded recorded : duban.matters().history(OFFICER, id)) {
            if (recorded.event() instanceof Move move
                    && move.next() != null
                    && move.next() != way.get(way.size() - 1)) {
                way.add(move.next());
            }
        }
        return way;
    }
}
