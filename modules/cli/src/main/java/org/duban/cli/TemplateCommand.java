package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code duban template}: templates of papers. */
@Command(name = "template", customSynopsis = "duban template <命令> [选项]", description = "公文模板：检查占位符，列出可用的名称。")
final class TemplateCommand implements Runnable {

    @Mixin
    Help help;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请指定命令：check、fields");
    }
}
