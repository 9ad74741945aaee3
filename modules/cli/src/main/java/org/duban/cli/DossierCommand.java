package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban dossier}: what was sealed. */
@Command(
        name = "dossier",
        customSynopsis = "duban dossier <命令> [选项]",
        description = "督查档案（一事一档）：列出、导出、核对档案包，接收另一个系统的档案包。")
final class DossierCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：list、export、verify、import");
    }
}
