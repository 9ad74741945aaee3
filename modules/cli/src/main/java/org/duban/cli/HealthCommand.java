package org.duban.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.health.internal.HealthFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban health}: what a running Duban last said of itself. */
@Command(
        name = "health",
        customSynopsis = "duban health [选项] DIR",
        description = {"显示运行中的督办系统最近一次的自查：日志、磁盘、日历、通知、通道、插件。", "系统每 15 秒自查一次；不运行时显示停止前的最后一次。"},
        exitCodeList = {"0:在运行，没有故障。", "1:未在运行，或有故障。", "2:目录不可用，或从未运行过。"})
final class HealthCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    HealthCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        HealthFile.Kept kept = LastReport.of(directory);
        out.println(LastReport.heading(kept, clock));
        for (Finding finding : kept.report().findings()) {
            out.println(finding.status().zh() + "  " + finding.subject() + "  " + finding.messageZh());
        }
        boolean well = kept.alive() && kept.report().status() != Status.FAIL;
        return well ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }
}
