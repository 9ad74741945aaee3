package org.duban.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.FormType;
import org.duban.api.journal.Verification;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.MatterCommand.PublishReply;
import org.duban.api.matter.Standing;
import org.duban.demo.MessageFile.Message;
import org.duban.demo.MessageFile.Skipped;
import org.duban.demo.Office.Charge;
import org.duban.demo.Plan.Registration;
import org.duban.embed.Duban;

/**
 * Carries the messages of a file, each at its own times: received and registered when it was written, answered when it was answered, in
 * between assigned and acknowledged, afterwards verified and archived.
 */
final class MessagesRun {

    /** The work calendar begins with 2007. */
    private static final Instant CALENDAR_BEGINS = Instant.parse("2007-01-01T00:00:00Z");

    private static final String KIND = "message";
    private static final String CHANNEL = "其他渠道";

    /** Whom a message is given to that names nobody's topic. */
    private static final String OTHERWISE = "xfj";

    private static final int MAX_TITLE = 200;

    /** How many of the skipped lines are shown; all of them are in the summary. */
    private static final int SHOWN = 20;

    private final Screen screen;
    private final Office office = Office.ofDistrict();
    private final Phrases phrases = Phrases.ofDemo();

    MessagesRun(Screen screen) {
        this.screen = screen;
    }

    /**
     * What came of it.
     *
     * @param lines how many lines the file has
     * @param skipped the lines that could not be used, in the order of the file
     * @param commands how many commands were given
     * @param replies what the journal says of the messages and their replies
     * @param journalIntact whether the journal is as it was written
     * @param reconciled whether every message that was carried is answered and archived, by journal and ledger alike
     */
    record Result(
            int lines,
            List<Skipped> skipped,
            int commands,
            ReplyReport replies,
            boolean journalIntact,
            boolean reconciled) {}

