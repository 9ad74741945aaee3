package org.duban.ledger.internal.excel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/** What stands in a cell, by the column's id: pure functions of a matter's row and facts. */
final class Columns {

    /**
     * One matter.
     *
     * @param ordinal 1 for the first
     * @param facts its words
     */
    record Item(long ordinal, LedgerRow row, Facts facts) {}

    /** What a cell shows: a text, a number, a day, a point in time, a light, or nothing (null). */
    @FunctionalInterface
    interface Value {
        @Nullable
        Object of(Item item, Names names, ZoneId zone);
    }

    private static final Map<String, Value> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("ordinal", (i, n, z) -> i.ordinal());
        VALUES.put("number", (i, n, z) -> i.row().number());
        VALUES.put("formType", (i, n, z) -> n.formType(i.row().formType()));
        VALUES.put("source", (i, n, z) -> i.row().source());
        VALUES.put("content", (i, n, z) -> content(i.facts().matter()));
        VALUES.put("leader", (i, n, z) -> n.person(i.row().leader()));
        VALUES.put("leadUnit", (i, n, z) -> n.unit(i.row().leadUnit()));
        VALUES.put("assistingUnits", (i, n, z) -> assisting(i.facts().matter(), n));
        VALUES.put("officer", (i, n, z) -> n.person(i.row().officer()));
        VALUES.put("due", (i, n, z) -> i.row().dueOn());
        VALUES.put("light", (i, n, z) -> i.row().light());
        VALUES.put("progress", (i, n, z) -> i.facts().progress());
        VALUES.put("difficulties", (i, n, z) -> i.facts().difficulties());
        VALUES.put("completion", (i, n, z) -> completion(i));
        VALUES.put("title", (i, n, z) -> i.row().title());
        VALUES.put("sourceNumber", (i, n, z) -> subjectNumber(i.facts().matter()));
        VALUES.put("line", (i, n, z) -> i.row().line() == Line.PARTY ? "党委" : "政府");
        VALUES.put("area", (i, n, z) -> n.area(i.facts().matter().subject().area()));
        VALUES.put(
                "responsibleLeader",
                (i, n, z) -> i.facts()
                        .matter()
                        .lead()
                        .map(o -> n.person(o.assignment().leader()))
                        .orElse(""));
        VALUES.put("group", (i, n, z) -> i.row().group() == 0 ? null : i.row().group());
        VALUES.put("received", (i, n, z) -> i.row().receivedOn());
        VALUES.put("stage", (i, n, z) -> i.row().stage().zh());
        VALUES.put("standing", (i, n, z) -> i.row().standing().zh());
        VALUES.put("round", (i, n, z) -> i.row().round() == 0 ? null : i.row().round());
        VALUES.put(
                "percent",
                (i, n, z) -> i.row().leadUnit() == null ? null : i.row().percent());
        VALUES.put("extensions", (i, n, z) -> sum(i.facts().matter(), Obligation::extensions));
        VALUES.put("reminders", (i, n, z) -> sum(i.facts().matter(), Obligation::reminders));
        VALUES.put("finished", (i, n, z) -> time(i.row().finishedAt(), z));
        VALUES.put("cleared", (i, n, z) -> time(i.row().clearedAt(), z));
        VALUES.put("changed", (i, n, z) -> time(i.row().changedAt(), z));
    }

    private Columns() {}

    static Set<String> ids() {
        return VALUES.keySet();
    }

    static boolean known(String id) {
        return id.startsWith("/") || VALUES.containsKey(id);
    }

    /** The column's value; an id that begins with a slash is a form field's pointer. */
    static Value of(String id, FormTypes formTypes) {
        Value value = VALUES.get(id);
        return value != null
                ? value
                : (i, n, z) ->
                        formTypes.values(i.facts().matter().subject().form()).get(id);
    }

    /** The title, and below it what was registered in full where that says more. */
    private static String content(Matter matter) {
        String title = matter.subject().title();
        String content = matter.subject().content();
        return content.isBlank() || content.strip().equals(title.strip()) ? title : title + "\n" + content.strip();
    }

    private static String assisting(Matter matter, Names names) {
        return matter.currentRound().stream()
                .filter(o -> !o.lead() && o.state() != Obligation.State.RELIEVED)
                .map(o -> names.unit(o.unit()))
                .distinct()
                .collect(Collectors.joining("、"));
    }

    private static String completion(Item item) {
        Progress progress = item.row().progress();
        String words = progress == Progress.ENDED && item.facts().completion().isBlank()
                ? item.row().standing().zh() + reason(item.facts().matter())
                : item.facts().completion();
        return words.isBlank() ? progress.zh() : progress.zh() + "：" + words;
    }

    private static String reason(Matter matter) {
        return matter.endReason().isBlank() ? "" : "，" + matter.endReason();
    }

    private static String subjectNumber(Matter matter) {
        String number = matter.subject().source().number();
        return number == null ? "" : number;
    }

    private static int sum(Matter matter, ToIntFunction<Obligation> what) {
        return matter.obligations().stream().mapToInt(what).sum();
    }

    private static @Nullable LocalDateTime time(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, zone);
    }
}
