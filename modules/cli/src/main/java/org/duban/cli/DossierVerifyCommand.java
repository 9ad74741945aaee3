package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.duban.api.dossier.PackageReport;
import org.duban.api.dossier.PackageReport.Fault;
import org.duban.dossier.internal.Keys;
import org.duban.dossier.internal.Verifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban dossier verify}: looks at every byte of packages. */
@Command(
        name = "verify",
        customSynopsis = "duban dossier verify [选项] PACKAGE...",
        description = {
            "核对档案包的每一个字节：清单、签名、封存记录、目录、各件、办理记录的散列链；说明哪里被改动、缺失、多出或调换。",
            "只需要档案包本身。给出 --key 的，签名还须是那个公钥的；给出 --anchors 的，封存记录还须与锚一致。"
        },
        exitCodeList = {"0:完整无误。", "1:有被改动、缺失、多出或调换的内容。", "2:文件读不出来。"})
final class DossierVerifyCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "PACKAGE", description = "档案包：文件夹或 .zip 文件。")
    List<Path> packages;

    @Option(names = "--key", paramLabel = "FILE", description = "应有的公钥（anchor-key.pub.pem），由封存单位公布。")
    @Nullable
    Path key;

    @Option(names = "--anchors", paramLabel = "FILE", description = "封存单位的锚文件（anchors.txt）。")
    @Nullable
    Path anchors;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String wanted = wantedKey();
        String lines = anchors == null ? "" : Files.readString(anchors);
        int code = ExitCode.DONE;
        for (Path each : packages) {
            if (!verify(each, wanted, lines)) {
                code = ExitCode.NOT_IN_ORDER;
            }
        }
        return code;
    }

    private String wantedKey() throws IOException {
        Path file = key;
        if (file == null) {
            return "";
        }
        try {
            return Keys.fingerprint(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--key 不是公钥文件：" + file, e);
        }
    }

    private boolean verify(Path path, String wanted, String lines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Verifier.Result result = Verifier.look(path);
        PackageReport report = result.report();
        boolean good = report.intact();
        for (Fault fault : report.faults()) {
            out.println(path + "  " + fault.describe());
        }
        if (!wanted.isEmpty() && !wanted.equals(report.key())) {
            out.println(path + "  签名不是所给公钥的：" + (report.key().isEmpty() ? "没有有效的签名" : report.key()));
            good = false;
        }
        if (anchors != null) {
            for (Verifier.Sealed sealed : result.seals()) {
                Optional<String> at = lines.lines()
                        .filter(line -> line.contains("\t" + sealed.position() + "\t"))
                        .findFirst();
                if (at.isEmpty()) {
                    out.println(path + "  第 " + sealed.volume() + " 卷的封存记录（第 " + sealed.position() + " 号事件）不在锚文件中");
                    good = false;
                } else if (!at.get().contains("\t" + sealed.position() + "\t" + sealed.hash() + "\t")) {
                    out.println(path + "  第 " + sealed.volume() + " 卷的封存记录与锚不符");
                    good = false;
                }
            }
        }
        report.remarks().forEach(remark -> out.println(path + "  注意：" + remark));
        if (good) {
            out.println(path + "  完整无误：" + report.title() + "，" + report.volumes() + " 卷 " + report.pieces() + " 件"
                    + (report.key().isEmpty() ? "" : "，签名公钥 " + report.key().substring(0, 16) + "…"));
        }
        out.flush();
        return good;
    }
}
