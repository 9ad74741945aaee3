package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.Source;
import org.duban.api.office.Role;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Leader;
import org.duban.demo.Scenario.SourceDocument;

/** What is drawn up for the responsibility list, from which document and when. */
final class ListDrafts {

    private final Planning planning;
    private final Scenario scenario;
    private final Desk desk;

    ListDrafts(Planning planning) {
        this.planning = planning;
        this.scenario = planning.scenario();
        this.desk = planning.desk();
    }

    /** A document of this kind that items were drawn up from by then; the heavier ones more often. */
    SourceDocument document(String kind, LocalDate by, Random random) {
        List<SourceDocument> choice = scenario.documents().stream()
                .filter(d -> d.kind().equals(kind) && d.from().isBefore(by))
                .flatMap(d -> Collections.nCopies(d.weight(), d).stream())
                .toList();
        return Planning.any(choice, random);
    }

    /** When an item is drawn up from a document, on the last day at the latest. */
    Instant drawnUp(SourceDocument document, LocalDate last, Random random) {
        LocalDate until = document.to().isBefore(last) ? document.to() : last;
        return desk.during(planning.workingDay(document.from(), until, random), random);
    }

    /** An item without its due date. */
    Draft draft(SourceDocument document, Charge charge, Random random) {
        String task = planning.placed(charge, Planning.any(charge.unit().tasks(), random));
        Leader leader = planning.leader(
                document.line(), random, Role.PRINCIPAL_LEADER, Role.SUPERVISING_LEADER, Role.LEADER_IN_CHARGE);
        boolean decision = document.kind().equals(ListPlans.DECISION);
        boolean project = document.kind().equals(ListPlans.KEY_PROJECT);
        String form = decision
                ? Forms.decision(document.title(), document.date(), 1 + random.nextInt(9))
                : project
                        ? Forms.keyProject(document.nature(), 500 + 100 * random.nextInt(300))
                        : Forms.keyTask(document.title(), document.nature());
        return Draft.of(document.kind())
                .title(project ? task + "项目" : task)
                .content("按《" + document.title() + "》要求，" + task + "，按期完成并反馈")
                .line(document.line())
                .gate(decision ? Gate.MEETING_DECISION : Gate.MAJOR_MATTER)
                .source(source(document))
                .leader(leader.id())
                .area(charge.area())
                .form(form);
    }

    static Source source(SourceDocument document) {
        return new Source(document.title(), document.number(), document.date());
    }

    /** A due date after the end of what is lived through: mostly the end of the year. */
    LocalDate dueAfterTheEnd(Random random) {
        LocalDate yearEnd = LocalDate.of(scenario.ends().getYear(), 12, 31);
        return switch (random.nextInt(10)) {
            case 0 -> planning.workingDay(desk.plus(scenario.ends(), 1), yearEnd, random);
            case 1 -> LocalDate.of(scenario.ends().getYear() + 1, 3 * (1 + random.nextInt(2)), 30);
            default -> yearEnd;
        };
    }
}
