package org.duban.notice.internal.raise;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.duban.api.calendar.DueDate;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder;
import org.duban.api.form.Ladder.Audience;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Matter.Objection;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.Obligation;
import org.duban.notice.internal.raise.Template.Placeholder;
import org.jspecify.annotations.Nullable;

/** What an event means for whom: one occasion for each obligation or unit it is about. Pure. */
final class Occasions {

    private final Matter matter;
    private final FormType type;

    private Occasions(Matter matter, FormType type) {
        this.matter = matter;
        this.type = type;
    }

    /**
     * Something to tell.
     *
     * @param obligation number of the obligation; 0 for the whole matter
     * @param whom whom it may go to
     * @param due the due date it leaves behind; null when none is concerned
     * @param to who is told, when the matter's form type says it; null: the rule says it
     * @param said what this event says
     */
    record Occasion(
            int obligation,
            Whom whom,
            @Nullable LocalDate due,
            @Nullable Set<Audience> to,
            Map<Placeholder, String> said) {

        private Occasion say(Placeholder placeholder, @Nullable String text) {
            if (text != null && !text.isBlank()) {
                said.put(placeholder, text);
            }
            return this;
        }

        private Occasion reason(String text) {
            return say(Placeholder.REASON, text);
        }

        private Occasion decided(boolean so, String yes, String no) {
            return say(Placeholder.DECISION, so ? yes : no);
        }

        private Occasion due(LocalDate date) {
            return new Occasion(obligation, whom, date, to, said);
        }

        private Occasion with(Whom others) {
            return new Occasion(obligation, others, due, to, said);
        }
    }

    /**
     * @param matter the matter after the event, or later
     * @param type its form type
     */
    static List<Occasion> of(MatterEvent event, Matter matter, FormType type) {
        return new Occasions(matter, type).of(event);
    }

    private List<Occasion> of(MatterEvent event) {
        List<Occasion> all = new ArrayList<>();
        if (event instanceof Assigned e) {
            e.obliged()
                    .forEach(o -> all.add(about(o.number()).due(o.due().date()).say(Placeholder.BASIS, o.basis())));
        } else if (event instanceof Disputed e) {
            all.add(about(e.obligation()).reason(e.reason()));
        } else if (event instanceof DisputeDecided e) {
            all.add(about(e.obligation()).reason(e.reason()).decided(e.upheld(), "成立", "不成立"));
        } else if (event instanceof ExtensionRequested e) {
            all.add(about(e.obligation()).reason(e.reason()).say(Placeholder.TO, date(e.newDate())));
        } else if (event instanceof ExtensionDecided e) {
            DueDate due = e.due();
            Occasion occasion = about(e.obligation()).reason(e.reason()).decided(e.granted(), "批准", "未批准");
            all.add(due == null ? occasion : occasion.due(due.date()));
        } else if (event instanceof Suspended e) {
            e.stopped()
                    .forEach(s ->
                            all.add(about(s.obligation()).reason(e.reason()).say(Placeholder.BASIS, e.basis())));
        } else if (event instanceof Resumed e) {
            e.dues().forEach(d -> all.add(about(d).reason(e.reason())));
        } else if (event instanceof DueDatesRecounted e) {
            e.dues().forEach(d -> all.add(about(d).reason(e.reason()).say(Placeholder.BASIS, e.notice())));
        } else if (event instanceof Returned e) {
            e.obligations().forEach(d -> all.add(about(d).reason(e.reason())));
        } else if (event instanceof CompletedInPart e) {
            all.add(about(e.obligation()).due(e.due().date()).reason(e.remaining()));
        } else if (event instanceof Reminded e) {
            all.add(about(e.obligation()).reason(e.reason()));
        } else if (event instanceof Finished e) {
            all.add(about(e.obligation()).reason(e.text()));
        } else if (event instanceof Escalated e) {
            Set<Audience> to = type.ladder().step(e.step()).map(Ladder.Step::to).orElse(null);
            Occasion occasion = about(e.obligation()).due(e.dueOn()).say(Placeholder.DRAFT, e.title());
            all.add(new Occasion(occasion.obligation(), occasion.whom(), occasion.due(), to, occasion.said()));
        } else if (event instanceof CircularDecided e) {
            for (String unit : e.units()) {
                Occasion occasion = aboutUnit(unit).reason(e.text());
                all.add(occasion.decided(e.kind() == MatterCommand.CircularKind.PRAISE, "表扬", "批评"));
            }
        } else if (event instanceof Terminated e) {
            matter.currentRound()
                    .forEach(o -> all.add(about(o.number()).reason(e.reason()).say(Placeholder.BASIS, e.basis())));
        } else if (event instanceof Entrusted e) {
            all.add(whole().with(Whom.of(matter).officer(e.officer())));
        } else if (event instanceof Presented e) {
            all.add(whole().with(Whom.of(matter).leader(e.leader())).reason(e.report()));
        } else if (event instanceof InstructedAgain e) {
            LocalDate named = e.dueOn();
            all.add(whole().reason(e.text()).say(Placeholder.TO, named == null ? null : date(named)));
        } else if (event instanceof ObjectionRaised e) {
            all.add(aboutUnit(e.unit())
                    .reason(e.reason())
                    .say(Placeholder.TO, date(e.decideBy().date())));
        } else if (event instanceof ObjectionDecided e) {
            Optional<Objection> objection = matter.objections().stream()
                    .filter(o -> o.number() == e.number())
                    .findFirst();
            objection.ifPresent(
                    o -> all.add(aboutUnit(o.unit()).reason(e.reason()).decided(e.upheld(), "成立", "不成立")));
        } else {
            all.add(whole());
        }
        return all;
    }

