package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.duban.api.journal.Verification;
import org.duban.api.journal.Verification.Break;
import org.duban.dossier.internal.AnchorFile;
import org.duban.dossier.internal.Keys;
import org.duban.journal.internal.JournalReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban verify}: walks the chains of a journal. */
@Command(
        name = "verify",
        customSynopsis = "duban verify [选项] DIR",
        description = {
            "核对数据目录中全部事件的散列链，说明第一个被改动、缺失或多出的事件。",
            "数据目录中有锚文件（anchors/anchors.txt）的，一并与之核对：日志末尾被截去由此发现。",
            "只读不写，系统运行时也可核对。"
        },
        exitCodeList = {"0:完整无误。", "1:链条断裂，或与锚不符。", "2:数据目录打不开。"})
final class VerifyCommand implements Callable<Integer> {

    private static final long PROGRESS_EVERY = 100_000;

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Option(
            names = {"-q", "--quiet"},
            description = "不印进度。")
    boolean quiet;

    @Spec
    CommandSpec spec;

    private long shown;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Verification found;
        boolean anchored = true;
        try (JournalReader journal = JournalReader.open(directory)) {
            found = journal.verify(this::progress);
            Path anchors = directory.resolve(AnchorsVerifyCommand.FOLDER).resolve(AnchorFile.FILE);
            if (found.intact() && Files.exists(anchors)) {
                anchored = AnchorsVerifyCommand.look(journal, anchors, anchors.resolveSibling(Keys.PUBLIC_FILE), spec);
            }
        }
        Break broken = found.firstBreak();
        if (broken == null) {
            out.println("完整无误：" + found.events() + " 个事件，" + found.streams() + " 条链");
            return anchored ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
        }
        String where = broken.stream().isEmpty() ? "" : "（" + broken.stream() + " 的第 " + broken.version() + " 个）";
        out.println("链条断裂于第 " + broken.position() + " 号事件" + where + "：" + broken.reason());
        return ExitCode.NOT_IN_ORDER;
    }

    private void progress(long position) {
        if (!quiet && position - shown >= PROGRESS_EVERY) {
            shown = position;
            PrintWriter err = spec.commandLine().getErr();
            err.println("已核对至第 " + position + " 号事件");
            err.flush();
        }
    }
}
