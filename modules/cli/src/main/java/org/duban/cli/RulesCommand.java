package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban rules}: rule sets of the evaluation. */
@Command(name = "rules", customSynopsis = "duban rules <命令> [选项]", description = "考核办法：检查规则文件。")
final class RulesCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：check");
    }
}
