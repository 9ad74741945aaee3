package org.duban.ledger.internal.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.dhatim.fastexcel.Workbook;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;

/** Opens workbooks on the caller's stream. */
public final class Books {

    /** What fills a workbook. */
    @FunctionalInterface
    public interface Filling {
        void into(Workbook book) throws IOException;
    }

    private Books() {}

    /**
     * Writes a workbook; nothing but what is being written is in memory.
     *
     * @param out not closed
     * @throws DubanException {@code FILE_NOT_WRITTEN} when {@code out} throws
     */
    public static void write(OutputStream out, Filling filling) {
        try {
            // Not closed when it fails: that would write an end to half a file.
            Workbook book = new Workbook(new Untouched(out), "Duban", "1.0");
            book.setGlobalDefaultFont("宋体", 11);
            filling.into(book);
            book.finish();
        } catch (IOException | UncheckedIOException e) {
            throw notWritten(e);
        }
    }

    /** {@code FILE_NOT_WRITTEN}. */
    static DubanException notWritten(Exception e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.FILE_NOT_WRITTEN,
                        "文件未能写出：" + e.getMessage(),
                        "The file could not be written: " + e.getMessage()),
                e);
    }
}
