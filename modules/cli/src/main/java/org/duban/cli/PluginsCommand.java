package org.duban.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.health.internal.HealthFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban plugins}: what is in the plugins folder and the configuration folder, and what became of it. */
@Command(
        name = "plugins",
        customSynopsis = "duban plugins [选项] DIR",
        description = {"显示插件目录和配置目录中每个文件的状态：插件、事项类型、配置；不可用的，一行说明原因。", "状态由运行中的督办系统每 15 秒写出一次。"},
        exitCodeList = {"0:在运行，全部使用中。", "1:未在运行，或有文件不可用、在等待。", "2:目录不可用，或从未运行过。"})
final class PluginsCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    PluginsCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        HealthFile.Kept kept = LastReport.of(directory);
        List<PluginStatus> plugins = kept.plugins();
        out.println(LastReport.heading(kept, clock));
        if (plugins.isEmpty()) {
            out.println("没有插件、事项类型文件和配置文件");
        }
        for (PluginStatus plugin : plugins) {
            out.println(String.join(
                            "  ",
                            plugin.state().zh(),
                            plugin.kind().zh(),
                            plugin.file(),
                            (plugin.id() + " " + plugin.version()).strip(),
                            plugin.reason())
                    .stripTrailing());
        }
        boolean inOrder =
                kept.alive() && plugins.stream().allMatch(p -> p.state() == State.ACTIVE || p.state() == State.REMOVED);
        return inOrder ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }
}
