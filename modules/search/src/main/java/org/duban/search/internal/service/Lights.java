package org.duban.search.internal.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.calendar.DueDates;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.search.Facet;
import org.duban.spi.search.Condition;
import org.duban.spi.search.MatterText;
import org.jspecify.annotations.Nullable;

/**
 * The lights at an instant, by the same rule as the ledger's: a matter's own version of its form type, or the newest one when that version
 * is no longer there. Matters of a form type that isn't installed have no light.
 */
final class Lights {

    private final FormTypes formTypes;
    private final @Nullable Instant asOf;
    private final LocalDate day;
    private final WorkCalendar calendar;

    /**
     * @param asOf the instant; null: now, as the matters stand in the index
     * @param day its day in the office's zone
     * @param calendar as it was published by then
     */
    Lights(FormTypes formTypes, @Nullable Instant asOf, LocalDate day, WorkCalendar calendar) {
        this.formTypes = formTypes;
        this.asOf = asOf;
        this.day = day;
        this.calendar = calendar;
    }

    /** The light of a matter; null when its clock doesn't run then. */
    @Nullable
    Light of(MatterText matter) {
        LocalDate dueOn = asOf == null ? matter.runningTo() : runningTo(matter, asOf);
        if (dueOn == null) {
            return null;
        }
        String formType = only(matter, Facet.FORM_TYPE.name());
        String version = only(matter, MatterText.FORM_VERSION);
        return find(formType, version.isEmpty() ? 0 : Integer.parseInt(version))
                .map(type -> type.lights().on(dueOn, day, calendar))
                .orElse(null);
    }

    private static @Nullable LocalDate runningTo(MatterText matter, Instant instant) {
        LocalDate dueOn = null;
        for (MatterText.Clock clock : matter.clock()) {
            if (clock.from().isAfter(instant)) {
                break;
            }
            dueOn = clock.dueOn();
        }
        return dueOn;
    }

    static String only(MatterText matter, String key) {
        return matter.key(key).stream().findFirst().orElse("");
    }

    private Optional<FormType> find(String formType, int version) {
        return formTypes.find(formType, version).or(() -> formTypes.find(formType));
    }

    /** All lights that can be shown, by code; of two with one code the newer form type's. */
    Map<String, Light> all() {
        Map<String, Light> lights = new LinkedHashMap<>();
        for (FormType newest : formTypes.all()) {
            for (int version = newest.version(); version >= 1; version--) {
                find(newest.id(), version)
                        .orElse(newest)
                        .lights()
                        .lights()
                        .forEach(light -> lights.putIfAbsent(light.code(), light));
            }
        }
        return lights;
    }

    /** The lead's obligation shows one of these lights. */
    Condition.Lit showing(Set<String> codes) {
        List<Condition.Case> cases = new ArrayList<>();
        for (FormType newest : formTypes.all()) {
            DueDates usual = dates(newest, codes);
            Map<DueDates, Set<Integer>> different = new LinkedHashMap<>();
            for (int version = 1; version < newest.version(); version++) {
                DueDates dates = dates(find(newest.id(), version).orElse(newest), codes);
                if (!dates.equals(usual)) {
                    different.computeIfAbsent(dates, d -> new LinkedHashSet<>()).add(version);
                }
            }
            cases.add(new Condition.Case(newest.id(), Set.of(), usual));
            different.forEach((dates, versions) -> cases.add(new Condition.Case(newest.id(), versions, dates)));
        }
        return new Condition.Lit(asOf, cases);
    }

    private DueDates dates(FormType type, Set<String> codes) {
        return DueDates.showing(type.lights(), codes, day, calendar);
    }
}
