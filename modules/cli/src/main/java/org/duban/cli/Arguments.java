package org.duban.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arguments as they were typed: in a container's POSIX locale the JVM makes a question mark of every byte of a Chinese character. */
final class Arguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** The arguments, read again from the system where the JVM couldn't read them. */
    static String[] asTyped(String[] arguments) {
        if (canSayChinese(System.getProperty("sun.jnu.encoding")) || !Files.isReadable(COMMAND_LINE)) {
            return arguments;
        }
        try {
            return last(arguments.length, Files.readAllBytes(COMMAND_LINE), arguments);
        } catch (IOException e) {
            // Then they are what the JVM made of them.
            return arguments;
        }
    }

    /**
     * The last of a command line, in UTF-8.
     *
     * @param commandLine each argument ended by a zero byte
     * @param otherwise when there aren't so many
     */
    static String[] last(int count, byte[] commandLine, String[] otherwise) {
        // The empty one after the last zero is no argument; an empty argument is.
        String[] all = new String(commandLine, StandardCharsets.UTF_8).split("\0", -1);
        return all.length <= count ? otherwise : Arrays.copyOfRange(all, all.length - 1 - count, all.length - 1);
    }

    private static boolean canSayChinese(@Nullable String encoding) {
        if (encoding == null || !Charset.isSupported(encoding)) {
            return true;
        }
        Charset charset = Charset.forName(encoding);
        return charset.canEncode() && charset.newEncoder().canEncode('督');
    }
}
