package org.duban.inspection.internal;

import static org.duban.district.District.DEPUTY;
import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.HBJ;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.ZJJ;
import static org.duban.district.District.chief;
import static org.duban.district.District.handler;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.duban.api.DubanException;
import org.duban.api.inspection.DailyBulletin;
import org.duban.api.inspection.FindingCounts;
import org.duban.api.inspection.FindingTally.Dimension;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.InspectionStage;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Method;

/** Whatever is done, in whatever order: found = rectified + open + carried over, at each instant. */
class ReconciliationProperties {

    private static Path folder;
    private static Office office;

    /** Something somebody tries. */
    private record Attempt(Actor actor, InspectionCommand command) {}

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("duban-inspection");
        office = new Office(folder);
    }

    @AfterContainer
    static void close() throws IOException {
        office.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        Arbitrary<String> unit = Arbitraries.of(ZJJ, HBJ);
        Arbitrary<Integer> finding = Arbitraries.integers().between(1, 4);
        LocalDate later = LocalDate.of(2027, 12, 31);
        Arbitrary<Attempt> one = Combinators.combine(Arbitraries.integers().between(0, 15), unit, finding)
                .as((what, u, n) -> switch (what) {
                    case 0, 1 -> new Attempt(OFFICER, Office.found(u, "问题"));
                    case 2, 3 -> new Attempt(OFFICER, new NotifyFinding(n, "", later.minusDays(n)));
                    case 4, 5 -> new Attempt(handler(u), new ReportRectification(n, "已改", List.of()));
                    case 6, 7 -> new Attempt(OFFICER, new VerifyRectification(n, Method.DESK, "属实", List.of()));
                    case 8 -> new Attempt(OFFICER, new ReturnRectification(n, "不属实", null));
                    case 9 -> new Attempt(OFFICER, new CarryOverFinding(n, "待改造", later));
                    case 10 -> new Attempt(OFFICER, new DismissFinding(n, "重复"));
                    case 11 -> new Attempt(OFFICER, new LookBackAtFinding(n, "看", List.of(), n % 2 == 0, null));
                    case 12 -> new Attempt(chief(u), new RaiseInspectionObjection(n % 3, "不属实"));
                    case 13 -> new Attempt(DIRECTOR, new DecideInspectionObjection(1 + n % 2, n > 2, "决定"));
                    case 14 -> new Attempt(DEPUTY, new ConcludeInspection("结论", List.of(new UnitConclusion(u, "一般"))));
                    default -> new Attempt(DEPUTY, new ReportInspection("leader", "报告", null));
                });
        return one.list().ofMinSize(5).ofMaxSize(60);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void foundIsRectifiedAndOpenAndCarriedOver(@ForAll("attempts") List<Attempt> attempts) {
        InspectionId id = office.started(Office.draft("督查")
                .days(Office.TODAY, LocalDate.of(2027, 12, 31))
                .build());
        InspectionQuery query = InspectionQuery.where().inspection(id).build();
        List<Instant> instants = new ArrayList<>();
        List<FindingCounts> then = new ArrayList<>();
        for (Attempt attempt : attempts) {
            office.district.pass(java.time.Duration.ofSeconds(1));
            try {
                office.does(attempt.actor(), id, attempt.command());
            } catch (DubanException refused) {
                // Most orders make no sense; what counts is what a refusal leaves: nothing.
                continue;
            }
            Inspection now = office.get(id);
            FindingCounts counts = counts(query, null);
            assertEquals(counts.found(), counts.rectified() + counts.open() + counts.carriedOver());
            assertEquals(now.findings().size(), counts.found() + counts.dismissed());
            if (now.stage() != InspectionStage.UNDER_WAY) {
                assertEquals(0, counts.open(), () -> now.findings().toString());
            }
            assertTrue(now.findings().stream()
                    .filter(InspectionFinding::carriedOver)
                    .allMatch(f -> f.due() != null));
            instants.add(office.district.instant());
            then.add(counts);
        }
        // Any past instant can be asked again.
        for (int i = 0; i < instants.size(); i++) {
            assertEquals(then.get(i), counts(query, instants.get(i)));
        }
        DailyBulletin whole = office.inspections.bulletin(DIRECTOR, query, today());
        assertEquals(counts(query, null), whole.total());
        // A replay gives the same.
        Inspection replayed = null;
        for (Recorded recorded : office.inspections.history(DIRECTOR, id)) {
            replayed = Fold.apply(replayed, recorded);
        }
        assertEquals(office.get(id), replayed);
    }

    private static LocalDate today() {
        return office.district
                .instant()
                .atZone(org.duban.district.District.ZONE)
                .toLocalDate();
    }

    private static FindingCounts counts(InspectionQuery query, Instant asOf) {
        return office.inspections.count(DIRECTOR, query, Dimension.UNIT, asOf).total();
    }
}
