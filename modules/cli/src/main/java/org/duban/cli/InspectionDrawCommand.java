package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.duban.api.inspection.SampleItem;
import org.duban.api.inspection.Sampling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban inspection draw}: does a recorded draw again. */
@Command(
        name = "draw",
        customSynopsis = "duban inspection draw --seed SEED --size N [--stratified] FILE",
        description = {
            "按记录的种子重做抽样，任何人所得相同；算法 " + Sampling.ALGORITHM + " 见 modules/inspection/README.md。",
            "FILE 为抽样框，UTF-8 文本，每行一项：编号，或以制表符分隔的 编号、名称、层；空行不计，次序无关。",
            "先印抽样框的 SHA-256，与记录的一致才是同一抽样框；再按抽中的次序每行印一项：编号、名称、排序键。"
        },
        exitCodeList = {"0:完成。", "2:参数有误，或文件不可读。"})
final class InspectionDrawCommand implements Callable<Integer> {

    private static final int COLUMNS = 3;

    @Mixin
    Help help;

    @Option(names = "--seed", required = true, paramLabel = "SEED", description = "记录的种子。")
    String seed;

    @Option(names = "--size", required = true, paramLabel = "N", description = "样本数，1 到抽样框的项数。")
    int size;

    @Option(names = "--stratified", description = "分层，各层按项数成比例。")
    boolean stratified;

    @Parameters(index = "0", paramLabel = "FILE", description = "抽样框。")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<SampleItem> frame;
        try {
            frame = frame(Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            spec.commandLine().getErr().println(file + "：不是 UTF-8 文本");
            return ExitCode.NOT_DONE;
        }
        List<String> drawn = Sampling.draw(seed, frame, size, stratified);
        Map<String, String> names = new HashMap<>();
        frame.forEach(item -> names.put(item.id(), item.name()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("抽样框 " + frame.size() + " 项，SHA-256 " + Sampling.frameHash(frame));
        for (String id : drawn) {
            out.println(id + "\t" + names.get(id) + "\t" + Sampling.key(seed, id));
        }
        return ExitCode.DONE;
    }

    private static List<SampleItem> frame(List<String> lines) {
        List<SampleItem> frame = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                // One column too many stays in the stratum, which refuses a tab.
                String[] columns = line.split("\t", COLUMNS);
                frame.add(new SampleItem(
                        columns[0], columns.length > 1 ? columns[1] : "", columns.length > 2 ? columns[2] : ""));
            }
        }
        return frame;
    }
}
