package org.duban.cli;

import java.nio.file.Path;
import org.duban.calendar.internal.CalendarService;
import picocli.CommandLine.Option;

/** The data directory whose imported notices are used. */
final class DataDirectoryOption {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "数据目录，默认为当前目录下的 data；其中导入的节假日通知一并使用。")
    Path directory;

    Path calendarFolder() {
        return directory.toAbsolutePath().normalize().resolve("calendar");
    }

    CalendarService calendars() {
        return new CalendarService(calendarFolder());
    }
}
