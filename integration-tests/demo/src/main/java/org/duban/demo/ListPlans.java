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
import org.duban.api.matter.MatterCommand.BringIn;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterCommand.DecideCircular;
import org.duban.api.matter.MatterCommand.DecideObjection;
import org.duban.api.matter.MatterCommand.InstructAgain;
import org.duban.api.matter.MatterCommand.IssuePaper;
import org.duban.api.matter.MatterCommand.LookBack;
import org.duban.api.matter.MatterCommand.RaiseObjection;
import org.duban.api.matter.MatterCommand.RecordCheck;
import org.duban.api.matter.MatterCommand.Remind;
import org.duban.api.matter.Method;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.Stage;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Partner;
import org.duban.demo.Office.Responsible;
import org.duban.demo.Plan.Registration;
import org.duban.demo.Scenario.SourceDocument;

/** The year's responsibility list (责任清单): key tasks, key projects and decisions, drawn up from their source documents. */
final class ListPlans {

    static final String KEY_TASK = "key-task";
    static final String KEY_PROJECT = "key-project";
    static final String DECISION = "decision";

    /** How far an item is at the end. */
    private static final String CRITICISM = """
            经督查，上述单位在承担该项工作中履职不力、落实不到位，未按要求完成任务，核查时被退回重办，在全区造成不良影响。经研究，决定予以通报批评。
            被通报单位要认真查找原因，制定整改措施，明确责任人和完成时限，于收到本通报之日起10个工作日内将整改情况书面报送督查室。各单位要引以为戒，举一反三，切实抓好各项工作落实。""";

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

        /** Whether it is a key task that just goes on. */
        boolean plain() {
            return outcome == Outcome.ON_SCHEDULE && kind.equals(KEY_TASK) && turns.isEmpty();
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
    private final ListDrafts drafts;

    ListPlans(Planning planning) {
        this.planning = planning;
        this.scenario = planning.scenario();
        this.counts = scenario.list();
        this.desk = planning.desk();
        this.ends = planning.ends();
        this.drafts = new ListDrafts(planning);
    }

    List<Plan> plans() {
        List<Item> items = items();
        int taken = counts.split() * counts.splitInto() + counts.reinstated();
        List<Item> plain = items.stream().filter(Item::plain).limit(taken).toList();
        if (plain.size() < taken) {
            throw new IllegalArgumentException("parts of what is split and what is reinstated need " + taken
                    + " plain items on schedule, there are " + plain.size());
        }
        List<Plan> plans = new ArrayList<>();
        plans.add(criticised());
        List<Plan> open = new ArrayList<>();
        for (Item item : items) {
            if (!plain.contains(item)) {
                Plan plan = planned(item);
                plans.add(plan);
                if (item.plain()) {
                    open.add(plan);
                }
            }
        }
        plans.addAll(new OffListPlans(planning).plans(open));
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
        SourceDocument document = drafts.document(item.kind, last, random);
        Instant at = drafts.drawnUp(document, last, random);
        Charge charge = planning.charge(random);
        Road road = planning.road(item.kind, random, at);
        LocalDate due = walk(item, road, charge, random);
        Draft draft = drafts.draft(document, charge, random).dueOn(due);
        return new Plan(item.name, new Registration(at, charge.officer(), others -> draft), road.steps());
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
        Responsible lead = charge.unit();
        if (item.has(Turn.DISPUTE_UPHELD)) {
            lead = others(charge, random)
                    .filter(u -> !assisting.contains(u))
                    .findFirst()
                    .orElseThrow();
            road.disputed(charge.unit().id(), helpers, lead);
        } else if (item.has(Turn.DISPUTE_REJECTED)) {
            road.disputed(charge.unit().id(), helpers, null);
        } else {
            road.assigned(assignments);
        }
        List<String> units =
                Stream.concat(Stream.of(lead.id()), helpers.stream()).toList();
        alongTheWay(item, road, charge, units, random);

        Instant from = road.now();
        LocalDate latest = desk.plus(scenario.ends(), item.outcome == Outcome.DONE ? -17 : -5);
        LocalDate finish = item.outcome == Outcome.IN_CLEARANCE
                ? planning.workingDay(desk.plus(scenario.ends(), -30), latest, random)
                : planning.workingDay(desk.plus(road.today(), item.shaped() ? 70 : 15), latest, random);
        Instant until = item.outcome == Outcome.ON_SCHEDULE ? ends : desk.during(finish, random);
        LocalDate due = item.outcome == Outcome.ON_SCHEDULE
                ? drafts.dueAfterTheEnd(random)
                : desk.plus(finish, random.nextInt(12));
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
                        (matter, others) -> new RaiseObjection(Road.newestConclusion(matter), "核查结论与实际不完全相符，请予复核"));
        road.days(2, 4)
                .step(
                        By.DEPUTY,
                        (matter, others) -> new DecideObjection(
                                matter.objections().size(), upheld, upheld ? "部分数据需重新核实" : "原结论事实清楚，予以维持"));
        if (upheld) {
            road.days(1, 1).passed();
        }
    }

    // ---- the matter that ends in criticism

    private Plan criticised() {
        Scenario.Criticism criticism = scenario.criticism();
        String name = "list-criticised";
        Random random = planning.random(name);
        LocalDate last = scenario.begins().plusDays(60);
        SourceDocument document = drafts.document(KEY_TASK, last, random);
        Instant at = drafts.drawnUp(document, last, random);
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
        road.days(1, 2).step(By.DEPUTY, new DecideCircular(CircularKind.CRITICISM, criticism.units(), CRITICISM));
        road.days(2, 4)
                .step(
                        By.responsibleLeader(criticism.objector()),
                        (matter, others) -> new RaiseObjection(Road.newestConclusion(matter), "本单位承担的任务已按期完成，请予复核"));
        road.days(4, 8)
                .step(
                        By.DIRECTOR,
                        (matter, others) ->
                                new DecideObjection(matter.objections().size(), false, "经复核，原通报事实清楚，予以维持"));
        road.sealed();
        Draft draft = drafts.draft(document, charge, random)
                .title(criticism.title())
                .area(charge.area())
                .dueOn(desk.plus(finish, 2));
        return new Plan(name, new Registration(at, charge.officer(), others -> draft), road.steps());
    }
}
