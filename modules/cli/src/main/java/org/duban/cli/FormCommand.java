package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban form}: form types. */
@Command(name = "form", customSynopsis = "duban form <命令> [选项]", description = "事项类型：检查定义文件。")
final class FormCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：check");
    }
}
