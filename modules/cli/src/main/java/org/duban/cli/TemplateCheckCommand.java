package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.duban.api.Problem;
import org.duban.api.matter.PaperKind;
import org.duban.paper.internal.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban template check}: reads templates as a running Duban would. */
@Command(
        name = "check",
        customSynopsis = "duban template check FILE… --kind 文种",
        description = {"检查公文模板（Word 文档）：逐处说明错误的占位符，在哪一段、哪一格，应为什么。"},
        exitCodeList = {"0:全部可用。", "1:有的模板不可用。", "2:参数有误，或文件不可读。"})
final class TemplateCheckCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "模板文件（.docx），写法见 modules/paper/README.md。")
    List<Path> files;

    @Option(names = "--kind", required = true, paramLabel = "文种", description = "${COMPLETION-CANDIDATES}。")
    PaperKind kind;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        int code = ExitCode.DONE;
        for (Path file : files) {
            code = Math.max(code, check(file));
        }
        return code;
    }

    private int check(Path file) {
        PrintWriter out = spec.commandLine().getOut();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            spec.commandLine().getErr().println("没有这个文件：" + file);
            return ExitCode.NOT_DONE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("文件无法读写：" + e);
            return ExitCode.NOT_DONE;
        }
        List<Problem> problems = Templates.check(kind, bytes);
        problems.forEach(problem -> out.println(file + ": " + problem.describe()));
        long wrong = problems.stream().filter(Templates::keepsFromUse).count();
        out.println(file + (wrong == 0 ? "：可用" : "：不可用，有 " + wrong + " 处错误"));
        return wrong == 0 ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }
}
