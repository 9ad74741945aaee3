package org.duban.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.duban.api.calendar.HolidayNotice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code duban calendar list}: the notices known. */
@Command(
        name = "list",
        customSynopsis = "duban calendar list [选项]",
        description = "按公布先后列出已有的节假日通知。",
        exitCodeList = {"0:完成。", "1:已导入的通知有误。", "2:目录不可读。"})
final class CalendarListCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Mixin
    DataDirectoryOption data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (HolidayNotice notice : data.calendars().notices()) {
            out.println(notice.publishedOn() + "  " + notice.year() + "年  放假 "
                    + notice.daysOff().size() + " 天，上班 " + notice.makeUpDays().size() + " 天  " + notice.number()
                    + (notice.amends() == null ? "" : "（修改" + notice.amends() + "）"));
        }
        return ExitCode.DONE;
    }
}
