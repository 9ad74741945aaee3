package org.duban.spi.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One piece (件) of a dossier (归档文件整理规则 DA/T 22-2015, 件).
 *
 * @param id stable among the source's items for this matter; letters, digits, {@code - _ .}
 * @param category what it is, in Chinese: 督查通报, 考核评价
 * @param number its document number; empty when it has none
 * @param title its title (题名)
 * @param author who is responsible for it (责任者): a unit's or person's name
 * @param on its date (文件形成时间), in the office's time zone
 * @param fileName with its extension
 * @param mediaType {@code application/pdf}
 * @param content gives its bytes
 */
public record DossierItem(
        String id,
        String category,
        String number,
        String title,
        String author,
        LocalDate on,
        String fileName,
        String mediaType,
        Content content) {

    public DossierItem {
        if (!id.matches("[A-Za-z0-9_.-]{1,80}")) {
            throw new IllegalArgumentException("an item's id has letters, digits, - _ . only: " + id);
        }
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(content, "content");
    }

    /** Gives an item's bytes, the same each time. */
    @FunctionalInterface
    public interface Content {
        /** A new stream over the bytes; closed by the caller. */
        InputStream open() throws IOException;
    }
}
