package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.plugin.PluginStatus;
import org.duban.embed.internal.ChannelTrial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban channel test}: whether a channel works, before notices take it. */
@Command(
        name = "test",
        customSynopsis = "duban channel test [选项] DIR CHANNEL",
        description = {"用数据目录中的插件和配置（config 下的 *.cfg）经某个通道发送一条测试消息。", "另行启动一份插件，不打开数据，系统运行时也可使用；通道至多等待 30 秒。"},
        exitCodeList = {"0:通道已接收。", "1:没有这个通道，或通道没有接收。", "2:参数有误，或目录不可用。"})
final class ChannelTestCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Parameters(index = "1", paramLabel = "CHANNEL", description = "通道的编号，即配置中的 duban.channel。")
    String channel;

    @Option(names = "--to", paramLabel = "ADDRESS", defaultValue = "", description = "发往何处：邮箱、手机号等；群机器人可以不写。")
    String address;

    @Option(names = "--plugins", paramLabel = "FOLDER", description = "插件目录，默认为数据目录下的 plugins。")
    @Nullable
    Path plugins;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    ChannelTestCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = folder(plugins == null ? directory.resolve("plugins") : plugins, "--plugins", plugins != null);
        Path config = folder(directory, "DIR", true).resolve("config");
        ChannelTrial.Result result =
                new ChannelTrial(config, folder, clock, ZoneId.of("Asia/Shanghai"), LIMIT).send(channel, address);
        PrintWriter out = spec.commandLine().getOut();
        Outcome outcome = result.outcome();
        if (outcome == null) {
            out.println("没有通道 " + channel + "；插件目录 " + folder + "，配置目录 " + config);
            if (!result.offered().isEmpty()) {
                out.println("  现有通道：" + String.join("、", result.offered()));
            }
            print(result.files(), out);
            return ExitCode.NOT_IN_ORDER;
        }
        out.println(outcome.zh() + (result.detail().isEmpty() ? "" : "：" + result.detail()));
        return outcome == Outcome.SENT ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }

    private static void print(List<PluginStatus> files, PrintWriter out) {
        if (files.isEmpty()) {
            out.println("  其中没有插件和配置文件");
        }
        Columns.aligned(files.stream()
                        .map(file -> List.of(
                                file.state().zh(),
                                file.kind().zh(),
                                file.file(),
                                (file.id() + " " + file.version()).strip(),
                                file.reason()))
                        .toList())
                .forEach(line -> out.println("  " + line));
    }

    private static Path folder(Path folder, String name, boolean required) {
        if (required && !Files.isDirectory(folder)) {
            throw new DubanException(Problem.of(
                    ErrorCode.DATA_DIRECTORY_UNUSABLE, name, folder, "已有的文件夹", "没有这个文件夹", "there is no such folder"));
        }
        return folder.toAbsolutePath().normalize();
    }
}
