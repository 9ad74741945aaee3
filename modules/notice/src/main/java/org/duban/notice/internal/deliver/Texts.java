package org.duban.notice.internal.deliver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Texts that keep what others are promised of them. */
final class Texts {

    private static final int TITLE = 200;
    private static final int REASON = 300;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_./-]{1,100}");

    private Texts() {}

    /** A message's title: one line of at most 200 characters. */
    static String title(String text) {
        return line(text, TITLE);
    }

    /** A reason given by a plugin: one line of at most 300 characters. */
    static String reason(String text) {
        return line(text, REASON);
    }

    /** What a plugin threw, in one line. */
    static String reason(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        return reason(message == null || message.isBlank() ? name : name + ": " + message);
    }

    private static String line(String text, int longest) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        // Invisible characters too: some of them turn the direction of what follows.
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isISOControl(c) || Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT) {
                gap = line.length() > 0;
                continue;
            }
            if (line.length() + (gap ? 1 : 0) + Character.charCount(c) > longest) {
                break;
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.appendCodePoint(c);
        }
        return line.toString();
    }

    /** A key that every receiver can take; the same one for the same text. */
    static String key(String text) {
        if (KEY.matcher(text).matches()) {
            return text;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256-" + HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
