package org.duban.inspection.internal;

import static org.duban.district.District.DEPUTY;
import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.HBJ;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.ZJJ;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.duban.api.DubanException;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.Visit;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Method;
import org.duban.district.District;
import org.junit.jupiter.api.function.Executable;

/** The small district with inspections: planned by 马副主任, approved by 陈主任, carried out by 李督查. */
final class Office implements AutoCloseable {

    static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    static final Attachment PHOTO = new Attachment("现场.jpg", "duban:photo", "ab".repeat(32), 1_024);

    final District district;
    final Books books;
    final InspectionService inspections;

    Office(Path folder) {
        district = new District(folder);
        books = new Books(district.journal());
        inspections = service(books);
    }

    /** Another service over the same journal, as another process would have it. */
    InspectionService service(Books of) {
        return new InspectionService(
                district.journal(),
                of,
                InspectionRules.read(null),
                district.matters(),
                district.ledger(),
                district.access(),
                district,
                district.calendars(),
                district,
                District.ZONE,
                new Random(20260302));
    }

    static InspectionPlan.Builder draft(String title) {
        return InspectionPlan.of(title)
                .content("城市管理攻坚行动推进情况")
                .basis("区委常委会第5次会议决定")
                .objects(ZJJ, HBJ)
                .methods(Method.ON_SITE)
                .days(TODAY, LocalDate.of(2026, 12, 31))
                .group("第一组", OFFICER.person());
    }

    InspectionId planned(InspectionPlan plan) {
        return inspections.plan(DEPUTY, plan).id();
    }

    InspectionId approved(InspectionPlan plan) {
        InspectionId id = planned(plan);
        does(DIRECTOR, id, new ApprovePlan("同意"));
        return id;
    }

    InspectionId started(InspectionPlan plan) {
        InspectionId id = approved(plan);
        does(DEPUTY, id, new StartInspection());
        return id;
    }

    InspectionId started() {
        return started(draft("城市管理攻坚行动督查").build());
    }

    Inspection does(Actor actor, InspectionId id, InspectionCommand command) {
        return inspections.execute(actor, id, command);
    }

    Inspection get(InspectionId id) {
        return inspections.get(DIRECTOR, id);
    }

    InspectionFinding finding(InspectionId id, int number) {
        return get(id).finding(number).orElseThrow();
    }

    /** A visit that has just ended. */
    Visit visit(Method method, String place, String... units) {
        Instant now = district.instant();
        return new Visit(
                method,
                now.minus(Duration.ofMinutes(30)),
                now,
                place,
                null,
                List.of("officer", "王代表"),
                List.of(units),
                List.of(),
                "查看现场",
                List.of(PHOTO));
    }

    static RecordFinding found(String unit, String text) {
        return new RecordFinding(0, "环境卫生", "一般", unit, null, text, List.of(PHOTO));
    }

    /** Recorded; its number. */
    int found(InspectionId id, String unit) {
        return does(OFFICER, id, found(unit, "垃圾未清运")).findings().size();
    }

    /** Recorded and notified, by the severity's deadline. */
    int notified(InspectionId id, String unit) {
        int n = found(id, unit);
        does(OFFICER, id, new NotifyFinding(n, "立即清运", null));
        return n;
    }

    int reported(InspectionId id, String unit) {
        int n = notified(id, unit);
        does(District.handler(unit), id, new ReportRectification(n, "已清运", List.of(PHOTO)));
        return n;
    }

    int rectified(InspectionId id, String unit) {
        int n = reported(id, unit);
        does(OFFICER, id, new VerifyRectification(n, Method.ON_SITE, "属实", List.of(PHOTO)));
        return n;
    }

    static DubanException refused(Executable call) {
        return assertThrows(DubanException.class, call);
    }

    @Override
    public void close() {
        district.close();
    }
}
