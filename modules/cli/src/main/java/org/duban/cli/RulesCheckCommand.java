package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.evaluation.RuleSet;
import org.duban.evaluation.internal.rules.RuleSetReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban rules check}: reads rule sets as a running Duban would. */
@Command(
        name = "check",
        customSynopsis = "duban rules check [选项] FILE…",
        description = {"检查考核办法的规则文件：可用的说明其内容，不可用的逐处说明错误。", "每处错误一行：文件:行:列、错误、JSON 指针和现有的值、应为什么。"},
        exitCodeList = {"0:全部可用。", "1:有的规则文件不可用。", "2:参数有误，或文件不可读。"})
final class RulesCheckCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "规则文件，UTF-8 编码，格式见 modules/evaluation/README.md。")
    List<Path> files;

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
        PrintWriter err = spec.commandLine().getErr();
        String json;
        try {
            json = Files.readString(file);
        } catch (CharacterCodingException e) {
            out.println(file + "：不是 UTF-8 文本");
            return ExitCode.NOT_IN_ORDER;
        } catch (NoSuchFileException e) {
            err.println("没有这个文件：" + file);
            return ExitCode.NOT_DONE;
        } catch (IOException e) {
            err.println("文件无法读写：" + e);
            return ExitCode.NOT_DONE;
        }
        try {
            RuleSet rules = RuleSetReader.read(json);
            out.println(file + "：可用");
            new RuleSetDescription(rules).lines().forEach(out::println);
            return ExitCode.DONE;
        } catch (DubanException e) {
            JsonPlaces places = JsonPlaces.of(json);
            for (Problem problem : e.problems()) {
                out.println(places.place(problem.field())
                                .map(place -> file + ":" + place.line() + ":" + place.column())
                                .orElse(file.toString())
                        + ": " + problem.describe());
            }
            out.println(file + "：不可用，有 " + e.problems().size() + " 处错误");
            return ExitCode.NOT_IN_ORDER;
        }
    }
}
