package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.form.FormType;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.Matter.Conclusion;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.BringIn;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterCommand.DecideCircular;
import org.duban.api.matter.MatterCommand.DecideObjection;
import org.duban.api.matter.MatterCommand.Decline;
import org.duban.api.matter.MatterCommand.InstructAgain;
import org.duban.api.matter.MatterCommand.IssuePaper;
import org.duban.api.matter.MatterCommand.LookBack;
import org.duban.api.matter.MatterCommand.Merge;
import org.duban.api.matter.MatterCommand.RaiseObjection;
import org.duban.api.matter.MatterCommand.RecordCheck;
import org.duban.api.matter.MatterCommand.Remind;
import org.duban.api.matter.MatterCommand.Split;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterCommand.Terminate;
import org.duban.api.matter.MatterCommand.Withdraw;
import org.duban.api.matter.Method;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.Source;
import org.duban.api.matter.Stage;
import org.duban.api.office.Line;
import org.duban.api.office.Role;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Leader;
import org.duban.demo.Office.Partner;
import org.duban.demo.Office.Responsible;
import org.duban.demo.Plan.Branch;
import org.duban.demo.Plan.Registration;
import org.duban.demo.Scenario.SourceDocument;

/** The year's responsibility list (责任清单): key tasks, key projects and decisions, drawn up from their source documents. */
final class ListPlans {

    static final String KEY_TASK = "key-task";
    static final String KEY_PROJECT = "key-project";
    static final String DECISION = "decision";

    /** How far an item is at the end. */
    private enum Outcome {
        DONE,
        IN_CLEARANCE,
        ON_SCHEDULE
    }

    private static final Set<Turn> AFTER_CLEARING =
            EnumSet.of(Turn.RELAPSE, Turn.LOOK_BACK, Turn.OBJECTION_REJECTED, Turn.OBJECTION_UPHELD, Turn.PRAISE);

    /** One item of the list while it is being planned. */
    private static final class Item {
        final String name;
        final Outcome outcome;
        final Set<Turn> turns = EnumSet.noneOf(Turn.class);
        String kind = KEY_TASK;

        Item(String name, Outcome outcome) {
            this.name = name;
            this.outcome = outcome;
        }

        boolean has(Turn turn) {
            return turns.contains(turn);
        }

        boolean shaped() {
            return turns.stream().anyMatch(Turn::shapesRoad);
        }
    }

    private final Planning planning;
    private final Scenario scenario;
    private final Scenario.Items counts;
    private final Desk desk;
    private final Instant ends;
    private final List<Plan> plans = new ArrayList<>();

    ListPlans(Planning planning) {
        this.planning = planning;
        this.scenario = planning.scenario();
        this.counts = scenario.list();
        this.desk = planning.desk();
        this.ends = planning.ends();
    }

    List<Plan> plans() {
        plans.add(criticised());
        List<Item> items = items();
        int parts = counts.split() * counts.splitInto();
        List<Item> plain = items.stream()
                .filter(i -> i.outcome == Outcome.ON_SCHEDULE && i.turns.isEmpty() && i.kind.equals(KEY_TASK))
                .toList();
        if (plain.size() < parts + counts.reinstated()) {
            throw new IllegalArgumentException("split and reinstated need " + (parts + counts.reinstated())
                    + " plain items on schedule, there are " + plain.size());
        }
        List<Item> branches = plain.subList(0, parts);
        List<Item> reinstated = plain.subList(parts, parts + counts.reinstated());
        for (int i = 0; i < counts.split(); i++) {
            split("list-split-" + i, branches.subList(i * counts.splitInto(), (i + 1) * counts.splitInto()));
        }
        reinstated.forEach(item -> plans.add(terminated(item.name, true)));
        List<Item> ordinary = items.stream()
                .filter(i -> !branches.contains(i) && !reinstated.contains(i))
                .toList();
        ordinary.forEach(item -> plans.add(planned(item)));

        for (int i = 0; i < counts.terminated() - counts.reinstated(); i++) {
            plans.add(terminated("list-terminated-" + i, false));
        }
        for (int i = 0; i < counts.declined(); i++) {
            plans.add(declined("list-declined-" + i));
        }
        for (int i = 0; i < counts.withdrawn(); i++) {
            plans.add(withdrawn("list-withdrawn-" + i));
        }
        List<Item> open = ordinary.stream()
                .filter(i -> i.outcome == Outcome.ON_SCHEDULE && i.kind.equals(KEY_TASK) && !i.shaped())
                .toList();
        for (int i = 0; i < counts.merged(); i++) {
            plans.add(merged("list-merged-" + i, open.get(i % open.size()).name));
        }
        return plans;
    }

