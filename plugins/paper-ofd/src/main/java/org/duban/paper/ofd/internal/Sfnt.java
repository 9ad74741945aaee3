package org.duban.paper.ofd.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A font as its tables (OpenType, ISO/IEC 14496-22), taken out of its file or collection one by one: a collection of Chinese fonts is a hundred
 * megabytes, of which a few tables are needed.
 *
 * @param tables by their tags, which sort as the format wants it
 */
record Sfnt(TreeMap<String, byte[]> tables) {

    private static final int COLLECTION = 0x74746366; // ttcf
    private static final int TRUE_TYPE = 0x00010000;
    private static final int OPEN_TYPE = 0x4F54544F; // OTTO
    private static final int MAGIC = 0xB1B0AFBA;
    private static final int ADJUSTMENT = 8;

    static final String OUTLINES = "glyf";
    static final String CFF = "CFF ";

    /**
     * Reads some tables of a font.
     *
     * @param index its place in a collection
     * @param wanted tags; those it doesn't have are left out
     * @throws IOException also when the file isn't what it says
     */
    static Sfnt read(Path path, int index, Collection<String> wanted) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.readInt() == COLLECTION) {
                file.seek(12 + 4L * index);
                file.seek(Integer.toUnsignedLong(file.readInt()) + 4);
            }
            int count = file.readUnsignedShort();
            file.skipBytes(6);
            Map<String, long[]> places = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                byte[] tag = new byte[4];
                file.readFully(tag);
                file.skipBytes(4);
                long at = Integer.toUnsignedLong(file.readInt());
                places.put(
                        new String(tag, StandardCharsets.ISO_8859_1),
                        new long[] {at, Integer.toUnsignedLong(file.readInt())});
            }
            TreeMap<String, byte[]> tables = new TreeMap<>();
            for (Map.Entry<String, long[]> place : places.entrySet()) {
                if (wanted.contains(place.getKey())) {
                    if (place.getValue()[1] > file.length()) {
                        throw new IOException("not a font: " + path);
                    }
                    byte[] table = new byte[(int) place.getValue()[1]];
                    file.seek(place.getValue()[0]);
                    file.readFully(table);
                    tables.put(place.getKey(), table);
                }
            }
            return new Sfnt(tables);
        }
    }

    Optional<byte[]> table(String tag) {
        return Optional.ofNullable(tables.get(tag));
    }

    Sfnt with(String tag, byte[] table) {
        TreeMap<String, byte[]> all = new TreeMap<>(tables);
        all.put(tag, table);
        return new Sfnt(all);
    }

    /** A file of its own. */
    byte[] write() throws IOException {
        int count = tables.size();
        int power = Integer.highestOneBit(count);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(tables.containsKey(CFF) ? OPEN_TYPE : TRUE_TYPE);
        out.writeShort(count);
        out.writeShort(16 * power);
        out.writeShort(Integer.numberOfTrailingZeros(power));
        out.writeShort(16 * (count - power));
        int at = 12 + 16 * count;
        int head = -1;
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] content = table.getValue();
            if (table.getKey().equals("head")) {
                content = content.clone();
                ByteBuffer.wrap(content).putInt(ADJUSTMENT, 0);
                table.setValue(content);
                head = at;
            }
            out.writeBytes(table.getKey());
            out.writeInt(sum(content));
            out.writeInt(at);
            out.writeInt(content.length);
            at += padded(content.length);
        }
        for (byte[] content : tables.values()) {
            out.write(content);
            out.write(new byte[padded(content.length) - content.length]);
        }
        byte[] file = bytes.toByteArray();
        if (head >= 0) {
            ByteBuffer.wrap(file).putInt(head + ADJUSTMENT, MAGIC - sum(file));
        }
        return file;
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    /** The sum of its 32-bit words, the last filled up with zeros. */
    private static int sum(byte[] content) {
        int sum = 0;
        for (int i = 0; i < content.length; i++) {
            sum += (content[i] & 0xFF) << 8 * (3 - i % 4);
        }
        return sum;
    }
}
