package org.duban.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.NamedDays;
import org.duban.api.calendar.WorkCalendar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban deadline}: the last day of a limit in working days. */
@Command(
        name = "deadline",
        customSynopsis = "duban deadline [选项] DATE|--batch=FILE",
        description = {
            "计算工作日期限的届满日：收到当日不计，节假日不计，调休上班日计入。",
            "届满日单独印在标准输出；推算说明印在标准错误输出。",
            "",
            "--batch 逐行读入“日期,天数”，逐行印出届满日。天数可省略；首行若是表头则跳过，空行跳过。" + "某行有误时，标准错误输出说明行号和原因，标准输出相应留一空行，其余各行照算。"
        },
        exitCodeList = {"0:全部算出。", "1:--batch 中有的行有误。", "2:参数有误，或文件不可读。"})
final class DeadlineCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @ArgGroup(multiplicity = "1")
    What what = new What();

    /** One date, or a file of them. */
    static final class What {
        @Parameters(index = "0", paramLabel = "DATE", description = "收到日期，如 2026-02-13。")
        @Nullable
        LocalDate date;

        @Option(names = "--batch", paramLabel = "FILE", description = "UTF-8 编码的 CSV 文件；- 为标准输入。")
        @Nullable
        String batch;
    }

    @Option(
            names = {"-n", "--working-days"},
            paramLabel = "N",
            defaultValue = "15",
            description = "工作日数，正整数，默认 15；--batch 中省略天数的行也用它。")
    int workingDays;

    @Option(
            names = {"-q", "--quiet"},
            description = "不印推算说明。")
    boolean quiet;

    @Mixin
    DataDirectoryOption data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        WorkCalendar calendar = data.calendars().current();
        if (what.date != null) {
            explain(calendar, what.date, out, err);
            return ExitCode.DONE;
        }
        DeadlineBatch batch = new DeadlineBatch(calendar, workingDays, out, err);
        try (BufferedReader lines = open(Objects.requireNonNull(what.batch))) {
            batch.run(lines);
        }
        if (!quiet) {
            err.println(batch.summary());
        }
        return batch.refused() == 0 ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }

    private void explain(WorkCalendar calendar, LocalDate date, PrintWriter out, PrintWriter err) {
        DueDate due = calendar.addWorkingDays(date, workingDays);
        out.println(due.date());
        out.flush();
        if (quiet) {
            return;
        }
        err.println("收到：" + named(date) + "，当日不计");
        err.println("届满：" + named(due.date()) + "，此后第 " + workingDays + " 个工作日");
        for (NamedDays days : calendar.namedDays(date, due.date())) {
            err.println("期间：" + days.describe() + "（" + days.notice() + "）");
        }
        err.println("日历：已公布至 " + calendar.lastPublished() + "，最新通知为" + due.calendarVersion());
        if (due.provisional()) {
            err.println("暂定：期限超出已公布的日历，其后只扣除周末；新的节假日通知公布后可能变动");
        }
    }

    /** A date with its day of the week. */
    static String named(LocalDate date) {
        return date + "（" + date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.CHINA) + "）";
    }

    private static BufferedReader open(String file) throws IOException {
        InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
