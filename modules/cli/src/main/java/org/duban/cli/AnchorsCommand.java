package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban anchors}: the heads of the chain outside the database. */
@Command(name = "anchors", customSynopsis = "duban anchors <命令> [选项]", description = "锚：日志之外记下的散列链末端。")
final class AnchorsCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：verify");
    }
}
