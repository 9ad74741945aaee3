package org.duban.matter.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.PaperKind;
import org.duban.api.office.Person;
import org.duban.spi.directory.Directory;

/**
 * All that a decision depends on beside the matter and the command; the same context gives the same decision.
 *
 * @param actor who asks, as the directory knows them now
 * @param now the instant
 * @param zone the deployment's time zone
 * @param calendar the calendar of the notices published by now
 * @param earlierCalendars the calendar of a version, by which a due date was counted; empty when it is unknown here
 * @param workingHours the hours the office works
 * @param formTypes the form types
 * @param directory the host's people and units
 * @param access the access rules
 * @param paperPatterns pattern of each kind of paper's number
 * @param cleared whether the deployment is cleared for matters with a secrecy level
 * @param matters other matters a command names, as they are now; throws when there is no such matter
 * @param ids new ids for matters that a command creates
 */
public record Context(
        Person actor,
        Instant now,
        ZoneId zone,
        WorkCalendar calendar,
        Function<String, Optional<WorkCalendar>> earlierCalendars,
        WorkingHours workingHours,
        FormTypes formTypes,
        Directory directory,
        AccessRules access,
        Function<PaperKind, String> paperPatterns,
        boolean cleared,
        Function<MatterId, Matter> matters,
        Supplier<MatterId> ids) {

    /** The day it is. */
    LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    /** Throws when there is no such matter, or the actor may not see it. */
    void requireMatter(MatterId id) {
        Objects.requireNonNull(matters.apply(id));
    }

    /** The form type a matter keeps. */
    FormType formOf(Matter matter) {
        return formTypes
                .find(matter.subject().formType(), matter.formVersion())
                .orElseThrow(() -> Refusals.formTypeUnknown(matter.subject().formType(), matter.formVersion()));
    }
}
