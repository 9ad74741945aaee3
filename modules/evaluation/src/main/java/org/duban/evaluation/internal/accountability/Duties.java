package org.duban.evaluation.internal.accountability;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.duban.api.accountability.DutyFinding;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.Escalated;
import org.duban.api.matter.MatterEvent.Move;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.accountability.DutyRule.After;
import org.duban.evaluation.internal.accountability.DutyRule.Kind;
import org.duban.evaluation.internal.conduct.About;
import org.duban.evaluation.internal.conduct.Timeline;
import org.duban.evaluation.internal.conduct.Timeline.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * Which supervising duties a matter's history asked for by a day, and whether each was done. Pure: the same history, rules, calendar and day
 * give the same findings. Events of other matters, and events that are nobody's duty, change nothing.
 */
public final class Duties {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);

    private final MatterId matter;
    private final List<Recorded> history;
    private final Timeline timeline;
    private final WorkCalendar calendar;
    private final ZoneId zone;
    private final LocalDate asOf;
    private final UnaryOperator<String> units;

    private Duties(
            List<Recorded> history, WorkCalendar calendar, ZoneId zone, LocalDate asOf, UnaryOperator<String> units) {
        this.history = history;
        this.matter = new MatterId(history.get(0).stream().id());
        this.timeline = Timeline.of(history, zone);
        this.calendar = calendar;
        this.zone = zone;
        this.asOf = asOf;
        this.units = units;
    }

    /**
     * The duties of one matter.
     *
     * @param history from its beginning; what is later than {@code asOf} is not looked at
     * @param calendar as it was known on {@code asOf}
     * @param zone the office's
     * @param asOf a day; duties that can still be done on it or later are left out
     * @param units how a unit's id reads to people
     * @return in the order in which the duties began, then of the rules
     */
    public static List<DutyFinding> review(
            List<Recorded> history,
            List<DutyRule> rules,
            WorkCalendar calendar,
            ZoneId zone,
            LocalDate asOf,
            UnaryOperator<String> units) {
        List<Recorded> until = history.stream()
                .filter(r -> !r.at().atZone(zone).toLocalDate().isAfter(asOf))
                .toList();
        if (until.isEmpty()) {
            return List.of();
        }
        Duties duties = new Duties(until, calendar, zone, asOf, units);
        List<DutyFinding> findings = new ArrayList<>();
        for (DutyRule rule : rules) {
            findings.addAll(rule.kind() == Kind.FOLLOW ? duties.following(rule) : duties.overdue(rule));
        }
        findings.sort(Comparator.comparing(DutyFinding::from)
                .thenComparing(DutyFinding::fromVersion)
                .thenComparing(DutyFinding::obligation));
        return List.copyOf(findings);
    }

    private LocalDate day(Recorded recorded) {
        return recorded.at().atZone(zone).toLocalDate();
    }

    // ---- what follows from an event

    private List<DutyFinding> following(DutyRule rule) {
        After after = rule.after();
        List<DutyFinding> findings = new ArrayList<>();
        if (after == null) {
            return findings;
        }
        for (Recorded trigger : history) {
            if (trigger.event() instanceof MatterEvent event && matches(event, after)) {
                following(rule, after, trigger, About.obligations(event)).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static boolean matches(MatterEvent event, After after) {
        return event.getClass().getSimpleName().equals(after.event())
                && (!after.moves() || (event instanceof Move move && move.next() != null))
                && (after.actions().isEmpty()
                        || (event instanceof Escalated e && after.actions().contains(e.action())));
    }

    private Optional<DutyFinding> following(DutyRule rule, After after, Recorded trigger, Set<Integer> about) {
        LocalDate from = day(trigger);
        LocalDate limit = calendar.addWorkingDays(from, rule.workingDays()).date();
        Recorded done = next(trigger.version(), about, rule.by());
        Recorded ended = nextEnd(trigger.version(), about, rule.unless());
        if (ended != null && done != null && ended.version() < done.version()) {
            done = null;
        } else if (done != null) {
            ended = null;
        }
        if (ended != null && !day(ended).isAfter(limit)) {
            return Optional.empty();
        }
        Recorded by = done;
        LocalDate until = by != null ? day(by) : ended != null ? day(ended) : asOf;
        if (by == null && !until.isAfter(limit)) {
            return Optional.empty();
        }
        boolean kept = by != null && !until.isAfter(limit);
        int late = kept ? 0 : calendar.workingDaysBetween(limit, until);
        String zh = rule.name() + "：" + from.format(DAY) + after.text() + record(trigger.version()) + "，应于"
                + limit.format(DAY) + "前（" + rule.workingDays() + "个工作日内）" + rule.what() + "，"
                + outcome(rule, kept, by, until, late);
        return Optional.of(new DutyFinding(
                matter,
                about.size() == 1 ? about.iterator().next() : 0,
                rule.id(),
                rule.name(),
                timeline.inCharge(limit),
                kept,
                from,
                trigger.version(),
                limit,
                by == null ? null : day(by),
                by == null ? 0 : by.version(),
                late,
                zh));
    }

    private String outcome(DutyRule rule, boolean kept, @Nullable Recorded by, LocalDate until, int late) {
        if (by != null) {
            String when = until.format(DAY);
            return kept
                    ? when + "已" + rule.what() + record(by.version()) + "。"
                    : when + "才" + rule.what() + record(by.version()) + "，迟" + late + "个工作日。";
        }
        return "截至" + until.format(DAY) + "没有" + rule.what() + "，超过" + late + "个工作日。";
    }

    private static String record(long version) {
        return "（第" + version + "号记录）";
    }

    private @Nullable Recorded next(long after, Set<Integer> about, Set<String> names) {
        for (Recorded recorded : history) {
            if (recorded.version() > after
                    && recorded.event() instanceof MatterEvent event
                    && names.contains(event.getClass().getSimpleName())
                    && concerns(event, about)) {
                return recorded;
            }
        }
        return null;
    }

    private @Nullable Recorded nextEnd(long after, Set<Integer> about, Set<String> unless) {
        for (Recorded recorded : history) {
            if (recorded.version() > after
                    && recorded.event() instanceof MatterEvent event
                    && (About.ends(event)
                            || (unless.contains(event.getClass().getSimpleName()) && concerns(event, about)))) {
                return recorded;
            }
        }
        return null;
    }

    /** What is about the whole matter concerns each of its obligations. */
    private static boolean concerns(MatterEvent event, Set<Integer> about) {
        Set<Integer> of = About.obligations(event);
        return about.isEmpty() || of.isEmpty() || of.stream().anyMatch(about::contains);
    }

    // ---- what follows from a due date that passes

    private List<DutyFinding> overdue(DutyRule rule) {
        List<DutyFinding> findings = new ArrayList<>();
        for (Stretch stretch : timeline.stretches()) {
            // Returned for rework with a date that had passed: the days are counted from the return.
            LocalDate due = stretch.due().isBefore(stretch.from()) ? stretch.from() : stretch.due();
            LocalDate last = calendar.addWorkingDays(due, rule.daysAfter()).date();
            LocalDate end = stretch.to() == null ? asOf : stretch.to();
            if (stretch.late(asOf) && end.isAfter(last)) {
                findings.add(overdue(rule, stretch, due, last, end));
            }
        }
        return findings;
    }

    private DutyFinding overdue(DutyRule rule, Stretch stretch, LocalDate due, LocalDate last, LocalDate end) {
        LocalDate first = rule.sinceAssigned()
                ? stretch.from()
                : rule.daysBefore() == 0 ? due : calendar.subtractWorkingDays(due, rule.daysBefore());
        Recorded in = null;
        Recorded late = null;
        for (Recorded recorded : history) {
            if (recorded.event() instanceof MatterEvent event
                    && rule.by().contains(event.getClass().getSimpleName())
                    && concerns(event, Set.of(stretch.obligation()))) {
                LocalDate on = day(recorded);
                if (in == null && !on.isBefore(first) && !on.isAfter(last)) {
                    in = recorded;
                } else if (late == null && on.isAfter(last) && !on.isAfter(end)) {
                    late = recorded;
                }
            }
        }
        boolean kept = in != null;
        Recorded by = in != null ? in : late;
        int days = kept ? 0 : calendar.workingDaysBetween(last, by == null ? end : day(by));
        String zh = rule.name() + "：" + units.apply(stretch.unit()) + "的任务"
                + stretch.due().format(DAY) + "到期"
                + record(stretch.dueVersion()) + "未办结，"
                + (in != null
                        ? day(in).format(DAY) + "已" + rule.what() + record(in.version()) + "。"
                        : first.format(DAY) + "至" + last.format(DAY) + "没有" + rule.what() + "记录，"
                                + outcome(rule, false, by, by == null ? end : day(by), days));
        return new DutyFinding(
                matter,
                stretch.obligation(),
                rule.id(),
                rule.name(),
                timeline.inCharge(last),
                kept,
                stretch.due(),
                stretch.dueVersion(),
                last,
                by == null ? null : day(by),
                by == null ? 0 : by.version(),
                days,
                zh);
    }
}
