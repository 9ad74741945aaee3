package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.AccessRule;
import org.duban.api.access.Right;
import org.duban.api.access.Scope;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.matter.internal.Transitions.Row;
import org.junit.jupiter.api.Test;

/**
 * Walks every (stage × command × role) through the real decision and compares the outcome with the page {@code
 * docs/transitions.md}, which people read and review. With {@code -Dduban.docs.write=true} the page is written anew.
 */
class TransitionTableTest {

    private static final Path PAGE = Path.of("docs", "transitions.md");

    private final District district = new District();

    /** A matter at each stage, with everyone in {@link District} having to do with it as their role can. */
    private Map<Stage, Matter> matters() {
        Map<Stage, Matter> matters = new LinkedHashMap<>();
        matters.put(Stage.INITIATION, proposed());
        matters.put(Stage.APPROVAL, district.does(OFFICER, proposed(), new Submit()));
        matters.put(Stage.HANDLING, district.assigned());
        matters.put(Stage.FEEDBACK, district.finished());
        matters.put(Stage.VERIFICATION, district.verifying());
        matters.put(Stage.SUBMISSION, district.presented());
        matters.put(Stage.CONTINUATION, district.continued());
        matters.put(Stage.CIRCULAR, district.endorsed());
        matters.put(Stage.ARCHIVING, district.readyToArchive());
        matters.replaceAll((stage, m) -> district.does(OFFICER, m, new BringIn("人大", "联合督查")));
        matters.forEach((stage, m) -> assertEquals(stage, m.stage()));
        return matters;
    }

    private Matter proposed() {
        return district.does(OFFICER, district.register(SYSTEM, instruction()), new Propose(proposal()));
    }

    /** One good command of each kind, as far as its fields go. */
    static List<MatterCommand> commands(Matter matter) {
        LocalDate later = LocalDate.parse("2026-05-29");
        long conclusion =
                matter.conclusions().isEmpty() ? 1 : matter.conclusions().get(0).version();
        return List.of(
                new Amend(instruction().title("改过的标题")),
                new Propose(new Proposal("改由环保局牵头", List.of(Assignment.lead(UNIT_B)))),
                new Submit(),
                new Approve("同意"),
                new SendBack("请补充"),
                new Decline("阅知"),
                new Withdraw("重复登记"),
                new Entrust(COLLEAGUE, 0),
                new Assign(
                        matter.round() == 0 || matter.stage() == Stage.CONTINUATION
                                ? List.of(Assignment.lead(UNIT_A))
                                : List.of(Assignment.assist(UNIT_C))),
                new Acknowledge(1),
                new Delegate(1, HANDLER),
                new Dispute(1, "不属本局职责"),
                new DecideDispute(1, false, "属本局职责", null),
                new RequestExtension(1, "雨天", "六成", later, null),
                new DecideExtension(1, true, null, ""),
                new Suspend(1, "诉讼", "受理通知书"),
                new Resume(1, "判决生效"),
                new Remind(1, "临近时限"),
                new Recount(),
                new Escalate(1, "notice", LocalDate.parse("2026-03-11"), "督办通知", "请速办"),
                new ReportProgress(1, "进展", 10, "", List.of()),
                new CompleteInPart(1, "一期", "二期", later),
                new Finish(1, "完成", List.of()),
                new StartVerification(Method.DESK, List.of()),
                new RecordCheck(Method.DESK, "", List.of(), "看过", List.of()),
                new PassVerification("属实", List.of()),
                new ReturnForRework(List.of(), "不实", null),
                new PublishReply("您好", "人民网"),
                new Present(LEADER, "已办结"),
                new Endorse("好"),
                new InstructAgain("再办", later),
                new DecideCircular(CircularKind.NONE, List.of(), ""),
                new Archive(Retention.D30, ""),
                new IssuePaper(PaperKind.SUPERVISION_NOTICE, "督办通知", "", List.of()),
                new MatterCommand.Merge(matter.id(), "同一问题"),
                new MatterCommand.Split(List.of(instruction(), instruction()), "两件事"),
                new BreakDown(List.of(instruction())),
                new Terminate("政策调整", "会议纪要"),
                new BringIn("环保局", "联合"),
                new RaiseObjection(conclusion, "不符"),
                new DecideObjection(1, false, "维持"),
                new LookBack("未反弹", List.of(), false));
    }

