package org.duban.ledger.internal.intake;

import org.duban.ledger.internal.intake.IntakeRules.Limits;

/** Counts what is read of a file, and refuses it as soon as it is too much. Not thread-safe. */
final class Tally {

    private final String file;
    private final Limits limits;
    private long unpacked;
    private int rows;
    private long cells;
    private long characters;

    Tally(String file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    String file() {
        return file;
    }

    void unpacked(long bytes) {
        unpacked += bytes;
        if (unpacked > limits.unpackedBytes()) {
            throw Refused.because(
                    file,
                    "解开后超过 " + limits.unpackedBytes() + " 字节",
                    "解开后不超过 " + limits.unpackedBytes() + " 字节的普通工作簿",
                    "文件解开后过大，疑似压缩炸弹",
                    "The file unpacks to too much, it may be a zip bomb");
        }
    }

    void row() {
        if (++rows > limits.rows()) {
            throw Refused.tooLarge(file, "行数", limits.rows());
        }
    }

    void cell(int column, String text) {
        if (column >= limits.columns()) {
            throw Refused.tooLarge(file, "列数", limits.columns());
        }
        if (++cells > limits.cells()) {
            throw Refused.tooLarge(file, "单元格", limits.cells());
        }
        characters(text.length());
    }

    void characters(long more) {
        characters += more;
        if (characters > limits.characters()) {
            throw Refused.tooLarge(file, "文字", limits.characters());
        }
    }
}
