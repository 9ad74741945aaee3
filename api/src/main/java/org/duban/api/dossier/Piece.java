package org.duban.api.dossier;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A piece (件) of a volume, as its catalogue has it (DA/T 22-2015, 归档文件目录).
 *
 * @param n 件号, from 1
 * @param category what it is: 立项登记, 附件, 督查通报
 * @param number 文号; empty when it has none
 * @param title 题名
 * @param author 责任者
 * @param on 日期, in the office's time zone
 * @param path the file in the volume that holds it, with {@code #L<line>} for one of the events; empty when the host keeps it
 * @param size in bytes
 * @param digest of its bytes by the volume's algorithm; of a file the host keeps, its SHA-256
 * @param remark 备注
 * @param chain the link of the chain that holds this piece and all before it
 */
public record Piece(
        int n,
        String category,
        String number,
        String title,
        String author,
        LocalDate on,
        String path,
        long size,
        String digest,
        String remark,
        String chain) {
    public Piece {
        Objects.requireNonNull(on, "on");
    }
}
