package org.duban.form.internal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** JSON pointers (RFC 6901) as text. */
final class Pointers {

    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

    private Pointers() {}

    static String append(String pointer, String segment) {
        return pointer + '/' + segment.replace("~", "~0").replace("/", "~1");
    }

    /** The names and indices a pointer goes through; empty for the whole document. */
    static List<String> segments(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** Whether this is a pointer to something inside a document. */
    static boolean isPointer(String text) {
        return text.startsWith("/") && !BAD_ESCAPE.matcher(text).find();
    }
}