    /**
     * Carries a file's messages in an empty data directory.
     *
     * @throws IOException when the file can't be read at all
     */
    Result run(Path file, Path data) throws IOException {
        Stopwatch stopwatch = new Stopwatch();
        screen.heading("留言办理：" + file);
        MessageFile read = MessageFile.read(file, Desk.ZONE);
        List<Skipped> skipped = new ArrayList<>(read.skipped());
        Instant begins = read.messages().stream()
                .map(Message::created)
                .filter(CALENDAR_BEGINS::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(CALENDAR_BEGINS);
        SimulatedClock clock = new SimulatedClock(begins);
        try (Duban duban =
                Duban.at(data).directory(office).clock(clock).zone(Desk.ZONE).start()) {
            screen.line("督办系统已在本进程内启动（" + stopwatch + "）");
            List<Plan> plans = plans(duban, read.messages(), skipped);
            skipped.sort(Comparator.comparingInt(Skipped::line));
            show(read.lines(), plans.size(), skipped);
            Chronicle chronicle = new Chronicle(
                    screen,
                    duban.journal(),
                    clock::instant,
                    at -> at.atZone(Desk.ZONE).getYear() + "年");
            WorkCalendar calendar = duban.calendars().current();
            Instant ends = plans.stream()
                    .map(Plan::ends)
                    .max(Comparator.naturalOrder())
                    .orElse(calendar.lastPublished().atStartOfDay(Desk.ZONE).toInstant());
            Mornings mornings = new Mornings(clock, calendar, duban.notices(), List.of());
            int commands = new Runner(duban.matters(), office, clock, mornings, List.of()).run(plans, ends, chronicle);
            chronicle.close();
            String carried = stopwatch.toString();

            ReplyReport report = ReplyReport.of(new Feed(duban.journal()), calendar, Desk.ZONE);
            Verification verification = duban.journal().verify(position -> {});
            Counts ledger = duban.ledger()
                    .count(office.director(), LedgerQuery.where().formType(KIND).build(), Dimension.STANDING);
            boolean reconciled = verification.intact()
                    && Stream.of(report.messages(), report.answered(), report.archived(), ledger.of(Standing.ARCHIVED))
                            .allMatch(count -> count == plans.size())
                    && ledger.total() == plans.size();
            print(report);
            screen.line("");
            screen.line("%,d 条指令，%,d 条事件，用时 %s".formatted(commands, report.transitions(), carried));
            screen.line("日志校验：" + YearRun.verified(verification));
            screen.line(reconciled ? "每件留言都已答复、销号、归档，日志与台账相符。" : "日志与台账不相符，或有留言未办完。");
            return new Result(read.lines(), List.copyOf(skipped), commands, report, verification.intact(), reconciled);
        }
    }

    // ---- messages to plans

    /** Plans of the messages that can be carried; the others are added to those skipped. */
    private List<Plan> plans(Duban duban, List<Message> messages, List<Skipped> skipped) {
        FormType form = duban.formTypes()
                .find(KIND)
                .orElseThrow(() -> new IllegalStateException("no form type " + KIND + " is installed"));
        Desk desk = Desk.of(duban.calendars().current());
        List<Plan> plans = new ArrayList<>();
        for (Message message : messages) {
            Draft draft = draft(message);
            List<Problem> problems = duban.formTypes().check(form, draft.form());
            if (!problems.isEmpty()) {
                skipped.add(new Skipped(message.line(), problems.get(0).describe()));
                continue;
            }
            try {
                plans.add(plan(message, draft, form, desk));
            } catch (DubanException e) {
                // Days the work calendar doesn't have.
                skipped.add(new Skipped(message.line(), e.problems().get(0).describe()));
            }
        }
        return plans;
    }

    private static Draft draft(Message message) {
        String title = (message.title().isBlank() ? message.content() : message.title())
                .strip()
                .replaceAll("\\s+", " ");
        boolean whole = title.length() <= MAX_TITLE;
        return Draft.of(KIND)
                .title(whole ? title : beginning(title))
                .content(whole ? message.content() : message.title() + "\n" + message.content())
                .gate(Gate.PUBLIC_CONCERN)
                .source("网民留言")
                .form(Forms.message(CHANNEL, message.id(), message.created()));
    }

    /** As much of a title as fits, without cutting a character in two. */
    private static String beginning(String title) {
        int end = MAX_TITLE - 1;
        return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private Plan plan(Message message, Draft draft, FormType form, Desk desk) {
        Random random = new Random(message.id().hashCode());
        Charge charge = office.charge(office.unitFor(message.title() + message.content(), OTHERWISE), null, random);
        List<Assignment> assignments = List.of(Assignment.lead(charge.unit().id())
                .leader(charge.unit().leader().id())
                .requirement(phrases.requirements().get(0)));
        Road road = new Road(desk, random, form, phrases, message.created())
                .approved(charge.proposer(), assignments, false)
                .entrusted(charge)
                .assigned(assignments);
        if (road.now().isAfter(message.replied())) {
            // Answered before the office could have dealt with it in its own hours: somebody worked when it was closed.
            road.squeeze(message.created(), message.replied());
        }
        road.reach(message.replied()).finished(List.of());
        road.step(By.OFFICER, new PublishReply(message.reply(), CHANNEL));
        road.cleared().presented().endorsed().archived();
        return new Plan(
                "留言 " + message.id(),
                new Registration(message.created(), office.host().person(), others -> draft),
                road.steps());
    }

    // ---- what people see

    private void show(int lines, int messages, List<Skipped> skipped) {
        screen.line("文件 %,d 行：办理 %,d 件，跳过 %,d 行".formatted(lines, messages, skipped.size()));
        skipped.stream().limit(SHOWN).forEach(s -> screen.line("  第 " + s.line() + " 行跳过：" + s.reason()));
        if (skipped.size() > SHOWN) {
            screen.line("  …… 其余 %,d 行见 summary.json".formatted(skipped.size() - SHOWN));
        }
        screen.line("");
    }

    private void print(ReplyReport report) {
        screen.heading("答复");
        screen.line("办理留言            " + Screen.right("%,d".formatted(report.messages()), 8) + " 件");
        screen.line("已答复              " + share(report.answered(), report));
        screen.line("7 个工作日内答复    " + share(report.within7(), report));
        screen.line("15 个工作日内答复   " + share(report.within15(), report));
        screen.line("答复用时中位数      " + Screen.right("%.1f".formatted(report.medianWorkingDays()), 8) + " 个工作日");
    }

    private static String share(long count, ReplyReport report) {
        return Screen.right("%,d".formatted(count), 8)
                + " 件"
                + (report.messages() == 0
                        ? ""
                        : Screen.right("%.1f%%".formatted(100.0 * count / report.messages()), 8));
    }
}
