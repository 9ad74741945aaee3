package org.duban.demo;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Where the demo writes for people, in columns that stand straight although a Chinese character is twice as wide. */
record Screen(PrintStream out) {

    /** Standard output, in the console's charset if that has Chinese characters, else in UTF-8. */
    @SuppressWarnings(
            "SystemConsoleNull") // from JDK 22 on the console is always there, and its charset is what is asked for
    static Screen standard() {
        Console console = System.console();
        Charset charset = console != null && console.charset().newEncoder().canEncode('督')
                ? console.charset()
                : StandardCharsets.UTF_8;
        return new Screen(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset));
    }

    void line(String text) {
        out.println(text);
    }

    void heading(String text) {
        out.println();
        out.println("── " + text + " " + "─".repeat(Math.max(0, 74 - width(text))));
    }

    /** A share from 0 to 1 as a bar. */
    static String bar(double share) {
        int full = (int) Math.round(20 * Math.min(1, Math.max(0, share)));
        return "█".repeat(full) + "░".repeat(20 - full);
    }

    /** Text filled with blanks on the right up to a width; longer text is cut. */
    static String left(String text, int columns) {
        String fitting = cut(text, columns);
        return fitting + " ".repeat(columns - width(fitting));
    }

    /** Text filled with blanks on the left up to a width. */
    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int c : text.codePoints().toArray()) {
            used += width(c);
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    static int width(String text) {
        return text.codePoints().map(Screen::width).sum();
    }

    private static int width(int c) {
        boolean wide = c >= 0x1100
                && (c <= 0x115F
                        || (c >= 0x2E80 && c <= 0xA4CF)
                        || (c >= 0xAC00 && c <= 0xD7A3)
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0xFE30 && c <= 0xFE6F)
                        || (c >= 0xFF00 && c <= 0xFF60)
                        || (c >= 0xFFE0 && c <= 0xFFE6)
                        || (c >= 0x1F300 && c <= 0x3FFFD));
        return wide ? 2 : 1;
    }
}
