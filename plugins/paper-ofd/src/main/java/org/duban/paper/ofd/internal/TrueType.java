package org.duban.paper.ofd.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** What a font file's table directory says: a look, where fontbox would read every font of a collection whole. */
final class TrueType {

    private static final int COLLECTION = 0x74746366; // ttcf
    private static final int OUTLINES = 0x676C7966; // glyf

    private TrueType() {}

    /**
     * Whether a font has outlines that can be cut: TrueType's.
     *
     * @param index its place in a collection
     * @throws IOException also when the file ends too soon
     */
    static boolean drawn(Path path, int index) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.readInt() == COLLECTION) {
                file.seek(12 + 4L * index);
                file.seek(Integer.toUnsignedLong(file.readInt()) + 4);
            }
            int tables = file.readUnsignedShort();
            file.skipBytes(6);
            for (int i = 0; i < tables; i++) {
                if (file.readInt() == OUTLINES) {
                    return true;
                }
                file.skipBytes(12);
            }
            return false;
        }
    }
}
