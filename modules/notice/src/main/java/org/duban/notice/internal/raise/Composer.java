package org.duban.notice.internal.raise;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder.Audience;
import org.duban.api.form.Ladder.Step;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.duban.api.notice.OwedReport;
import org.duban.notice.internal.deliver.NewNotice;
import org.duban.notice.internal.raise.Audiences.Recipient;
import org.duban.notice.internal.raise.NoticeRules.Rule;
import org.duban.notice.internal.raise.NoticeRules.What;
import org.duban.notice.internal.raise.NoticeRules.Wording;
import org.duban.notice.internal.raise.Occasions.Occasion;
import org.duban.notice.internal.raise.Template.Placeholder;
import org.jspecify.annotations.Nullable;

/** Puts notices into words and finds whom they go to. */
final class Composer {

    /** What a channel takes as a title. */
    private static final int TITLE = 200;

    /** More reports than these are counted, not named. */
    private static final int REPORTS_NAMED = 5;

    private final NoticeRules rules;
    private final Audiences audiences;
    private final OfficeTime time;
    private final LocalDate today;

    Composer(NoticeRules rules, Audiences audiences, OfficeTime time, LocalDate today) {
        this.rules = rules;
        this.audiences = audiences;
        this.time = time;
        this.today = today;
    }

    // ---- events

    /**
     * What an event is told as. Nobody is told of what he did himself.
     *
     * @param matter the matter after the event, or later
     * @param history the matter's whole history; asked for only when a wording needs it
     */
    List<NewNotice> event(Recorded recorded, Matter matter, FormType type, Supplier<List<Recorded>> history) {
        MatterEvent event = (MatterEvent) recorded.event();
        List<NewNotice> notices = new ArrayList<>();
        for (Rule rule : rules.of(event)) {
            for (Occasion occasion : Occasions.of(event, matter, type)) {
                Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
                values.put(Placeholder.NUMBER, matter.number());
                values.put(Placeholder.TITLE, matter.subject().title());
                values.put(Placeholder.UNIT, audiences.unitName(occasion.whom().unit()));
                values.put(
                        Placeholder.BY,
                        recorded.actor().equals(Actor.DUBAN.person())
                                ? "督办系统"
                                : audiences.personName(recorded.actor()));
                LocalDate due = occasion.due();
                if (due != null) {
                    values.put(Placeholder.DUE, Occasions.date(due));
                    values.put(Placeholder.DAYS, Integer.toString(days(due)));
                }
                if (rule.wording().says(Placeholder.FROM)) {
                    LocalDate from = dueBefore(history.get(), recorded.version(), occasion.obligation());
                    values.put(Placeholder.FROM, from == null ? "" : Occasions.date(from));
                }
                values.putAll(occasion.said());
                Set<Audience> to = occasion.to() == null ? rule.to() : occasion.to();
                for (Recipient recipient : audiences.of(to, occasion.whom())) {
                    if (!recipient.person().equals(recorded.actor())) {
                        String unit = occasion.whom().unit();
                        notices.add(notice(
                                Keys.of(
                                        matter.id(),
                                        "event",
                                        recorded.position(),
                                        rule.id(),
                                        occasion.obligation(),
                                        unit == null ? "" : unit,
                                        recipient.person()),
                                recipient,
                                rule.kind(),
                                matter.id(),
                                occasion.obligation(),
                                rule.whileDue() ? due : null,
                                rule.wording(),
                                values,
                                new NoticeItem(
                                        matter.id().value(),
                                        matter.number(),
                                        matter.subject().title(),
                                        due)));
                    }
                }
            }
        }
        return notices;
    }

    /** The due date an obligation had before an event; null when it had none. */
    static @Nullable LocalDate dueBefore(List<Recorded> history, long version, int obligation) {
        LocalDate due = null;
        for (Recorded recorded : history) {
            if (recorded.version() >= version) {
                break;
            }
            due = Occasions.dues((MatterEvent) recorded.event()).getOrDefault(obligation, due);
        }
        return due;
    }

    // ---- the ladder

    /** One notice to each person for all the reminders of an obligation that are due at once, worded for the day it is. */
    List<NewNotice> reminders(Timer timer, List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        Set<Audience> to = EnumSet.noneOf(Audience.class);
        steps.forEach(step -> to.addAll(step.to()));
        String last = steps.get(steps.size() - 1).id();
        What what =
                today.isAfter(timer.dueOn()) ? What.AFTER : days(timer.dueOn()) == 0 ? What.ON_THE_DAY : What.BEFORE;
        return notices(
                timer, "ladder/" + timer.dueOn() + "/" + last, NoticeKind.REMINDER, true, to, what, values(timer));
    }