    private Person at(Role role) {
        return district.people().stream()
                .filter(p -> p.roles().contains(role))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyStageCommandAndRoleDecidesAsThePageSays() throws IOException {
        StringBuilder page = new StringBuilder();
        head(page);
        Map<Stage, Matter> matters = matters();
        matters.forEach((stage, matter) -> {
            page.append("\n## ")
                    .append(stage.zh())
                    .append(" ")
                    .append(stage)
                    .append("\n\n| 命令 command | 可以 who may | 之后 then |\n| --- | --- | --- |\n");
            for (MatterCommand command : commands(matter)) {
                String name = command.getClass().getSimpleName();
                Row row = row(name);
                List<String> may = new ArrayList<>();
                for (Role role : Role.values()) {
                    if (decidesAsTheTableAndTheRulesSay(command, matter, row, at(role))) {
                        may.add(role.zh());
                    }
                }
                if (decidesAsTheTableAndTheRulesSay(command, matter, row, Person.DUBAN)) {
                    may.add(Person.DUBAN.name());
                }
                if (row.stages().contains(stage)) {
                    page.append("| ")
                            .append(row.zh())
                            .append(" `")
                            .append(name)
                            .append("` | ")
                            .append(may.isEmpty() ? "—" : String.join("、", may))
                            .append(" | ")
                            .append(row.leadsTo())
                            .append(" |\n");
                } else {
                    assertTrue(may.isEmpty(), name + " at " + stage + " by " + may);
                }
            }
        });
        String text = page.toString();
        if (Boolean.getBoolean("duban.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, text);
        }
        assertEquals(
                Files.readString(PAGE), text, "docs/transitions.md is out of date: run with -Dduban.docs.write=true");
    }

    /** Gives the command and checks that it is refused for the reason the table and the rules give, or not for access or stage. */
    private boolean decidesAsTheTableAndTheRulesSay(MatterCommand command, Matter matter, Row row, Person actor) {
        boolean atStage = row.stages().contains(matter.stage());
        boolean allowed = district.settings()
                .access()
                .check(row.command(), actor, AccessRules.Subject.of(matter, command))
                .isEmpty();
        ErrorCode outcome = null;
        try {
            assertFalse(Decide.decide(matter, command, district.context(actor)).isEmpty());
        } catch (DubanException e) {
            outcome = e.code();
        }
        String what = row.command() + " at " + matter.stage() + " by " + actor.id() + ": " + outcome;
        assertEquals(!atStage, outcome == ErrorCode.NOT_AT_THIS_STAGE, what);
        if (atStage) {
            assertEquals(!allowed, outcome == ErrorCode.ACCESS_DENIED, what);
        }
        Optional<Problem> possible = Decide.possible(row.command(), matter, district.context(actor));
        assertEquals(atStage && allowed, possible.isEmpty(), what);
        return atStage && allowed;
    }

    private static Row row(String command) {
        return Transitions.rows().stream()
                .filter(r -> r.command().equals(command))
                .findFirst()
                .orElseThrow();
    }

    private void head(StringBuilder page) {
        page.append("# 谁在哪个环节可以做什么 · Who may do what at which stage\n\n")
                .append(
                        "Written by `TransitionTableTest`, which gives every command at every stage as every role; whatever isn't listed is")
                .append(" refused.\nThe roles are those of a person who has to do with the matter as the rule asks")
                .append(
                        " (own line, own unit …); 督办系统 is Duban itself, and what it may is not for rules to say. The rules:\n\n")
                .append("| 规则 | 命令 | 角色 | 范围 | 说明 |\n| --- | --- | --- | --- | --- |\n");
        // Rights beside the commands on a matter are the business of the parts that ask for them.
        Set<String> beside = Stream.of(Right.values()).map(Right::id).collect(Collectors.toSet());
        for (AccessRule rule : district.settings().access().rules()) {
            List<String> commands = new ArrayList<>(new TreeSet<>(rule.commands()));
            commands.removeAll(beside);
            if (commands.isEmpty()) {
                continue;
            }
            page.append("| ")
                    .append(rule.id())
                    .append(" | ")
                    .append(String.join(
                            "、", commands.stream().map(Transitions::zh).toList()))
                    .append(" | ")
                    .append(String.join(
                            "、", rule.roles().stream().sorted().map(Role::zh).toList()))
                    .append(" | ")
                    .append(
                            rule.scopes().isEmpty()
                                    ? "全部"
                                    : String.join(
                                            "且",
                                            rule.scopes().stream()
                                                    .sorted()
                                                    .map(Scope::zh)
                                                    .toList()))
                    .append(" | ")
                    .append(rule.reason())
                    .append(" |\n");
        }
        page.append("\n已结束的事项（不立项、已撤回、已并案、已拆分）不接受任何命令；已终止的可提出和决定异议；").append("已归档的可提出和决定异议、回头看。\n");
    }

    @Test
    void everyCommandHasALineAndEveryLineACommand() {
        TreeSet<String> named = new TreeSet<>();
        commands(district.cleared()).forEach(c -> named.add(c.getClass().getSimpleName()));
        TreeSet<String> lines = new TreeSet<>();
        Transitions.rows().forEach(r -> lines.add(r.command()));
        assertEquals(lines, named);
    }

    @Test
    void dubanItselfMayDoNothingButRecountAndEscalateAndNobodyElseMayDoThose() {
        Matter matter = district.assigned();
        Set<String> dubans = new TreeSet<>();
        for (Row row : Transitions.rows()) {
            AccessRules.Subject subject = AccessRules.Subject.of(matter, null);
            if (district.settings()
                    .access()
                    .check(row.command(), Person.DUBAN, subject)
                    .isEmpty()) {
                dubans.add(row.command());
            }
        }
        assertEquals(Set.of("Recount", "Escalate"), dubans);
        for (Person person : district.people()) {
            for (String command : dubans) {
                DubanException e = assertThrows(
                        DubanException.class,
                        () -> Decide.decide(
                                matter,
                                command.equals("Recount")
                                        ? new Recount()
                                        : new Escalate(1, "notice", LocalDate.parse("2026-03-11"), "督办通知", "请速办"),
                                district.context(person)));
                assertEquals(ErrorCode.ACCESS_DENIED, e.code(), person.id() + " " + command);
            }
        }
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                assertThrows(DubanException.class, () -> Decide.register(instruction(), district.context(Person.DUBAN)))
                        .code());
    }

    @Test
    void whatHasEndedTakesNoCommandButObjectionAndLookBack() {
        Map<Standing, Matter> ended = new LinkedHashMap<>();
        ended.put(
                Standing.DECLINED,
                district.does(DIRECTOR, district.register(OFFICER, instruction()), new Decline("阅知")));
        ended.put(Standing.TERMINATED, district.does(DIRECTOR, district.assigned(), new Terminate("政策调整", "纪要")));
        ended.put(Standing.ARCHIVED, district.does(OFFICER, district.readyToArchive(), new Archive(Retention.D30, "")));
        ended.forEach((standing, matter) -> {
            for (MatterCommand command : commands(matter)) {
                String name = command.getClass().getSimpleName();
                if (!row(name).standings().contains(standing)) {
                    DubanException e = assertThrows(
                            DubanException.class, () -> Decide.decide(matter, command, district.context(DIRECTOR)));
                    assertEquals(ErrorCode.NOT_AT_THIS_STAGE, e.code(), name + " when " + standing);
                }
            }
        });
    }

    @Test
    void aStrangerWithTheSameRoleIsRefused() {
        Matter matter = district.assigned();
        Person otherHandler = district.who(HANDLER_C);
        for (MatterCommand command : commands(matter)) {
            String name = command.getClass().getSimpleName();
            assertTrue(
                    Decide.possible(name, matter, district.context(otherHandler))
                            .isPresent(),
                    name);
        }
        assertThrows(
                DubanException.class,
                () -> Decide.decide(
                        matter, new MatterCommand.Merge(new MatterId("nowhere"), "无此事项"), district.context(OFFICER)));
    }
}
