package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.duban.api.calendar.DayKind;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.WorkCalendar;
import org.duban.calendar.internal.CalendarService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban calendar import}: adds a notice to a data directory. */
@Command(
        name = "import",
        customSynopsis = "duban calendar import [选项] FILE",
        description = {"把一份节假日通知导入数据目录，并说明哪些日子因此改变。", "通知有误或与已有通知矛盾时不导入，说明行号和原因。正在运行的系统几秒内使用新的通知，并重新计算未办结事项的时限。"},
        exitCodeList = {"0:已导入，或内容与已有的相同。", "1:通知有误，未导入。", "2:参数有误，或目录不可写。"})
final class CalendarImportCommand implements Callable<Integer> {

    private static final Map<DayKind, String> NAMES = Map.of(
            DayKind.WORKING_DAY, "工作日",
            DayKind.WEEKEND, "周末",
            DayKind.HOLIDAY, "放假",
            DayKind.MAKE_UP_WORKING_DAY, "调休上班");

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "FILE", description = "通知文件，UTF-8 编码，格式见 modules/calendar/README.md。")
    Path file;

    @Option(names = "--dry-run", description = "只检查并说明变化，不导入。")
    boolean dryRun;

    @Mixin
    DataDirectoryOption data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!dryRun) {
            importInto(data.calendars(), "已导入 " + data.calendarFolder());
            return ExitCode.DONE;
        }
        // A copy that is thrown away: the notice is checked by the very rules it would be imported by.
        Path copy = Files.createTempDirectory("duban-calendar");
        try {
            for (Path kept : filesIn(data.calendarFolder())) {
                Files.copy(kept, copy.resolve(kept.getFileName()));
            }
            importInto(new CalendarService(copy), "仅检查，未导入");
        } finally {
            for (Path copied : filesIn(copy)) {
                Files.delete(copied);
            }
            Files.delete(copy);
        }
        return ExitCode.DONE;
    }

    private void importInto(CalendarService calendars, String done) {
        PrintWriter out = spec.commandLine().getOut();
        WorkCalendar before = calendars.current();
        int known = calendars.notices().size();
        HolidayNotice notice = calendars.importNotice(file);
        if (calendars.notices().size() == known) {
            out.println(notice.number() + " 已有，内容相同，没有变化");
        } else {
            explain(notice, before, calendars.current(), out);
            out.println(done);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void explain(HolidayNotice notice, WorkCalendar before, WorkCalendar after, PrintWriter out) {
        out.println(notice.number() + "，" + notice.issuedOn() + "：" + notice.year() + "年，放假 "
                + notice.daysOff().size() + " 天，上班 " + notice.makeUpDays().size() + " 天");
        for (HolidayNotice.Day day : notice.days()) {
            LocalDate date = day.date();
            if (before.isWorkingDay(date) != after.isWorkingDay(date)) {
                out.println("  " + DeadlineCommand.named(date) + "  " + NAMES.get(before.kind(date)) + " → "
                        + NAMES.get(after.kind(date)) + "  " + day.holiday());
            }
        }
        if (!before.lastPublished().equals(after.lastPublished())) {
            out.println("  日历公布至 " + before.lastPublished() + " → " + after.lastPublished());
        }
    }
}