    /** Title of the draft of a step. */
    String draftTitle(Timer timer, Step step) {
        return title(rules.wording(What.draft(step.action())), values(timer));
    }

    /** Text of the draft of a step. */
    String draftText(Timer timer, Step step) {
        return text(rules.wording(What.draft(step.action())), values(timer));
    }

    // ---- periodic reports

    /** Reminds the handler of what is to be reported today. */
    List<NewNotice> reportsDue(Timer timer, List<OwedReport> reports) {
        return reports(timer, reports, "report-due/" + today, Set.of(Audience.HANDLER), What.REPORT_DUE);
    }

    /** Tells of what is missing. */
    List<NewNotice> reportsMissing(Timer timer, List<OwedReport> reports) {
        return reports(
                timer,
                reports,
                "report-missing/" + today,
                Set.of(Audience.HANDLER, Audience.UNIT_LEADER, Audience.OFFICER),
                What.REPORT_MISSING);
    }

    private List<NewNotice> reports(Timer timer, List<OwedReport> reports, String key, Set<Audience> to, What what) {
        if (reports.isEmpty()) {
            return List.of();
        }
        Map<Placeholder, String> values = values(timer);
        String named = reports.stream()
                .limit(REPORTS_NAMED)
                .map(r -> r.cadence().name() + "（" + r.period() + "）")
                .collect(Collectors.joining("、"));
        values.put(Placeholder.REPORTS, reports.size() > REPORTS_NAMED ? named + "等" + reports.size() + "份" : named);
        return notices(timer, key, NoticeKind.REPORT_OWED, false, to, what, values);
    }

    // ---- in common

    private Map<Placeholder, String> values(Timer timer) {
        Facts facts = timer.facts();
        Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        values.put(Placeholder.NUMBER, facts.number());
        values.put(Placeholder.TITLE, facts.title());
        values.put(Placeholder.UNIT, audiences.unitName(facts.whom().unit()));
        values.put(Placeholder.ROLE, Occasions.role(facts.lead()));
        values.put(Placeholder.REQUIREMENT, facts.requirement());
        values.put(Placeholder.PERCENT, Integer.toString(facts.percent()));
        values.put(Placeholder.DUE, Occasions.date(timer.dueOn()));
        values.put(Placeholder.DAYS, Integer.toString(days(timer.dueOn())));
        values.put(Placeholder.TO, Occasions.date(today));
        return values;
    }

    /** Working days left after today, or overdue by today. */
    private int days(LocalDate due) {
        return Math.abs(time.calendar().workingDaysBetween(today, due));
    }

    private List<NewNotice> notices(
            Timer timer,
            String key,
            NoticeKind kind,
            boolean whileDue,
            Set<Audience> to,
            What what,
            Map<Placeholder, String> values) {
        List<NewNotice> notices = new ArrayList<>();
        for (Recipient recipient : audiences.of(to, timer.facts().whom())) {
            notices.add(notice(
                    Keys.of(timer.matter(), key, timer.obligation(), recipient.person()),
                    recipient,
                    kind,
                    timer.matter(),
                    timer.obligation(),
                    whileDue ? timer.dueOn() : null,
                    rules.wording(what),
                    values,
                    timer.item()));
        }
        return notices;
    }

    private NewNotice notice(
            String key,
            Recipient recipient,
            NoticeKind kind,
            MatterId matter,
            int obligation,
            @Nullable LocalDate forDue,
            Wording wording,
            Map<Placeholder, String> values,
            NoticeItem item) {
        String text = text(wording, values);
        if (!recipient.insteadOf().isEmpty()) {
            Map<Placeholder, String> meant = new EnumMap<>(values);
            meant.put(
                    Placeholder.AUDIENCE,
                    recipient.insteadOf().stream().map(Audience::zh).collect(Collectors.joining("、")));
            text += "\n" + rules.insteadOf().render(meant);
        }
        return new NewNotice(
                key, recipient.person(), kind, matter, obligation, forDue, title(wording, values), text, item);
    }

    /** A line all of whose placeholders are silent leaves a matter's title, so that nothing goes out without one. */
    private static String title(Wording wording, Map<Placeholder, String> values) {
        String title = wording.title().render(values).replaceAll("\\s+", " ").strip();
        if (title.isEmpty()) {
            title = values.getOrDefault(Placeholder.TITLE, "");
        }
        return title.length() <= TITLE ? title : title.substring(0, TITLE - 1) + "…";
    }

    private static String text(Wording wording, Map<Placeholder, String> values) {
        String text = wording.text().render(values);
        return text.isBlank() ? title(wording, values) : text;
    }
}
