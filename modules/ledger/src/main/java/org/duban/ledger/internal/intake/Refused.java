package org.duban.ledger.internal.intake;

import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/** Refusals of whole files. */
final class Refused {

    private Refused() {}

    /** {@code SHEET_REFUSED}: what was found, what would be right. */
    static DubanException because(String file, @Nullable Object found, String expected, String zh, String en) {
        return new DubanException(Problem.of(ErrorCode.SHEET_REFUSED, file, found, expected, zh, en));
    }

    static DubanException damaged(String file, Throwable cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.SHEET_REFUSED,
                        file,
                        cause.getMessage(),
                        "能用 Excel 或 WPS 正常打开的 .xlsx，可打开后另存一份再试",
                        "文件已损坏，无法读取",
                        "The file is damaged and can't be read"),
                cause);
    }

    static DubanException tooLarge(String file, String what, long most) {
        return because(file, "超过 " + most, "不超过 " + most, what + "太多，请分成几个文件", "The file is too large: " + what);
    }
}
