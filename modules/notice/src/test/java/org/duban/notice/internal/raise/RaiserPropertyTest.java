package org.duban.notice.internal.raise;

import static org.duban.notice.internal.raise.Desk.DIRECTOR;
import static org.duban.notice.internal.raise.Desk.HANDLER;
import static org.duban.notice.internal.raise.Desk.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.duban.api.DubanException;
import org.duban.api.form.Ladder;
import org.duban.api.form.Ladder.Action;
import org.duban.api.form.Ladder.Audience;
import org.duban.api.form.Ladder.Step;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.Escalation;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.raise.Desk.Told;

/** Whatever happens to matters, the clock and the process, in whatever order. */
class RaiserPropertyTest {

    private static final Ladder LADDER = Ladder.DEFAULT;

    private static final Map<Audience, Set<String>> PEOPLE = Map.of(
            Audience.HANDLER, Set.of(HANDLER),
            Audience.UNIT_LEADER, Set.of(Desk.CHIEF),
            Audience.OFFICER, Set.of(OFFICER),
            Audience.OFFICE, Set.of(DIRECTOR, Desk.DEPUTY),
            Audience.LEADER, Set.of(Desk.LEADER));

    /** One life of a desk, step by step; after each step what was raised is held against the matters as they are. */
    private static final class Life {
        private final Desk desk;
        private final List<MatterId> matters = new ArrayList<>();
        private int seen;

        Life(Desk desk) {
            this.desk = desk;
        }

        void step(int what) {
            int amount = what / 20;
            if (matters.isEmpty() || what % 20 == 0 && matters.size() < 3) {
                matters.add(desk.acknowledged(Desk.instruction()).id());
            }
            Matter matter = desk.get(matters.get(amount % matters.size()));
            LocalDate newDate = desk.today().plusDays(1 + amount % 25);
            switch (what % 20) {
                case 1 -> {
                    tries(
                            HANDLER,
                            matter,
                            new RequestExtension(1, "降雨", "过半", dueOf(matter).plusDays(1 + amount % 20), null));
                    tries(DIRECTOR, matter, new DecideExtension(1, true, null, ""));
                }
                case 2 -> tries(DIRECTOR, matter, new Suspend(1, "诉讼", "通知书"));
                case 3, 4 -> tries(DIRECTOR, matter, new Resume(1, "判决"));
                case 5 -> tries(HANDLER, matter, new Finish(1, "已办结", List.of()));
                case 6, 7 -> {
                    tries(DIRECTOR, matter, new StartVerification(Method.DESK, List.of()));
                    tries(DIRECTOR, matter, new ReturnForRework(List.of(), "不实", amount % 2 == 0 ? null : newDate));
                }
                case 8 -> tries(OFFICER, matter, new Remind(1, "抓紧"));
                case 9 -> tries(OFFICER, matter, new CompleteInPart(1, "一期", "二期", newDate));
                case 10 -> tries(DIRECTOR, matter, amount % 5 == 0 ? new Terminate("撤销", "纪要") : new Remind(1, "再催"));
                case 11 -> desk.restart();
                case 12 -> desk.crash();
                case 13 -> desk.pass(Duration.ofMinutes(amount * 7L));
                case 14, 15 -> desk.pass(Duration.ofHours(amount));
                case 16, 17, 18 -> desk.pass(Duration.ofDays(amount % 4));
                default ->
                    desk.until(desk.instant()
                            .plus(Duration.ofHours(amount * 3L))
                            .atZone(Desk.ZONE)
                            .toLocalDateTime()
                            .toString());
            }
            if (what % 3 != 0) {
                desk.run();
            }
            look();
        }

        private LocalDate dueOf(Matter matter) {
            return matter.obligation(1).orElseThrow().due().date();
        }

        private void tries(String actor, Matter matter, MatterCommand command) {
            try {
                desk.does(actor, matter, command);
            } catch (DubanException notNow) {
                // Most commands are not possible where the matter is; that is the point of trying all of them.
                assertTrue(
                        Set.of("NOT_NOW", "NOT_AT_THIS_STAGE", "INVALID_FIELD", "MISSING_FIELD", "PART_NOT_FOUND")
                                .contains(notNow.code().name()),
                        notNow.getMessage());
            }
        }

        /** What was raised since the last look was raised in working hours, and about what runs. */
        private void look() {
            List<Told> told = desk.told();
            for (Told one : told.subList(seen, told.size())) {
                if (one.kind() == NoticeKind.REMINDER) {
                    assertTrue(desk.time().working(one.at().atZone(Desk.ZONE).toInstant()), one::brief);
                }
            }
            for (Told one : told.subList(seen, told.size())) {
                boolean now = one.at().atZone(Desk.ZONE).toInstant().equals(desk.instant());
                if (one.kind() == NoticeKind.REMINDER && now) {
                    Obligation o = desk.get(one.matter()).obligation(1).orElseThrow();
                    assertTrue(o.running(), one::brief);
                    assertEquals(o.due().date(), one.forDue(), one::brief);
                }
            }
            seen = told.size();
        }
    }

