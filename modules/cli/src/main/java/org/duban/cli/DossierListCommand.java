package org.duban.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.Dossier.Volume;
import org.duban.api.dossier.DossierEvent;
import org.duban.dossier.internal.Books;
import org.duban.journal.internal.JournalReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban dossier list}: the dossiers of a data directory. */
@Command(
        name = "list",
        customSynopsis = "duban dossier list [选项] DIR [TEXT]",
        description = {"列出数据目录中的档案：标识、状态、档号、卷数、件数、编号、标题。", "只读不写，系统运行时也可使用；不分权限。"},
        exitCodeList = {"0:完成。", "1:没有这样的档案。", "2:数据目录打不开。"})
final class DossierListCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "",
            paramLabel = "TEXT",
            description = "标题、编号或档号中的文字；不写则全部列出。")
    String text;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        try (JournalReader journal = JournalReader.open(directory)) {
            journal.forEachStream(DossierEvent.STREAM, history -> {
                Dossier dossier = Books.dossier(history);
                String numbers = String.join(
                        " ", dossier.volumes().stream().map(Volume::fileNumber).toList());
                if ((dossier.title() + "\n" + dossier.number() + "\n" + numbers).contains(text)) {
                    rows.add(List.of(
                            dossier.id(),
                            dossier.state().zh(),
                            numbers,
                            dossier.volumes().size() + "卷",
                            dossier.volumes().stream().mapToInt(Volume::pieces).sum() + "件",
                            dossier.number(),
                            dossier.title()));
                }
            });
        }
        PrintWriter out = spec.commandLine().getOut();
        Columns.aligned(rows).forEach(out::println);
        return rows.isEmpty() ? ExitCode.NOT_IN_ORDER : ExitCode.DONE;
    }
}