    private Occasion about(NewDue due) {
        return about(due.obligation()).due(due.due().date());
    }

    private Occasion about(int number) {
        return matter.obligation(number).map(this::about).orElseGet(this::whole);
    }

    private Occasion about(Obligation o) {
        return new Occasion(o.number(), Whom.of(matter, o), o.due().date(), null, new EnumMap<>(Placeholder.class))
                .say(Placeholder.ROLE, role(o.lead()))
                .say(Placeholder.REQUIREMENT, o.assignment().requirement())
                .say(Placeholder.PERCENT, Integer.toString(o.percent()));
    }

    /** About a unit named in a conclusion: its last obligation, if it has one. */
    private Occasion aboutUnit(String unit) {
        Occasion whole = whole();
        return matter.obligations().stream()
                .filter(o -> o.unit().equals(unit))
                .reduce((first, last) -> last)
                .map(o -> whole.with(Whom.of(matter, o)))
                .orElseGet(() -> whole.with(Whom.of(matter).unit(unit, null, null)));
    }

    /** The whole matter; its unit is the lead, if there is one. */
    private Occasion whole() {
        Whom whom = matter.lead().map(o -> Whom.of(matter, o)).orElseGet(() -> Whom.of(matter));
        return new Occasion(0, whom, null, null, new EnumMap<>(Placeholder.class));
    }

    static String role(boolean lead) {
        return lead ? "牵头" : "协办";
    }

    /** 2015年9月3日. */
    static String date(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** Every due date an event gives, by obligation; empty for an event that gives none. */
    static Map<Integer, LocalDate> dues(MatterEvent event) {
        Map<Integer, LocalDate> dues = new TreeMap<>();
        if (event instanceof Assigned e) {
            e.obliged().forEach(o -> dues.put(o.number(), o.due().date()));
        } else if (event instanceof ExtensionDecided e && e.due() != null) {
            dues.put(e.obligation(), e.due().date());
        } else if (event instanceof CompletedInPart e) {
            dues.put(e.obligation(), e.due().date());
        } else {
            List<NewDue> moved = event instanceof Resumed e
                    ? e.dues()
                    : event instanceof Returned e
                            ? e.obligations()
                            : event instanceof DueDatesRecounted e ? e.dues() : List.of();
            moved.forEach(d -> dues.put(d.obligation(), d.due().date()));
        }
        return dues;
    }
}
