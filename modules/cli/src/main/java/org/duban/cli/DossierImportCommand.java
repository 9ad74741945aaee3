package org.duban.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.duban.api.dossier.Dossier;
import org.duban.dossier.internal.Importer;
import org.duban.file.internal.DiskFileStore;
import org.duban.journal.internal.SqliteJournal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban dossier import}: takes a package of another Duban in. */
@Command(
        name = "import",
        customSynopsis = "duban dossier import [选项] DIR PACKAGE --by WHO",
        description = {
            "核对另一个系统的档案包，无误后作为档案（不是在办事项）存入数据目录，可查阅、可再导出。",
            "同一个包再接收一次，什么也不增加。系统须已停止：数据目录在用时拒绝执行；运行中的系统由有权的人在系统内接收。"
        },
        exitCodeList = {"0:已接收，或早已接收过。", "1:档案包有误。", "2:未能接收：目录在用、已有不同内容的同一档案等。"})
final class DossierImportCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Parameters(index = "1", paramLabel = "PACKAGE", description = "档案包：文件夹或 .zip 文件。")
    Path exported;

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "谁接收的：人员编号，记入日志。")
    String who;

    @Option(names = "--config", paramLabel = "FOLDER", description = "配置目录，默认为数据目录下的 config。")
    @Nullable
    Path config;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    DossierImportCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            Dossier dossier = Importer.of(
                            journal,
                            new DiskFileStore(directory.resolve(FilesCheckCommand.FOLDER), clock, new Random()),
                            Objects.requireNonNullElse(config, directory.resolve("config")))
                    .take(NoticeFile.named(who), clock.instant(), exported, line -> {});
            out.println("已接收：" + dossier.id() + "  " + dossier.title() + "，"
                    + dossier.volumes().size() + " 卷");
        }
        return ExitCode.DONE;
    }
}
