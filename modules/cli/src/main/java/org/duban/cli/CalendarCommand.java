package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban calendar}: the holiday notices. */
@Command(name = "calendar", customSynopsis = "duban calendar <命令> [选项]", description = "节假日通知：导入、列出。")
final class CalendarCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：import 或 list");
    }
}
