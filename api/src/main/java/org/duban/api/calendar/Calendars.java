package org.duban.api.calendar;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The notices known here, and the calendars they make. Thread-safe.
 *
 * <p>Notices form a chain in the order they were published, to which only newer ones are added. A calendar version is the chain up
 * to one notice and is named by that notice's number, so an old version can always be had again.
 *
 * <p>The State Council's notices since 2007 come with Duban. Others are imported and kept in a folder.
 */
@ProviderType
public interface Calendars {

    /**
     * The calendar of all notices known now. Ask again for each use: an import makes a new one, an import by another process too, which
     * is noticed within a few seconds.
     */
    WorkCalendar current();

    /**
     * The calendar of the notices published by a day, that day included: what could be known then. A deadline counted on
     * 2015-03-01 knows nothing of the holiday that was announced on 2015-05-13.
     *
     * @param day a day in the office's zone
     * @throws org.duban.api.DubanException {@code CALENDAR_OUT_OF_RANGE} for a day before the first notice was published
     */
    WorkCalendar asOf(LocalDate day);

    /** The calendar with that {@link WorkCalendar#version() version}; empty when its notice isn't known here. */
    Optional<WorkCalendar> version(String version);

    /** All notices in the order they were published. */
    List<HolidayNotice> notices();

    /**
     * Adds one notice, written in the notice format (the module's README describes it), and keeps it: when this returns, the
     * notice is on disk and {@link #current()} knows it. A notice that is known with the same dates, year and days changes
     * nothing.
     *
     * @param text the notice, one line for each fact
     * @return the notice as it is kept
     * @throws org.duban.api.DubanException {@code CALENDAR_NOTICE_INVALID} when it can't be read, contradicts itself or another
     *     notice, or was published before the newest one known; {@link org.duban.api.Problem#field()} names the line. {@code
     *     DATA_DIRECTORY_UNUSABLE} when there is no folder to keep it in or it can't be written. Nothing has changed then.
     */
    HolidayNotice importNotice(String text);

    /**
     * {@linkplain #importNotice(String) Imports} a file.
     *
     * @param file UTF-8 text with one notice
     * @throws org.duban.api.DubanException as above, and {@code CALENDAR_NOTICE_INVALID} when the file can't be read as UTF-8
     */
    HolidayNotice importNotice(Path file);
}
