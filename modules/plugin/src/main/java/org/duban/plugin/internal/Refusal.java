package org.duban.plugin.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a file can't be used, as one line in Chinese. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** Of many mistakes so many are told; the rest is counted. */
    private static final int SHOWN = 3;

    private final String reason;

    Refusal(String reason) {
        this(reason, null);
    }

    Refusal(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = oneLine(reason);
    }

    String reason() {
        return reason;
    }

    /** Several reasons as one. */
    static String joined(List<String> reasons) {
        String first = String.join("；", reasons.subList(0, Math.min(SHOWN, reasons.size())));
        return oneLine(reasons.size() <= SHOWN ? first : first + "；等 " + reasons.size() + " 处");
    }

    /** A file that can't be read or copied. */
    static Refusal of(IOException e) {
        String said = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.toString();
        return new Refusal("无法读取文件：" + said, e);
    }

    /** What the innermost cause says. */
    static String said(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return oneLine(
                message == null || message.isBlank()
                        ? innermost.getClass().getName()
                        : innermost instanceof LinkageError || innermost instanceof ClassNotFoundException
                                ? innermost.toString()
                                : message);
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
