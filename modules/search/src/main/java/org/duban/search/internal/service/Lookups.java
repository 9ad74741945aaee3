package org.duban.search.internal.service;

import java.time.LocalDate;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.FormTypes;
import org.duban.search.internal.query.Lookup;

/** What names mean on a day, for those outside this package who read what was typed. */
public final class Lookups {

    private Lookups() {}

    /**
     * For one day's readings.
     *
     * @param today the day that 今天 means and lights are counted from
     * @param calendar as published by then
     */
    public static Lookup of(Vocabulary vocabulary, FormTypes formTypes, WorkCalendar calendar, LocalDate today) {
        return new Meanings(vocabulary, formTypes, new Lights(formTypes, null, today, calendar), today);
    }
}
