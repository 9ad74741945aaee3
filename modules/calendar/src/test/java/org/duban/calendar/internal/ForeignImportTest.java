package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Another process, here another service on the same folder, imports a notice. */
class ForeignImportTest {

    private static final String SHIPPED = "国办发明电〔2025〕7号";
    private static final String IMPORTED = "测试〔2026〕1号";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private CalendarService calendars;

    @BeforeEach
    void open() {
        calendars = new CalendarService(folder, nanos::get);
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void close() {
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(CalendarService.class);
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void aSecondLater() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    private Path file() {
        return folder.resolve("notices.txt");
    }

    @Test
    void is_noticed_a_second_later_by_whatever_is_asked() {
        new CalendarService(folder).importNotice(Notices.forYear(2027));
        assertEquals(SHIPPED, calendars.current().version(), "within the second nobody looks");
        aSecondLater();
        assertEquals(IMPORTED, calendars.current().version());
        assertEquals(IMPORTED, calendars.asOf(LocalDate.of(2026, 11, 5)).version());
        assertEquals(SHIPPED, calendars.asOf(LocalDate.of(2026, 11, 4)).version());

        new CalendarService(folder).importNotice(Notices.forYear(2028));
        aSecondLater();
        assertTrue(calendars.version("测试〔2027〕1号").isPresent());
        assertEquals(
                "测试〔2027〕1号",
                calendars.notices().get(calendars.notices().size() - 1).number());
        assertEquals(List.of(), warnings());
    }

    @Test
    void is_known_to_ones_own_next_import() {
        new CalendarService(folder).importNotice(Notices.forYear(2027));
        calendars.importNotice(Notices.forYear(2028));
        assertTrue(calendars.version(IMPORTED).isPresent());
    }

    @Test
    void a_file_that_is_wrong_leaves_the_calendar_as_it_was_and_is_told_once() throws IOException {
        calendars.importNotice(Notices.forYear(2027));
        String good = Files.readString(file());
        Files.writeString(file(), good + "\n放假 哪天");
        for (int i = 0; i < 5; i++) {
            aSecondLater();
            assertEquals(IMPORTED, calendars.current().version());
        }
        assertEquals(1, warnings().size(), warnings().toString());
        assertTrue(warnings().get(0).contains("notices.txt"), warnings().get(0));

        Files.writeString(file(), good + "\n" + Notices.forYear(2028));
        aSecondLater();
        assertEquals("测试〔2027〕1号", calendars.current().version(), "mended");
    }

    @Test
    void a_file_that_can_not_be_read_leaves_the_calendar_as_it_was() throws IOException {
        calendars.importNotice(Notices.forYear(2027));
        Files.delete(file());
        Files.createDirectory(file());
        for (int i = 0; i < 5; i++) {
            aSecondLater();
            assertEquals(IMPORTED, calendars.current().version());
        }
        assertEquals(1, warnings().size(), warnings().toString());
    }

    @Test
    void a_notice_in_use_does_not_vanish_under_the_deadlines_counted_by_it() throws IOException {
        calendars.importNotice(Notices.forYear(2027));
        Files.delete(file());
        aSecondLater();
        assertEquals(IMPORTED, calendars.current().version());
        aSecondLater();
        assertEquals(IMPORTED, calendars.current().version());
        assertEquals(1, warnings().size(), warnings().toString());
    }
}