    @Property(tries = 60)
    void noStepIsTakenTwiceOrLostAndNoneForWhatDoesNotRun(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(min = 0, max = 1999) Integer> steps) throws IOException {
        Path directory = Files.createTempDirectory("duban-raiser");
        try (Desk desk = new Desk(directory, "2026-03-02T10:00")) {
            Life life = new Life(desk);
            steps.forEach(life::step);
            // Into working hours, and everything that is due by then.
            desk.until(desk.time()
                    .next(desk.instant())
                    .atZone(Desk.ZONE)
                    .toLocalDateTime()
                    .toString());
            life.look();

            List<Told> reminders = desk.told(NoticeKind.REMINDER);
            for (MatterId id : life.matters) {
                Matter matter = desk.get(id);
                Obligation o = matter.obligation(1).orElseThrow();
                List<Told> about =
                        reminders.stream().filter(t -> t.matter().equals(id)).toList();
                draftsAreInOrder(desk, o);
                noStepTwice(desk, o, about);
                if (o.running()) {
                    nothingLost(desk, o, about);
                }
            }
        } finally {
            delete(directory);
        }
    }

    /** To each person, for each due date, not more reminders than steps of his whose moments had passed. */
    private static void noStepTwice(Desk desk, Obligation o, List<Told> about) {
        about.stream()
                .collect(Collectors.groupingBy(t -> t.person() + " " + t.forDue()))
                .values()
                .forEach(told -> {
                    for (int i = 0; i < told.size(); i++) {
                        Told one = told.get(i);
                        Instant at = one.at().atZone(Desk.ZONE).toInstant();
                        long passed = stepsTo(one.person()).stream()
                                .filter(step ->
                                        !moment(desk, step, one.forDue()).isAfter(at))
                                .count();
                        assertTrue(
                                i + 1 <= passed,
                                () -> told.stream().map(Told::brief).toList() + " for " + o.due());
                    }
                });
    }

    /** Whatever moment of the due date in force has passed, its people were told then or later. */
    private static void nothingLost(Desk desk, Obligation o, List<Told> about) {
        LocalDate due = o.due().date();
        for (Step step : LADDER.steps()) {
            Instant moment = moment(desk, step, due);
            boolean saidByAssignment = step.workingDays() <= 0 && moment.isBefore(o.assignedAt());
            if (step.action() == Action.REMIND && !moment.isAfter(desk.instant()) && !saidByAssignment) {
                for (Audience audience : step.to()) {
                    for (String person : PEOPLE.getOrDefault(audience, Set.of())) {
                        assertTrue(
                                about.stream()
                                        .anyMatch(t -> t.person().equals(person)
                                                && due.equals(t.forDue())
                                                && !t.at().atZone(Desk.ZONE)
                                                        .toInstant()
                                                        .isBefore(moment)),
                                () -> person + " wasn't told of " + step.id() + " for " + due + " by " + desk.instant()
                                        + ": " + about);
                    }
                }
            }
        }
    }

    /** For each due date notice, circular, accountability without a gap, none before its moment, one a working day at most. */
    private static void draftsAreInOrder(Desk desk, Obligation o) {
        Set<LocalDate> days = new HashSet<>();
        for (Escalation e : o.escalations()) {
            Step step = LADDER.step(e.step()).orElseThrow();
            assertTrue(days.add(desk.time().day(e.at())), () -> "two drafts on one day: " + o.escalations());
            assertTrue(desk.time().working(e.at()));
            assertTrue(!e.at().isBefore(moment(desk, step, e.dueOn())), () -> e + " came too early");
        }
        o.escalations().stream()
                .collect(Collectors.groupingBy(Escalation::dueOn))
                .forEach((due, drafts) -> {
                    List<String> all = List.of("notice", "circular", "accountability");
                    assertEquals(
                            all.subList(0, drafts.size()),
                            drafts.stream().map(Escalation::step).toList());
                });
    }

    private static List<Step> stepsTo(String person) {
        return LADDER.steps().stream()
                .filter(step -> step.action() == Action.REMIND)
                .filter(step -> step.to().stream()
                        .anyMatch(a -> PEOPLE.getOrDefault(a, Set.of()).contains(person)))
                .toList();
    }

    private static Instant moment(Desk desk, Step step, LocalDate due) {
        OfficeTime time = desk.time();
        return time.opening(Ladders.day(step, due, time.calendar()));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
