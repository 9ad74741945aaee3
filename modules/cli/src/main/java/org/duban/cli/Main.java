package org.duban.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The entry of {@code duban.jar}. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        // The file descriptors, not System.out: that one flushes each line of a million.
        PrintWriter out = writer(new FileOutputStream(FileDescriptor.out), "stdout.encoding");
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err), "stderr.encoding");
        int code = run(out, err, InstantSource.system(), Arguments.asTyped(arguments));
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs one command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, InstantSource clock, String... arguments) {
        return new CommandLine(new DubanCommand())
                .addSubcommand(new DeadlineCommand())
                .addSubcommand(new CommandLine(new CalendarCommand())
                        .addSubcommand(new CalendarImportCommand())
                        .addSubcommand(new CalendarListCommand()))
                .addSubcommand(new CommandLine(new FormCommand()).addSubcommand(new FormCheckCommand()))
                .addSubcommand(new CommandLine(new RulesCommand()).addSubcommand(new RulesCheckCommand()))
                .addSubcommand(new CommandLine(new TemplateCommand())
                        .addSubcommand(new TemplateCheckCommand())
                        .addSubcommand(new TemplateFieldsCommand()))
                .addSubcommand(new CommandLine(new InspectionCommand()).addSubcommand(new InspectionDrawCommand()))
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new StatsCommand(clock))
                .addSubcommand(new SearchCommand(clock))
                .addSubcommand(new ReindexCommand(clock, ReindexCommand.PATIENCE))
                .addSubcommand(new HealthCommand(clock))
                .addSubcommand(new PluginsCommand(clock))
                .addSubcommand(new CommandLine(new NoticesCommand())
                        .addSubcommand(new NoticesRetryCommand(clock))
                        .addSubcommand(new NoticesDropCommand(clock)))
                .addSubcommand(new CommandLine(new ChannelCommand()).addSubcommand(new ChannelTestCommand(clock)))
                .addSubcommand(new CommandLine(new FilesCommand())
                        .addSubcommand(new FilesCheckCommand(clock))
                        .addSubcommand(new FilesRemoveCommand(clock)))
                .addSubcommand(new CommandLine(new DossierCommand())
                        .addSubcommand(new DossierListCommand())
                        .addSubcommand(new DossierExportCommand(clock))
                        .addSubcommand(new DossierVerifyCommand())
                        .addSubcommand(new DossierImportCommand(clock)))
                .addSubcommand(new CommandLine(new AnchorsCommand()).addSubcommand(new AnchorsVerifyCommand()))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Refusals::wrongArguments)
                .setExecutionExceptionHandler(Refusals::notDone)
                .execute(arguments);
    }

    private static PrintWriter writer(OutputStream stream, String property) {
        return new PrintWriter(new OutputStreamWriter(stream, encoding(property)));
    }

    /** The terminal's encoding; UTF-8 where that has no Chinese (a container's POSIX locale). */
    private static Charset encoding(String property) {
        String name = first(System.getProperty(property), System.getProperty("native.encoding"));
        if (name != null && Charset.isSupported(name)) {
            Charset terminal = Charset.forName(name);
            if (terminal.canEncode() && terminal.newEncoder().canEncode('督')) {
                return terminal;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
