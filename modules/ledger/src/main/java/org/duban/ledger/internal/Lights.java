package org.duban.ledger.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.calendar.DueDates;
import org.duban.api.calendar.DueDates.Range;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.jspecify.annotations.Nullable;

/**
 * The lights of one day, by the form types installed now: a matter's own version of its form type, or the newest one when that version
 * is no longer there. Matters of a form type that isn't installed have no light.
 */
final class Lights {

    private final FormTypes formTypes;
    private final LocalDate day;
    private final WorkCalendar calendar;

    Lights(FormTypes formTypes, LocalDate day, WorkCalendar calendar) {
        this.formTypes = formTypes;
        this.day = day;
        this.calendar = calendar;
    }

    /** @param dueOn due date of a running clock; null when none runs */
    @Nullable
    Light of(String formType, int version, @Nullable LocalDate dueOn) {
        return dueOn == null
                ? null
                : find(formType, version)
                        .map(type -> type.lights().on(dueOn, day, calendar))
                        .orElse(null);
    }

    private Optional<FormType> find(String formType, int version) {
        return formTypes.find(formType, version).or(() -> formTypes.find(formType));
    }

    /** Codes of all lights that can be shown. */
    Set<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        for (FormType newest : formTypes.all()) {
            for (int version = newest.version(); version >= 1; version--) {
                find(newest.id(), version).orElse(newest).lights().lights().forEach(light -> codes.add(light.code()));
            }
        }
        return codes;
    }

    /**
     * Condition that a due date shows one of these lights.
     *
     * @param dueColumn the column, or an expression that is null when no clock runs
     */
    Sql showing(Set<String> codes, String dueColumn) {
        Map<DueDates, List<Sql>> matters = new LinkedHashMap<>();
        for (FormType newest : formTypes.all()) {
            DueDates usual = ranges(newest, codes);
            List<Integer> different = new ArrayList<>();
            for (int version = 1; version < newest.version(); version++) {
                DueDates ranges = ranges(find(newest.id(), version).orElse(newest), codes);
                if (!ranges.equals(usual)) {
                    different.add(version);
                    matters.computeIfAbsent(ranges, r -> new ArrayList<>())
                            .add(Sql.of("l.form_type = ? AND l.form_version = ?", newest.id(), version));
                }
            }
            Sql type = Sql.of("l.form_type = ?", newest.id());
            matters.computeIfAbsent(usual, r -> new ArrayList<>())
                    .add(different.isEmpty() ? type : type.then(" AND NOT ").then(Sql.in("l.form_version", different)));
        }
        List<Sql> alternatives = new ArrayList<>();
        matters.forEach((ranges, those) -> alternatives.add(among(ranges, dueColumn)
                .then(" AND ")
                .then(Sql.join(" OR ", those).grouped())));
        return alternatives.isEmpty()
                ? Sql.of("1 = 0")
                : Sql.join(" OR ", alternatives).grouped();
    }

    private DueDates ranges(FormType type, Set<String> codes) {
        return DueDates.showing(type.lights(), codes, day, calendar);
    }

    /** Condition that a column lies in one of the ranges; null never does. */
    private static Sql among(DueDates dates, String column) {
        List<Sql> alternatives = new ArrayList<>();
        for (Range range : dates.ranges()) {
            List<Sql> bounds = new ArrayList<>();
            if (range.from() != Long.MIN_VALUE) {
                bounds.add(Sql.of(column + " >= ?", range.from()));
            }
            if (range.to() != Long.MAX_VALUE) {
                bounds.add(Sql.of(column + " < ?", range.to()));
            }
            alternatives.add(bounds.isEmpty() ? Sql.of(column + " IS NOT NULL") : Sql.join(" AND ", bounds));
        }
        return alternatives.isEmpty()
                ? Sql.of("1 = 0")
                : Sql.join(" OR ", alternatives).grouped();
    }
}
