package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban channel}: the channels that notices take. */
@Command(name = "channel", customSynopsis = "duban channel <命令> [选项]", description = "通知通道：发送测试消息。")
final class ChannelCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：test");
    }
}
