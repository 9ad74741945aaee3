package org.duban.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban} without a command. */
@Command(
        name = "duban",
        customSynopsis = "duban <命令> [选项]",
        description = "督查督办管理工具。",
        versionProvider = DubanCommand.Version.class,
        exitCodeList = {"0:完成，且所查无误。", "1:完成，但发现问题：链条断裂，某行、某份通知或某个文件不可用，有通知未送达，没有找到。", "2:未能完成：参数有误，或文件、目录不可用。"},
        footer = "各命令的用法：duban <命令> --help")
final class DubanCommand implements Runnable {

    @Mixin
    Help help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "显示版本。")
    boolean version;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = DubanCommand.class.getPackage().getImplementationVersion();
            return new String[] {"duban " + Optional.ofNullable(version).orElse("（开发版）")};
        }
    }
}
