package org.duban.inspection.internal;

import static org.duban.district.District.DEPUTY;
import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.HBJ;
import static org.duban.district.District.LEADER;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.OTHER_OFFICER;
import static org.duban.district.District.PARTNER;
import static org.duban.district.District.PORTAL;
import static org.duban.district.District.VICE;
import static org.duban.district.District.ZFJ;
import static org.duban.district.District.ZJJ;
import static org.duban.district.District.chief;
import static org.duban.district.District.handler;
import static org.duban.inspection.internal.Office.TODAY;
import static org.duban.inspection.internal.Office.draft;
import static org.duban.inspection.internal.Office.found;
import static org.duban.inspection.internal.Office.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.ErrorCode;
import org.duban.api.inspection.FindingCounts;
import org.duban.api.inspection.FindingTally.Dimension;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.InspectionQuota;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionAccessTest {

    @TempDir
    Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private List<InspectionId> sees(Actor actor) {
        return office.inspections.list(actor, InspectionQuery.all(), 100).stream()
                .map(Inspection::id)
                .toList();
    }

    private FindingCounts counts(Actor actor) {
        return office.inspections
                .count(actor, InspectionQuery.all(), Dimension.UNIT, null)
                .total();
    }

    private void denied(ErrorCode code, org.junit.jupiter.api.function.Executable call) {
        assertEquals(code, refused(call).code());
    }

    @Test
    void groupsAndJointDepartmentsSeeOnlyTheInspectionTheyAreIn() {
        InspectionId theirs = office.started(
                draft("联合执法").methods(Method.JOINT).partners(ZFJ, "rd").build());
        InspectionId other = office.started(draft("另一督查").build());
        office.found(other, ZJJ);

        assertEquals(List.of(other, theirs), sees(DIRECTOR));
        assertEquals(List.of(other, theirs), sees(LEADER));
        assertEquals(List.of(other, theirs), sees(OFFICER));
        assertEquals(List.of(), sees(OTHER_OFFICER));
        assertEquals(List.of(theirs), sees(PARTNER));
        assertEquals(List.of(theirs), sees(handler(ZFJ)));
        assertEquals(List.of(), sees(VICE));
        assertEquals(List.of(), sees(PORTAL));
        assertEquals(FindingCounts.NONE, counts(PARTNER));
        assertEquals(new FindingCounts(1, 0, 1, 0, 0, 0), counts(OFFICER));
        denied(ErrorCode.INSPECTION_NOT_FOUND, () -> office.inspections.get(PARTNER, other));
        denied(ErrorCode.INSPECTION_NOT_FOUND, () -> office.does(handler(ZFJ), other, found(ZJJ, "越权")));
    }

    @Test
    void jointDepartmentsRecordButDoNotHandle() {
        InspectionId id = office.started(
                draft("联合执法").methods(Method.JOINT).partners(ZFJ, "rd").build());

        office.does(PARTNER, id, new RecordVisit(office.visit(Method.JOINT, "西站", ZJJ)));
        office.does(handler(ZFJ), id, found(ZJJ, "占道经营"));
        denied(ErrorCode.ACCESS_DENIED, () -> office.does(handler(ZFJ), id, new NotifyFinding(1, "", null)));
        denied(ErrorCode.ACCESS_DENIED, () -> office.does(PARTNER, id, new ConcludeInspection("结论", List.of())));
    }

    @Test
    void aPartnerBroughtInLaterSeesItFromThenOn() {
        InspectionId id = office.started();
        assertEquals(List.of(), sees(PARTNER));

        office.does(DEPUTY, id, new JoinPartner("rd", "邀请人大代表参加"));

        assertEquals(List.of(id), sees(PARTNER));
        denied(ErrorCode.INVALID_FIELD, () -> office.does(DEPUTY, id, new JoinPartner(ZJJ, "督查对象")));
    }

    @Test
    void anInspectedUnitSeesNothingOfAnUnannouncedVisitUntilItsFindingIsNotified() {
        InspectionId id = office.started(draft("暗访").methods(Method.UNANNOUNCED).build());
        office.does(OFFICER, id, new RecordVisit(office.visit(Method.UNANNOUNCED, "西站", ZJJ, HBJ)));
        int zjj = office.found(id, ZJJ);
        office.found(id, HBJ);

        assertEquals(List.of(), sees(handler(ZJJ)));
        assertEquals(FindingCounts.NONE, counts(handler(ZJJ)));
        assertEquals(List.of(), office.inspections.burden(handler(ZJJ), TODAY, TODAY));
        denied(ErrorCode.INSPECTION_NOT_FOUND, () -> office.inspections.get(chief(ZJJ), id));
        denied(
                ErrorCode.INSPECTION_NOT_FOUND,
                () -> office.does(handler(ZJJ), id, new ReportRectification(zjj, "已改", List.of())));

        office.does(OFFICER, id, new NotifyFinding(zjj, "整改", null));

        assertEquals(List.of(id), sees(handler(ZJJ)));
        assertEquals(List.of(), sees(handler(HBJ)));
        Inspection seen = office.inspections.get(handler(ZJJ), id);
        assertEquals(
                List.of(zjj),
                seen.findings().stream().map(InspectionFinding::number).toList());
        assertEquals(List.of(), seen.visits());
        assertEquals(List.of(), seen.plan().groups());
        assertEquals(List.of(ZJJ), seen.plan().objects());
        assertEquals(Set.of(), seen.findings().get(0).involved());
    }

    @Test
    void anAnnouncedInspectionIsSeenByItsObjectsFromItsStart() {
        InspectionId id = office.approved(draft("督查").build());
        assertEquals(List.of(), sees(handler(ZJJ)));

        office.does(DEPUTY, id, new StartInspection());

        assertEquals(List.of(id), sees(handler(ZJJ)));
        assertEquals(List.of(), sees(handler(ZFJ)));
    }

    @Test
    void aUnitSeesAndAnswersItsOwnNotifiedFindingsOnly() {
        InspectionId id = office.started();
        int own = office.notified(id, ZJJ);
        int hidden = office.found(id, ZJJ);
        int others = office.notified(id, HBJ);
        office.does(
                OFFICER,
                id,
                new RecordResult(new org.duban.api.inspection.InspectionResult(
                        "清运垃圾", new org.duban.api.inspection.Quantity("3", "吨"), HBJ, null, TODAY, TODAY)));

        assertEquals(new FindingCounts(1, 0, 1, 0, 0, 0), counts(handler(ZJJ)));
        assertEquals(
                Set.of(ZJJ),
                office.inspections
                        .count(handler(ZJJ), InspectionQuery.all(), Dimension.UNIT, null)
                        .by()
                        .keySet());
        assertEquals(List.of(), office.inspections.results(handler(ZJJ), InspectionQuery.all()));
        assertEquals(
                0,
                office.inspections
                        .bulletin(handler(ZJJ), InspectionQuery.all(), TODAY)
                        .visitsSoFar());
        denied(ErrorCode.ACCESS_DENIED, () -> office.inspections.history(handler(ZJJ), id));
        for (int n : List.of(hidden, others, 99)) {
            denied(
                    ErrorCode.PART_NOT_FOUND,
                    () -> office.does(handler(ZJJ), id, new ReportRectification(n, "已改", List.of())));
        }
        denied(
                ErrorCode.ACCESS_DENIED,
                () -> office.does(handler(ZJJ), id, new VerifyRectification(own, Method.DESK, "自查合格", List.of())));
        office.does(handler(ZJJ), id, new ReportRectification(own, "已改", List.of()));
    }

    @Test
    void whoMayDoWhatIsTheTable() {
        Map<Actor, Set<String>> may = Map.of(
                DIRECTOR,
                Set.of("plan", "approve", "record", "handle", "quota"),
                DEPUTY,
                Set.of("plan", "record", "handle"),
                OFFICER,
                Set.of("plan", "record", "handle"),
                OTHER_OFFICER,
                Set.of("plan"),
                LEADER,
                Set.of("approve", "quota"),
                VICE,
                Set.of(),
                handler(ZJJ),
                Set.of(),
                PARTNER,
                Set.of(),
                PORTAL,
                Set.of());
        may.forEach((actor, rights) -> {
            assertEquals(
                    rights.contains("plan"),
                    allowed(() -> office.inspections.plan(actor, draft("督查").build())),
                    actor + " plan");
            InspectionId planned = office.planned(draft("待批").build());
            assertEquals(
                    rights.contains("approve"),
                    allowed(() -> office.does(actor, planned, new ApprovePlan("同意"))),
                    actor + " approve");
            InspectionId id = office.started();
            assertEquals(
                    rights.contains("record"),
                    allowed(() -> office.does(actor, id, found(ZJJ, "问题"))),
                    actor + " record");
            int n = office.found(id, ZJJ);
            assertEquals(
                    rights.contains("handle"),
                    allowed(() -> office.does(actor, id, new NotifyFinding(n, "", null))),
                    actor + " handle");
            assertEquals(
                    rights.contains("quota"),
                    allowed(() -> office.inspections.setQuotas(
                            actor, 2027, List.of(new InspectionQuota(null, null, 9)), "计划")),
                    actor + " quota");
        });
    }

    private boolean allowed(Runnable call) {
        try {
            call.run();
            return true;
        } catch (org.duban.api.DubanException e) {
            assertTrue(
                    Set.of(ErrorCode.ACCESS_DENIED, ErrorCode.INSPECTION_NOT_FOUND, ErrorCode.PART_NOT_FOUND)
                            .contains(e.code()),
                    e::getMessage);
            return false;
        }
    }
}
