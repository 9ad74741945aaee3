package org.duban.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.duban.api.journal.Proof;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.dossier.internal.Exporter;
import org.duban.dossier.internal.Source;
import org.duban.file.internal.DiskFileStore;
import org.duban.journal.internal.JournalReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban dossier export}: writes a package. */
@Command(
        name = "export",
        customSynopsis = "duban dossier export [选项] DIR ID TARGET",
        description = {
            "把一份档案导出为档案包：文件夹；TARGET 以 .zip 结尾的，导出为一个 zip 文件。",
            "档案包不需要任何程序即可阅读（data/index.html）。用配置目录中的密钥签名；没有密钥的不签名。",
            "只读不写数据目录，系统运行时也可使用；不分权限。"
        },
        exitCodeList = {"0:已导出。", "2:没有这份档案，或目录、文件不可用。"})
final class DossierExportCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Parameters(index = "1", paramLabel = "ID", description = "档案的标识，见 duban dossier list。")
    String id;

    @Parameters(index = "2", paramLabel = "TARGET", description = "新的文件夹或 .zip 文件。")
    Path target;

    @Option(names = "--config", paramLabel = "FOLDER", description = "配置目录，默认为数据目录下的 config。")
    @Nullable
    Path config;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    DossierExportCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (JournalReader journal = JournalReader.open(directory)) {
            Exporter.of(
                            source(journal),
                            new DiskFileStore(directory.resolve(FilesCheckCommand.FOLDER), clock, new Random()),
                            Objects.requireNonNullElse(config, directory.resolve("config")))
                    .export(id, target);
        }
        spec.commandLine().getOut().println("已导出：" + target);
        return ExitCode.DONE;
    }

    private static Source source(JournalReader journal) {
        return new Source() {
            @Override
            public List<Recorded> read(StreamId stream) {
                return journal.read(stream);
            }

            @Override
            public List<Proof> proofs(StreamId stream) {
                return journal.proofs(stream);
            }

            @Override
            public byte[] preset() {
                return journal.preset();
            }
        };
    }
}
