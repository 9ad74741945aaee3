package org.duban.crash;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Receipt;
import org.duban.journal.internal.SqliteJournal;

/**
 * The process that is killed: several threads append for ever. Says {@code ready}, then for each command {@code try ID} before it and
 * {@code done ID POSITION} after it was acknowledged.
 */
final class Writers {

    private static final int THREADS = 6;

    private final SqliteJournal journal;
    private final PrintStream out;
    private final String round;

    private Writers(SqliteJournal journal, PrintStream out, String round) {
        this.journal = journal;
        this.out = out;
        this.round = round;
    }

    /** @param arguments data directory; number of the round */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.US_ASCII);
        SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]));
        if (!journal.prepare(List.of(Command.ROWS))) {
            throw new IllegalStateException("the rows are not those of the head");
        }
        Writers writers = new Writers(journal, out, arguments[1]);
        writers.say("ready");
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            new Thread(() -> writers.write(number)).start();
        }
    }

    private void write(int thread) {
        for (int count = 0; ; count++) {
            Command command = new Command(round + "-" + thread + "-" + count);
            say("try " + command.id());
            Receipt receipt = send(command);
            say("done " + command.id() + " " + receipt.recorded().get(0).position());
        }
    }

    private Receipt send(Command command) {
        while (true) {
            try {
                return journal.append(
                        command.append(stream -> journal.read(stream).size()));
            } catch (DubanException e) {
                if (e.code() != ErrorCode.VERSION_CONFLICT) {
                    throw e;
                }
            }
        }
    }

    private void say(String line) {
        synchronized (out) {
            out.print(line + "\n");
            out.flush();
        }
    }
}
