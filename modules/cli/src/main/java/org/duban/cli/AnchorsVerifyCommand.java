package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.duban.dossier.internal.AnchorFile;
import org.duban.dossier.internal.Keys;
import org.duban.journal.internal.JournalReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban anchors verify}: whether the journal is the one the anchors know. */
@Command(
        name = "verify",
        customSynopsis = "duban anchors verify [选项] DIR",
        description = {
            "核对锚文件本身（次序、签名），并核对数据目录的日志与每一个锚一致：日志末尾被截去、整个日志被重做，都由此发现。",
            "最好用存放在别处的锚文件和公钥核对（--file、--key）。只读不写，系统运行时也可核对。散列链本身用 duban verify 核对。"
        },
        exitCodeList = {"0:一致。", "1:不一致。", "2:文件或目录打不开。"})
final class AnchorsVerifyCommand implements Callable<Integer> {

    static final String FOLDER = "anchors";

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Option(names = "--file", paramLabel = "FILE", description = "锚文件，默认为数据目录下的 anchors/anchors.txt。")
    @Nullable
    Path file;

    @Option(names = "--key", paramLabel = "FILE", description = "公钥文件，默认为锚文件旁的 anchor-key.pub.pem。")
    @Nullable
    Path key;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path anchors =
                Objects.requireNonNullElse(file, directory.resolve(FOLDER).resolve(AnchorFile.FILE));
        Path pem = Objects.requireNonNullElse(key, anchors.resolveSibling(Keys.PUBLIC_FILE));
        try (JournalReader journal = JournalReader.open(directory)) {
            return look(journal, anchors, pem, spec) ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
        }
    }

    /** Prints what it finds; whether all is as the anchors say. */
    static boolean look(JournalReader journal, Path anchors, Path pem, CommandSpec spec) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String key = Files.readString(pem);
        String fingerprint;
        try {
            fingerprint = Keys.fingerprint(key);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "不是公钥文件：" + pem, e);
        }
        AnchorFile.Look look = AnchorFile.verify(anchors, key, journal::hashAt);
        look.faults().forEach(out::println);
        look.remarks().forEach(remark -> out.println("注意：" + remark));
        if (look.faults().isEmpty()) {
            long position = look.anchors().isEmpty()
                    ? 0
                    : look.anchors().get(look.anchors().size() - 1).position();
            out.println("与锚一致：" + look.anchors().size() + " 个锚，至第 " + position + " 号事件，签名公钥 "
                    + fingerprint.substring(0, 16) + "…");
        }
        return look.faults().isEmpty();
    }
}
