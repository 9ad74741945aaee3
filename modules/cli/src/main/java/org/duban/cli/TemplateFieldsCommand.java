package org.duban.cli;

import org.duban.api.matter.PaperKind;
import org.duban.paper.internal.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code duban template fields}: the names a template may use. */
@Command(name = "fields", customSynopsis = "duban template fields --kind 文种", description = "列出一种公文的模板可用的占位符，每行一个。")
final class TemplateFieldsCommand implements Runnable {

    @Mixin
    Help help;

    @Option(names = "--kind", required = true, paramLabel = "文种", description = "${COMPLETION-CANDIDATES}。")
    PaperKind kind;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        Templates.placeholders(kind).forEach(spec.commandLine().getOut()::println);
    }
}
