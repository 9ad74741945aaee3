package org.duban.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has. */
@Command(
        synopsisHeading = "用法：",
        descriptionHeading = "%n",
        parameterListHeading = "%n参数：%n",
        optionListHeading = "%n选项：%n",
        commandListHeading = "%n命令：%n",
        exitCodeListHeading = "%n退出码：%n",
        footerHeading = "%n",
        sortOptions = false)
class Help {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "显示帮助。")
    boolean help;
}
