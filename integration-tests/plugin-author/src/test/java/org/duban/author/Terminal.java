package org.duban.author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An author's terminal: one shell, in which folder, variables and background programs stay from one command to the next. */
final class Terminal implements AutoCloseable {

    private static final String DONE = "-- done: ";

    private final Process shell;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final Path scripts;
    private int count;

    Terminal(Path folder, Path scripts, Map<String, String> environment) throws IOException {
        this.scripts = scripts;
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        // What this build's Maven runs with isn't the author's.
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        builder.environment().putAll(environment);
        shell = builder.start();
        in = shell.outputWriter(StandardCharsets.UTF_8);
        out = shell.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Types something and waits until it is done.
     *
     * @return what was printed
     * @throws AssertionError when any of the commands fails
     */
    String type(String commands) throws IOException {
        Path script = Files.writeString(scripts.resolve(++count + ".sh"), commands);
        in.write("failed=0; trap 'failed=$?' ERR; . '" + script + "' < /dev/null; trap - ERR; echo; echo \"" + DONE
                + "$failed\"\n");
        in.flush();
        StringBuilder printed = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(DONE)) {
                assertEquals(DONE + 0, line, () -> commands + "\n" + printed);
                return printed.toString();
            }
            printed.append(line).append('\n');
        }
        throw new AssertionError("the shell has gone: " + commands + "\n" + printed);
    }

    @Override
    public void close() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }
}
