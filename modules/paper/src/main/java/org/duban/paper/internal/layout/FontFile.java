package org.duban.paper.internal.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A font in a file: what it calls itself, in every language it does.
 *
 * @param family its first family name
 * @param names family names (those of the regular face only), full names and PostScript names
 * @param index its place in a collection
 */
record FontFile(Path path, int index, String family, Set<String> names) {

    private static final int COLLECTION = 0x74746366;
    private static final int NAME = 0x6E616D65;
    private static final int MOST_FONTS = 64;
    private static final int LARGEST_TABLE = 1 << 20;

    private static final int FAMILY = 1;
    private static final int FACE = 2;
    private static final int FULL = 4;
    private static final int POSTSCRIPT = 6;
    private static final int TYPOGRAPHIC_FAMILY = 16;

    /** The fonts in a file. @throws IOException when it isn't a font */
    static List<FontFile> read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = bytes(file, 0, 12);
            List<FontFile> fonts = new ArrayList<>();
            if (head.getInt(0) == COLLECTION) {
                int count = Math.min(head.getInt(8), MOST_FONTS);
                ByteBuffer offsets = bytes(file, 12, 4 * count);
                for (int i = 0; i < count; i++) {
                    fonts.add(font(file, path, i, Integer.toUnsignedLong(offsets.getInt(4 * i))));
                }
            } else {
                fonts.add(font(file, path, 0, 0));
            }
            return fonts;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("not a font: " + path, e);
        }
    }

    private static FontFile font(FileChannel file, Path path, int index, long offset) throws IOException {
        int tables = bytes(file, offset, 12).getShort(4) & 0xFFFF;
        ByteBuffer directory = bytes(file, offset + 12, 16 * tables);
        for (int i = 0; i < tables; i++) {
            if (directory.getInt(16 * i) == NAME) {
                long at = Integer.toUnsignedLong(directory.getInt(16 * i + 8));
                int length = directory.getInt(16 * i + 12);
                return named(path, index, bytes(file, at, Math.min(length, LARGEST_TABLE)));
            }
        }
        throw new IOException("a font without names: " + path);
    }

    private static FontFile named(Path path, int index, ByteBuffer table) throws IOException {
        int count = table.getShort(2) & 0xFFFF;
        int strings = table.getShort(4) & 0xFFFF;
        Set<String> families = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        boolean regular = true;
        for (int i = 0; i < count; i++) {
            int at = 6 + 12 * i;
            int platform = table.getShort(at) & 0xFFFF;
            int id = table.getShort(at + 6) & 0xFFFF;
            if (platform != 0 && platform != 3 && platform != 1) {
                continue;
            }
            byte[] bytes = new byte[table.getShort(at + 8) & 0xFFFF];
            table.get(strings + (table.getShort(at + 10) & 0xFFFF), bytes);
            Charset charset = platform == 1 ? StandardCharsets.US_ASCII : StandardCharsets.UTF_16BE;
            String name = new String(bytes, charset).strip();
            if (name.isEmpty() || name.indexOf('\uFFFD') >= 0) {
                continue;
            }
            if (id == FAMILY || id == TYPOGRAPHIC_FAMILY) {
                families.add(name);
            } else if (id == FULL || id == POSTSCRIPT) {
                others.add(name);
            } else if (id == FACE && (name.contains("Bold") || name.contains("Italic"))) {
                regular = false;
            }
        }
        if (families.isEmpty()) {
            throw new IOException("a font without a family: " + path);
        }
        Set<String> names = new LinkedHashSet<>();
        if (regular) {
            names.addAll(families);
        }
        names.addAll(others);
        String family = regular
                ? families.iterator().next()
                : names.stream().findFirst().orElseThrow();
        return new FontFile(path, index, family, names);
    }

    private static ByteBuffer bytes(FileChannel file, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("a font file that ends too soon");
            }
        }
        return buffer.flip();
    }
}
