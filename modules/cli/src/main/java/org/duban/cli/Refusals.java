package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Why nothing was done, said in Chinese on standard error. */
final class Refusals {

    private Refusals() {}

    static int wrongArguments(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(message(e));
        err.println("用法见：" + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.NOT_DONE;
    }

    static int notDone(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = ExitCode.NOT_DONE;
        if (e instanceof DubanException refusal) {
            refusal.problems().stream().map(Problem::describe).forEach(err::println);
            if (refusal.code() == ErrorCode.CALENDAR_NOTICE_INVALID || refusal.code() == ErrorCode.PACKAGE_DAMAGED) {
                code = ExitCode.NOT_IN_ORDER;
            }
        } else if (e instanceof NoSuchFileException missing) {
            err.println("没有这个文件：" + missing.getFile());
        } else if (e instanceof IOException) {
            err.println("文件无法读写：" + e);
        } else {
            err.println("程序出错，请把以下内容报告给维护者：");
            e.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return "无法识别的参数：" + String.join(" ", unmatched.getUnmatched());
        }
        if (e instanceof MissingParameterException missing) {
            return "缺少参数："
                    + String.join(
                            " 或 ",
                            missing.getMissing().stream().map(Refusals::name).toList());
        }
        if (e instanceof MutuallyExclusiveArgsException) {
            return "多余的参数：几种写法只能选用一种";
        }
        if (e instanceof OverwrittenOptionException twice) {
            return "选项只能写一次：" + name(twice.getOverwritten());
        }
        if (e.getArgSpec() != null && e.getValue() != null) {
            String expected = String.join("", e.getArgSpec().description());
            return name(e.getArgSpec()) + " 的值无法识别：" + e.getValue() + "。" + expected;
        }
        return String.valueOf(e.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
