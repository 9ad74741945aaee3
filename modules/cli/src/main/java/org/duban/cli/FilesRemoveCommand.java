package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Callable;
import org.duban.file.internal.DiskFileStore;
import org.duban.file.internal.Stocktaking;
import org.duban.file.internal.Stocktaking.Report;
import org.duban.journal.internal.JournalReader;
import org.duban.journal.internal.SqliteJournal;
import org.duban.spi.file.FileStore.Kept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban files remove-orphans}: deletes what nobody names, because somebody said so. */
@Command(
        name = "remove-orphans",
        customSynopsis = "duban files remove-orphans [选项] DIR",
        description = {
            "删除没有任何记录提到、且存入已超过宽限期（config/files.json 的 orphanGraceHours，默认 72 小时）的附件。",
            "不加 --yes 只列出，不删除。系统须已停止：数据目录在用时拒绝执行。"
        },
        exitCodeList = {"0:完成。", "2:数据目录打不开，或正在使用。"})
final class FilesRemoveCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Option(names = "--yes", description = "确认删除。")
    boolean yes;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    FilesRemoveCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path config = directory.resolve("config");
        // Looked at first: a directory that isn't there must not come into being.
        JournalReader.open(directory).close();
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            DiskFileStore store = new DiskFileStore(directory.resolve(FilesCheckCommand.FOLDER), clock, new Random());
            Instant before = clock.instant().minus(Stocktaking.grace(config));
            Report report = Stocktaking.take(journal::feed, store, before, false, count -> {});
            long removed = 0;
            for (Kept orphan : report.orphans()) {
                out.println(orphan.sha256() + "  " + orphan.size() + " 字节");
                if (yes && store.delete(orphan.sha256(), before)) {
                    removed++;
                }
            }
            out.println(
                    yes
                            ? "已删除 " + removed + " 个无人提到的附件"
                            : "无人提到的附件 " + report.orphans().size() + " 个；加 --yes 删除");
        }
        return ExitCode.DONE;
    }
}