    // ---- what happens to which

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        // The criticised matter is one of those done.
        add(items, Outcome.DONE, counts.done() - 1);
        add(items, Outcome.IN_CLEARANCE, counts.inClearance());
        add(items, Outcome.ON_SCHEDULE, counts.onSchedule());
        Collections.shuffle(items, planning.random("kinds"));
        items.subList(0, counts.keyProjects()).forEach(i -> i.kind = KEY_PROJECT);
        items.subList(counts.keyProjects(), counts.keyProjects() + counts.decisions())
                .forEach(i -> i.kind = DECISION);
        for (Map.Entry<Turn, Integer> turn : counts.turns().entrySet()) {
            Collections.shuffle(items, planning.random(turn.getKey().name()));
            List<Item> chosen = items.stream()
                    .filter(item -> possible(turn.getKey(), item))
                    .limit(turn.getValue())
                    .toList();
            if (chosen.size() < turn.getValue()) {
                throw new IllegalArgumentException(
                        "only " + chosen.size() + " items can have the turn " + turn.getKey());
            }
            chosen.forEach(item -> item.turns.add(turn.getKey()));
        }
        items.sort((a, b) -> a.name.compareTo(b.name));
        return items;
    }

    private static void add(List<Item> items, Outcome outcome, int count) {
        for (int i = 1; i <= count; i++) {
            items.add(new Item("list-%s-%04d".formatted(outcome.name().toLowerCase(Locale.ROOT), i), outcome));
        }
    }

    private boolean possible(Turn turn, Item item) {
        FormType form = planning.forms().apply(item.kind);
        if (turn.shapesRoad() && item.shaped()) {
            return false;
        }
        if (AFTER_CLEARING.contains(turn) && item.outcome != Outcome.DONE) {
            return false;
        }
        return switch (turn) {
            case LATE -> item.outcome != Outcome.ON_SCHEDULE;
            case SENT_BACK -> !form.omitted().contains(Stage.APPROVAL);
            case CONTINUATION ->
                item.outcome != Outcome.IN_CLEARANCE
                        && !form.omitted().contains(Stage.SUBMISSION)
                        && !form.omitted().contains(Stage.CONTINUATION);
            case RELAPSE -> !form.omitted().contains(Stage.CONTINUATION);
            case PRAISE -> !form.omitted().contains(Stage.CIRCULAR) && !item.has(Turn.RELAPSE);
            case DISPUTE_REJECTED -> !item.has(Turn.DISPUTE_UPHELD);
            default -> true;
        };
    }

    // ---- the ordinary item

    private Plan planned(Item item) {
        Random random = planning.random(item.name);
        boolean shaped = item.shaped();
        LocalDate last = switch (item.outcome) {
            case DONE -> desk.plus(scenario.ends(), shaped ? -130 : -75);
            case IN_CLEARANCE -> desk.plus(scenario.ends(), shaped ? -110 : -60);
            case ON_SCHEDULE -> desk.plus(scenario.ends(), shaped ? -85 : -10);
        };
        SourceDocument document = document(item.kind, last, random);
        LocalDate drawnUp = planning.workingDay(document.from(), earlier(document.to(), last), random);
        Instant at = desk.during(drawnUp, random);
        Charge charge = planning.charge(random);
        Road road = planning.road(item.kind, random, at);
        LocalDate due = walk(item, road, charge, random);
        Draft draft = draft(item.kind, document, charge, random).dueOn(due);
        return new Plan(item.name, new Registration(at, charge.officer(), others -> draft), road.steps());
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    /** A document of this kind that items were drawn up from by then; the heavier ones more often. */
    private SourceDocument document(String kind, LocalDate by, Random random) {
        List<SourceDocument> choice = scenario.documents().stream()
                .filter(d -> d.kind().equals(kind) && d.from().isBefore(by))
                .flatMap(d -> Collections.nCopies(d.weight(), d).stream())
                .toList();
        return Planning.any(choice, random);
    }

    private Draft draft(String kind, SourceDocument document, Charge charge, Random random) {
        String task = planning.placed(charge, Planning.any(charge.unit().tasks(), random));
        Leader leader = planning.leader(
                document.line(), random, Role.PRINCIPAL_LEADER, Role.SUPERVISING_LEADER, Role.LEADER_IN_CHARGE);
        String form = switch (kind) {
            case KEY_PROJECT -> Forms.keyProject(document.nature(), 500 + 100 * random.nextInt(300));
            case DECISION -> Forms.decision(document.title(), document.date(), 1 + random.nextInt(9));
            default -> Forms.keyTask(document.title(), document.nature());
        };
        return Draft.of(kind)
                .title(kind.equals(KEY_PROJECT) ? task + "项目" : task)
                .content("按《" + document.title() + "》要求，" + task + "，按期完成并反馈")
                .line(document.line())
                .gate(kind.equals(DECISION) ? Gate.MEETING_DECISION : Gate.MAJOR_MATTER)
                .source(new Source(document.title(), document.number(), document.date()))
                .leader(leader.id())
                .area(charge.area())
                .form(form);
    }

    /** Plans the whole way of an item; the answer is the due date it is registered with. */
    private LocalDate walk(Item item, Road road, Charge charge, Random random) {
        List<Responsible> assisting = new ArrayList<>();
        if (item.has(Turn.ASSISTED)) {
            others(charge, random).limit(1 + random.nextInt(2)).forEach(assisting::add);
        }
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(planning.lead(charge, random));
        assisting.forEach(u -> assignments.add(Assignment.assist(u.id())));
        List<String> helpers = assisting.stream().map(Responsible::id).toList();

        road.approved(charge.proposer(), assignments, item.has(Turn.SENT_BACK)).entrusted(charge);
        if (item.has(Turn.DISPUTE_UPHELD) || item.has(Turn.DISPUTE_REJECTED)) {
            Responsible instead = item.has(Turn.DISPUTE_UPHELD)
                    ? others(charge, random)
                            .filter(u -> !assisting.contains(u))
                            .findFirst()
                            .orElseThrow()
                    : null;
            road.disputed(charge.unit().id(), helpers, instead);
        } else {
            road.assigned(assignments);
        }
        List<String> units =
                Stream.concat(Stream.of(charge.unit().id()), helpers.stream()).toList();
        alongTheWay(item, road, charge, units, random);

        Instant from = road.now();
        LocalDate latest = desk.plus(scenario.ends(), item.outcome == Outcome.DONE ? -17 : -5);
        LocalDate finish = item.outcome == Outcome.IN_CLEARANCE
                ? planning.workingDay(desk.plus(scenario.ends(), -30), latest, random)
                : planning.workingDay(desk.plus(road.today(), item.shaped() ? 70 : 15), latest, random);
        Instant until = item.outcome == Outcome.ON_SCHEDULE ? ends : desk.during(finish, random);
        LocalDate due =
                item.outcome == Outcome.ON_SCHEDULE ? afterTheEnd(random) : desk.plus(finish, random.nextInt(12));
        LocalDate first = handle(item, road, from, until, due, helpers);
        if (item.outcome == Outcome.ON_SCHEDULE) {
            return first;
        }
        road.finished(
                item.has(Turn.REWORK) || item.has(Turn.CONTINUATION) || item.has(Turn.RELAPSE) ? List.of() : helpers);
        if (item.outcome == Outcome.IN_CLEARANCE) {
            if (random.nextBoolean()) {
                road.days(1, 2).verifying();
            }
            return first;
        }
        road.cleared();
        if (item.has(Turn.OBJECTION_REJECTED) || item.has(Turn.OBJECTION_UPHELD)) {
            objected(road, item.has(Turn.OBJECTION_UPHELD));
        }
        road.presented().endorsed();
        if (item.has(Turn.PRAISE)) {
            road.archived(CircularKind.PRAISE, units.subList(0, 1), "行动快、质量高，予以通报表扬");
        } else {
            road.archived();
        }
        if (item.has(Turn.LOOK_BACK)) {
            road.days(3, 15).step(By.OFFICER, new LookBack("回访现场，成效保持良好", List.of(), false));
        }
        return first;
    }

    private LocalDate afterTheEnd(Random random) {
        LocalDate yearEnd = LocalDate.of(scenario.ends().getYear(), 12, 31);
        return switch (random.nextInt(10)) {
            case 0 -> planning.workingDay(desk.plus(scenario.ends(), 1), yearEnd, random);
            case 1 -> LocalDate.of(scenario.ends().getYear() + 1, 3 * (1 + random.nextInt(2)), 30);
            default -> yearEnd;
        };
    }

    private Stream<Responsible> others(Charge charge, Random random) {
        List<Responsible> others = new ArrayList<>(planning.office().data().units());
        others.remove(charge.unit());
        Collections.shuffle(others, random);
        return others.stream();
    }

    /** What doesn't change the road: reports of progress, checks, papers. */
    private void alongTheWay(Item item, Road road, Charge charge, List<String> units, Random random) {
        if (item.has(Turn.BREAKDOWN_PAPER)) {
            road.minutes(30, 200)
                    .step(
                            By.OFFICER,
                            (matter, others) -> new IssuePaper(
                                    PaperKind.BREAKDOWN,
                                    "关于" + matter.subject().title() + "任务分解的通知",
                                    "请各责任单位按分解的任务、时限抓好落实",
                                    units));
        }
        road.at(0.3, () -> road.progress(30));
        if (random.nextBoolean()) {
            road.at(0.65, () -> road.progress(70));
        }
        double when = 0.4 + random.nextDouble() / 3;
        if (item.has(Turn.CHECK)) {
            Method method =
                    Planning.any(List.of(Method.ON_SITE, Method.ON_SITE, Method.UNANNOUNCED, Method.SAMPLED), random);
            String place = planning.placed(charge, "");
            String found = Planning.any(planning.phrases().checks(), random);
            road.at(
                    when,
                    () -> road.step(
                            By.OFFICER,
                            (matter, others) ->
                                    new RecordCheck(method, place, List.of(charge.officer()), found, List.of())));
        }
        if (item.has(Turn.JOINT_CHECK)) {
            Partner partner = Planning.any(planning.office().data().partners(), random);
            String place = planning.placed(charge, "");
            road.at(when, () -> {
                road.step(By.OFFICER, new BringIn(partner.id(), "联合督查"));
                road.days(1, 3)
                        .step(
                                By.person(partner.person().id()),
                                new RecordCheck(
                                        Method.JOINT,
                                        place,
                                        List.of(partner.person().id(), charge.officer()),
                                        "联合督查：责任基本落实，个别环节需加快",
                                        List.of()));
            });
        }
        if (item.has(Turn.REPORT_PAPER)) {
            road.at(when, () -> paper(road, PaperKind.REPORT, "落实情况的督查报告", List.of()));
        }
        if (item.has(Turn.CIRCULAR_PAPER)) {
            road.at(when, () -> paper(road, PaperKind.CIRCULAR, "进展情况的通报", units));
        }
    }

    private static void paper(Road road, PaperKind kind, String about, List<String> units) {
        road.step(
                By.OFFICER,
                (matter, others) ->
                        new IssuePaper(kind, "关于" + matter.subject().title() + about, "一、典型经验；二、倾向和问题；三、建议。", units));
    }

    /** From the acknowledgement to the last completion, by the turn the item takes; the answer is the due date it is registered with. */
    private LocalDate handle(Item item, Road road, Instant from, Instant until, LocalDate due, List<String> helpers) {
        if (item.has(Turn.LATE)) {
            LocalDate missed = desk.plus(desk.day(until), -6);
            road.handled(desk.between(from, desk.closing(missed), 0.95));
            road.reach(desk.closing(missed)).minutes(20, 200);
            road.step(
                    By.OFFICER, (matter, others) -> new Remind(Road.lead(matter).number(), "已超过完成时限，请抓紧办结"));
            road.minutes(30, 200)
                    .step(
                            By.DEPUTY,
                            (matter, others) -> new IssuePaper(
                                    PaperKind.SUPERVISION_NOTICE,
                                    "关于" + matter.subject().title() + "的督办通知",
                                    "请于5个工作日内办结并书面说明原因",
                                    List.of(Road.lead(matter).unit())));
            road.handled(until);
            return missed;
        }
        if (item.has(Turn.EXTENSION) || item.has(Turn.EXTENSION_REFUSED)) {
            boolean granted = item.has(Turn.EXTENSION);
            Instant asked = desk.between(from, until, granted ? 0.7 : 0.4);
            LocalDate first = granted ? desk.plus(desk.day(asked), 3) : due;
            LocalDate wanted = granted ? later(due, desk.plus(first, 3)) : due.plusDays(30);
            road.at(granted ? 0.7 : 0.4, () -> road.extensionAsked(wanted, granted));
            road.handled(until);
            return first;
        }
        if (item.has(Turn.SUSPENSION)) {
            road.at(0.42, road::suspended);
            road.at(0.55, road::resumed);
            road.handled(until);
            return due;
        }
        if (item.has(Turn.STAGED_COMPLETION)) {
            LocalDate first = desk.plus(desk.day(desk.between(from, until, 0.8)), 5);
            road.at(0.8, () -> road.completedInPart(due));
            road.handled(until);
            return first;
        }
        if (item.has(Turn.REWORK)) {
            LocalDate first = desk.plus(desk.day(desk.between(from, until, 0.75)), 4);
            road.handled(desk.between(from, until, 0.75)).finished(helpers);
            road.days(1, 2).returned(due);
            road.handled(until);
            return first;
        }
        if (item.has(Turn.CONTINUATION)) {
            LocalDate first = desk.plus(desk.day(desk.between(from, until, 0.5)), 6);
            road.handled(desk.between(from, until, 0.5)).finished(helpers);
            road.cleared().presented();
            road.days(1, 3)
                    .step(By.LEADER, new InstructAgain("总体较好，剩余问题请继续督办", due))
                    .assignedAgain(due);
            road.days(2, 6).progress(50).handled(until);
            return first;
        }
        if (item.has(Turn.RELAPSE)) {
            LocalDate first = desk.plus(desk.day(desk.between(from, until, 0.35)), 6);
            road.handled(desk.between(from, until, 0.35)).finished(helpers);
            road.cleared().presented().endorsed().archived();
            road.days(8, 12)
                    .step(By.OFFICER, new LookBack("回头看发现问题反弹", List.of(), true))
                    .assignedAgain(due);
            road.days(2, 6).progress(50).handled(until);
            return first;
        }
        road.handled(until);
        return due;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** The unit objects to the newest conclusion; the deputy, who took no part in it, decides. */
    private static void objected(Road road, boolean upheld) {
        road.days(2, 6)
                .step(
                        By.RESPONSIBLE_LEADER,
                        (matter, others) -> new RaiseObjection(newest(matter.conclusions()), "核查结论与实际不完全相符，请予复核"));
        road.days(2, 4)
                .step(
                        By.DEPUTY,
                        (matter, others) -> new DecideObjection(
                                matter.objections().size(), upheld, upheld ? "部分数据需重新核实" : "原结论事实清楚，予以维持"));
        if (upheld) {
            road.days(1, 1).passed();
        }
    }

    private static long newest(List<Conclusion> conclusions) {
        return conclusions.get(conclusions.size() - 1).version();
    }

    // ---- the matter that ends in criticism

    private Plan criticised() {
        Scenario.Criticism criticism = scenario.criticism();
        String name = "list-criticised";
        Random random = planning.random(name);
        SourceDocument document = document(KEY_TASK, scenario.begins().plusDays(60), random);
        Instant at = desk.during(
                planning.workingDay(document.from(), scenario.begins().plusDays(60), random), random);
        Charge charge = planning.office()
                .charge(
                        planning.office().responsible(criticism.units().get(0)),
                        planning.office().data().areas().get(0).code(),
                        random);
        List<String> helpers = criticism.units().subList(1, criticism.units().size());
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(planning.lead(charge, random));
        helpers.forEach(u -> assignments.add(Assignment.assist(u)));
        Road road = planning.road(KEY_TASK, random, at)
                .approved(charge.proposer(), assignments, false)
                .entrusted(charge)
                .assigned(assignments);
        road.at(0.3, () -> road.progress(20));
        road.at(0.6, () -> road.progress(40));
        LocalDate finish = desk.plus(scenario.ends(), -60);
        road.handled(desk.during(finish, random)).finished(helpers);
        LocalDate due = desk.plus(road.today(), 12);
        road.days(1, 2).returned(due);
        road.days(4, 6).finished(List.of());
        road.cleared().presented().endorsed();
        road.days(1, 2)
                .step(By.DEPUTY, new DecideCircular(CircularKind.CRITICISM, criticism.units(), "履职不力、工作落实不到位，予以通报批评"));
        road.days(2, 4)
                .step(
                        By.responsibleLeader(criticism.objector()),
                        (matter, others) -> new RaiseObjection(newest(matter.conclusions()), "本单位承担的任务已按期完成，请予复核"));
        road.days(4, 8)
                .step(
                        By.DIRECTOR,
                        (matter, others) ->
                                new DecideObjection(matter.objections().size(), false, "经复核，原通报事实清楚，予以维持"));
        road.sealed();
        Draft draft = draft(KEY_TASK, document, charge, random)
                .title(criticism.title())
                .area(charge.area())
                .dueOn(desk.plus(finish, 2));
        return new Plan(name, new Registration(at, charge.officer(), others -> draft), road.steps());
    }

    // ---- what was drawn up and doesn't stay on the list as it was

    private record Start(Random random, Instant at, Charge charge, Draft draft, Road road) {}

    private Start start(String name, LocalDate last) {
        Random random = planning.random(name);
        SourceDocument document = document(KEY_TASK, last, random);
        Instant at = desk.during(planning.workingDay(document.from(), earlier(document.to(), last), random), random);
        Charge charge = planning.charge(random);
        Draft draft = draft(KEY_TASK, document, charge, random).dueOn(afterTheEnd(random));
        return new Start(random, at, charge, draft, planning.road(KEY_TASK, random, at));
    }

    private Plan end(String name, Start start) {
        return new Plan(
                name,
                new Registration(start.at(), start.charge().officer(), others -> start.draft()),
                start.road().steps());
    }

    private Plan declined(String name) {
        Start start = start(name, desk.plus(scenario.ends(), -10));
        start.road().proposed(start.charge().proposer(), List.of(planning.lead(start.charge(), start.random())));
        if (start.road().has(Stage.APPROVAL)) {
            start.road().minutes(5, 40).step(start.charge().proposer(), new Submit());
        }
        start.road().minutes(30, 300).step(By.DEPUTY, new Decline("属部门日常工作，不列入责任清单"));
        return end(name, start);
    }

    private Plan withdrawn(String name) {
        Start start = start(name, desk.plus(scenario.ends(), -10));
        start.road().days(1, 2).step(start.charge().proposer(), new Withdraw("文件已另行安排，撤回"));
        return end(name, start);
    }

    private Plan merged(String name, String into) {
        Plan target =
                plans.stream().filter(p -> p.name().equals(into)).findFirst().orElseThrow();
        Instant known = desk.later(target.origin().at(), 8 * 3600);
        Random random = planning.random(name);
        Charge charge = planning.charge(random);
        SourceDocument document = document(KEY_TASK, scenario.ends(), random);
        Road road = planning.road(KEY_TASK, random, known)
                .days(1, 2)
                .step(By.DEPUTY, (matter, others) -> new Merge(others.idOf(into), "与已立项事项内容相同，并案督办"));
        Draft draft = draft(KEY_TASK, document, charge, random).dueOn(afterTheEnd(random));
        return new Plan(
                name, new Registration(known, charge.officer(), others -> draft.line(lineOf(target))), road.steps());
    }

    private static Line lineOf(Plan plan) {
        if (plan.origin() instanceof Registration registration) {
            return registration
                    .draft()
                    .apply(name -> {
                        throw new IllegalStateException("a list item's draft names no other matter");
                    })
                    .line();
        }
        throw new IllegalArgumentException(plan.name() + " is not registered by itself");
    }

    private void split(String name, List<Item> parts) {
        Start start = start(name, desk.plus(scenario.ends(), -60));
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            drafts.add(start.draft().title(start.draft().title() + "（第" + (i + 1) + "部分）"));
        }
        Road road = start.road()
                .proposed(start.charge().proposer(), List.of(planning.lead(start.charge(), start.random())))
                .entrusted(start.charge());
        road.minutes(60, 300).step(By.OFFICER, new Split(drafts, "任务过大，分别立项督办"));
        plans.add(end(name, start));
        for (int i = 0; i < parts.size(); i++) {
            Item item = parts.get(i);
            Road part = planning.road(KEY_TASK, planning.random(item.name), road.now());
            walk(item, part, start.charge(), start.random());
            plans.add(new Plan(item.name, new Branch(road.now(), name, i), part.steps()));
        }
    }

    /** Terminated because its ground fell away; taken up again when the unit objects and is right. */
    private Plan terminated(String name, boolean reinstated) {
        Start start = start(name, desk.plus(scenario.ends(), -110));
        List<Assignment> assignments = List.of(planning.lead(start.charge(), start.random()));
        String unit = start.charge().unit().id();
        Road road = start.road()
                .approved(start.charge().proposer(), assignments, false)
                .entrusted(start.charge())
                .assigned(assignments);
        road.days(15, 40).step(By.DEPUTY, new Terminate("上级政策调整，事项不再实施", "区政府常务会议纪要"));
        if (reinstated) {
            LocalDate due = afterTheEnd(start.random());
            road.days(3, 10)
                    .step(
                            By.responsibleLeader(unit),
                            (matter, others) -> new RaiseObjection(newest(matter.conclusions()), "资金已到位，具备继续实施的条件"));
            road.days(3, 10)
                    .step(
                            By.DIRECTOR,
                            (matter, others) ->
                                    new DecideObjection(matter.objections().size(), true, "条件具备，恢复督办"));
            road.days(1, 2)
                    .step(
                            By.OFFICER,
                            new Assign(List.of(Assignment.lead(unit)
                                    .leader(start.charge().unit().leader().id())
                                    .requirement("按恢复后的计划推进")
                                    .dueOn(due))));
            road.minutes(20, 200).acknowledged(unit);
            road.days(5, 20).progress(30);
        }
        return end(name, start);
    }
}
