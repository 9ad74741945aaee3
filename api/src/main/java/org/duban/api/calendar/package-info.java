/**
 * The working-day calendar: from the State Council's holiday notices to due dates.
 *
 * <p>{@link org.duban.api.calendar.Calendars} holds the notices and gives out {@link org.duban.api.calendar.WorkCalendar
 * WorkCalendars}: the current one, or the one that was known on an earlier day. A {@code WorkCalendar} is a value: it counts
 * working days and working time, and never changes. {@link org.duban.api.calendar.DeadlineRule} and {@link
 * org.duban.api.calendar.LightRule} say, as data, how long a unit has and when it is warned.
 *
 * <p>Counting follows 民法典 §201 and §203 and 行政许可法 §82: the day of receipt is not counted; working days leave out weekends
 * and public holidays and include make-up working days (调休上班日); a calendar-day limit that ends on a day off rolls forward to
 * the next working day.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.duban.api.calendar;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
