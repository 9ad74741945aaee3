package org.duban.inspection.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.office.Person;
import org.duban.spi.directory.Directory;

/**
 * What a decision depends on beside the inspection and the command.
 *
 * @param actor who acts
 * @param now when
 * @param calendar the calendar known now
 * @param zone the office's zone
 * @param directory whether people and units are known
 * @param quota the inspection's year
 * @param mayExceed whether the actor may approve beyond the quota
 * @param chance a seed made by chance, for a draw that names none
 */
record Context(
        Person actor,
        Instant now,
        WorkCalendar calendar,
        ZoneId zone,
        Directory directory,
        InspectionRules rules,
        QuotaYear quota,
        boolean mayExceed,
        String chance) {

    /** The same with a seed. */
    Context with(String seed) {
        return new Context(actor, now, calendar, zone, directory, rules, quota, mayExceed, seed);
    }

    LocalDate today() {
        return day(now);
    }

    LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }
}
