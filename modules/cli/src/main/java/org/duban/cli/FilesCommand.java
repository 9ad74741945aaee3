package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban files}: what was handed in. */
@Command(name = "files", customSynopsis = "duban files <命令> [选项]", description = "附件：核对是否齐全完好，列出和清除没有人提到的。")
final class FilesCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：check、remove-orphans");
    }
}
