package org.duban.benchmarks;

import java.time.LocalDate;
import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.Method;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;

/** {@link Step}s as Duban's commands. */
final class Commands {

    private static final int LEAD = 1;
    private static final int ASSIST = 2;

    private Commands() {}

    /** What is registered as the n-th matter, an instruction. */
    static Draft draft(int n, LocalDate today) {
        return Draft.of("instruction")
                .title(Texts.title(n))
                .content(Texts.content(n))
                .gate(Gate.LEADER_INSTRUCTION)
                .source("区政府主要领导批示")
                .leader(Office.LEADER)
                .form("{\"instructionDate\":\"" + today + "\",\"instructionText\":\"" + Texts.instruction(n)
                        + "\",\"reportRequired\":false}");
    }

    /** Whose turn it is. */
    static Actor actor(Step step, int n) {
        return Actor.of(
                switch (step) {
                    case APPROVE, DECIDE_CIRCULAR -> Office.DEPUTY;
                    case ACKNOWLEDGE_LEAD, REPORT_PROGRESS, FINISH_LEAD -> Office.handler(Office.lead(n));
                    case ACKNOWLEDGE_ASSIST, FINISH_ASSIST -> Office.handler(Office.assist(n));
                    case ENDORSE -> Office.LEADER;
                    default -> Office.officer(n);
                });
    }

    /** The command for any step but the first. */
    static MatterCommand command(Step step, int n) {
        String text = Texts.at(step, n);
        return switch (step) {
            case REGISTER -> throw new IllegalArgumentException("a registration is not a command");
            case PROPOSE -> new MatterCommand.Propose(new Proposal(text, assignments(n, "")));
            case SUBMIT -> new MatterCommand.Submit();
            case APPROVE -> new MatterCommand.Approve(text);
            case ASSIGN -> new MatterCommand.Assign(assignments(n, text));
            case ACKNOWLEDGE_LEAD -> new MatterCommand.Acknowledge(LEAD);
            case ACKNOWLEDGE_ASSIST -> new MatterCommand.Acknowledge(ASSIST);
            case REPORT_PROGRESS -> new MatterCommand.ReportProgress(LEAD, text, 60, "", List.of());
            case FINISH_ASSIST -> new MatterCommand.Finish(ASSIST, text, List.of());
            case FINISH_LEAD -> new MatterCommand.Finish(LEAD, text, List.of());
            case START_VERIFICATION -> new MatterCommand.StartVerification(Method.ON_SITE, List.of(Office.officer(n)));
            case PASS_VERIFICATION -> new MatterCommand.PassVerification(text, List.of());
            case PRESENT -> new MatterCommand.Present(null, text);
            case ENDORSE -> new MatterCommand.Endorse(text);
            case DECIDE_CIRCULAR -> new MatterCommand.DecideCircular(MatterCommand.CircularKind.NONE, List.of(), text);
            case ARCHIVE -> new MatterCommand.Archive(Retention.D10, text);
        };
    }

    private static List<Assignment> assignments(int n, String requirement) {
        return List.of(Assignment.lead(Office.lead(n)).requirement(requirement), Assignment.assist(Office.assist(n)));
    }
}
