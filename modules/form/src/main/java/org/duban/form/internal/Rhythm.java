package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.duban.api.form.Cadence;
import org.duban.api.form.Ladder;
import org.duban.form.internal.Members.Kind;

/** Reads when people are told and when they owe a report: a definition's {@code ladder} and {@code cadences}. */
final class Rhythm {

    /** Ten years, as for deadlines. */
    static final int MAX_DAYS = 3660;

    /** Working hours of a quarter of a year: who wants to wait longer wants no limit. */
    private static final int MAX_HOURS = 500;

    private final Members members;
    private final Mistakes mistakes;

    /** The day of the latest step so far. */
    private int latest = -MAX_DAYS;

    Rhythm(Members members) {
        this.members = members;
        this.mistakes = members.mistakes();
    }

    /** The ladder; the default one when there is none, or when something is wrong with it, which is then said. */
    Ladder ladder(JsonNode root) {
        JsonNode ladder = members.member(root, "", "ladder", Kind.OBJECT, false);
        if (ladder.isMissingNode()) {
            return Ladder.DEFAULT;
        }
        int before = mistakes.count();
        members.onlyKnown(ladder, "/ladder", List.of("urgeAfterHours", "steps"));
        int urgeAfterHours = ladder.has("urgeAfterHours")
                ? members.integer(ladder, "/ladder", "urgeAfterHours", 0, MAX_HOURS)
                : Ladder.DEFAULT.urgeAfterHours();
        List<Ladder.Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        members.objects(
                members.member(ladder, "/ladder", "steps", Kind.LIST, true),
                "/ladder/steps",
                (item, pointer) -> step(item, pointer, ids, steps));
        return mistakes.count() == before ? new Ladder(steps, urgeAfterHours) : Ladder.DEFAULT;
    }

    private void step(JsonNode item, String pointer, Set<String> ids, List<Ladder.Step> steps) {
        int before = mistakes.count();
        members.onlyKnown(item, pointer, List.of("id", "workingDays", "do", "to"));
        String id = members.id(item, pointer, ids);
        OptionalInt days = days(item, pointer);
        Optional<Ladder.Action> action = members.choice(item, pointer, "do", Ladder.Action.class);
        if (days.isPresent() && days.getAsInt() < 1 && action.isPresent() && action.get() != Ladder.Action.REMIND) {
            mistakes.add(
                    pointer + "/workingDays",
                    item.get("workingDays"),
                    "不小于 1；到期之前和当日只能 REMIND",
                    "没有逾期，不能做「" + action.get().zh() + "」",
                    "Only what is overdue is escalated");
        }
        Set<Ladder.Audience> to = members.choices(item, pointer, "to", Ladder.Audience.class);
        if (mistakes.count() == before) {
            steps.add(new Ladder.Step(id, days.orElseThrow(), action.orElseThrow(), to));
        }
    }

    /** A step's day, which is not before the day of an earlier step. */
    private OptionalInt days(JsonNode item, String pointer) {
        int before = mistakes.count();
        int days = members.integer(item, pointer, "workingDays", -MAX_DAYS, MAX_DAYS);
        if (mistakes.count() != before) {
            return OptionalInt.empty();
        }
        if (days < latest) {
            mistakes.add(
                    pointer + "/workingDays",
                    item.get("workingDays"),
                    "不小于前面一步的 " + latest,
                    "步骤须按天数由早到晚排列",
                    "Steps must be in the order of their days");
        }
        latest = Math.max(latest, days);
        return OptionalInt.of(days);
    }

    /** The reports owed; those that nothing is wrong with. */
    List<Cadence> cadences(JsonNode root) {
        List<Cadence> cadences = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        members.objects(
                members.member(root, "", "cadences", Kind.LIST, false),
                "/cadences",
                (item, pointer) -> cadence(item, pointer, ids).ifPresent(cadences::add));
        return cadences;
    }

    private Optional<Cadence> cadence(JsonNode item, String pointer, Set<String> ids) {
        int before = mistakes.count();
        members.onlyKnown(item, pointer, List.of("id", "name", "period", "day", "following", "roll"));
        String id = members.id(item, pointer, ids);
        String name = members.text(item, pointer, "name");
        Cadence.Period period =
                members.choice(item, pointer, "period", Cadence.Period.class).orElse(null);
        boolean following =
                members.member(item, pointer, "following", Kind.FLAG, false).asBoolean();
        if (period == null) {
            return Optional.empty();
        }
        int day = 1;
        Cadence.Roll roll = Cadence.Roll.SKIP;
        if (period == Cadence.Period.DAILY) {
            notForDaily(item, pointer, "day");
            notForDaily(item, pointer, "roll");
        } else {
            day = members.integer(item, pointer, "day", 1, period == Cadence.Period.WEEKLY ? 7 : 31);
            roll = item.has("roll")
                    ? members.choice(item, pointer, "roll", Cadence.Roll.class).orElse(roll)
                    : Cadence.Roll.BACK;
        }
        return mistakes.count() == before
                ? Optional.of(new Cadence(id, name, period, day, following, roll))
                : Optional.empty();
    }

    private void notForDaily(JsonNode item, String pointer, String name) {
        if (item.has(name)) {
            mistakes.add(
                    Pointers.append(pointer, name),
                    item.get(name),
                    "不写 " + name,
                    "每日报告只在工作日报送，没有「" + name + "」",
                    "A daily report is owed on working days and has no " + name);
        }
    }
}
