package org.duban.dossier.internal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A zip file every byte of which follows from the names and contents in it: nothing compressed, one date for all, no comments, no extra fields, in the
 * order of the names. So reading it strictly finds a change in any byte, and any program that opens zips can open it.
 */
final class Zip {

    static final long MOST_BYTES = 0xffff_ffffL;
    static final int MOST_ENTRIES = 0xffff;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int VERSION = 20;
    private static final int UTF8 = 1 << 11;
    private static final int DATE = (1 << 5) | 1; // 1980-01-01
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int LONGEST_NAME = 1_000;
    private static final int BUFFER = 1 << 16;

    private Zip() {}

    /** One entry as it stands. */
    private record Header(byte[] name, long crc, long size, long offset) {

        byte[] local() {
            return common(LOCAL_SIZE, LOCAL, false).put(name).array();
        }

        byte[] central() {
            ByteBuffer bytes = common(CENTRAL_SIZE, CENTRAL, true);
            bytes.putShort((short) 0); // comment
            bytes.putShort((short) 0); // disk
            bytes.putShort((short) 0); // internal attributes
            bytes.putInt(0); // external attributes
            bytes.putInt((int) offset);
            return bytes.put(name).array();
        }

        private ByteBuffer common(int size, int signature, boolean madeBy) {
            ByteBuffer bytes = ByteBuffer.allocate(size + name.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(signature);
            if (madeBy) {
                bytes.putShort((short) VERSION);
            }
            bytes.putShort((short) VERSION);
            bytes.putShort((short) UTF8);
            bytes.putShort((short) 0); // stored
            bytes.putShort((short) 0); // midnight
            bytes.putShort((short) DATE);
            bytes.putInt((int) crc);
            bytes.putInt((int) size());
            bytes.putInt((int) size());
            bytes.putShort((short) name.length);
            bytes.putShort((short) 0); // extra
            return bytes;
        }
    }

    private static byte[] end(int entries, long centralSize, long centralOffset) {
        return ByteBuffer.allocate(END_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(END)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt((int) centralSize)
                .putInt((int) centralOffset)
                .putShort((short) 0)
                .array();
    }

    /**
     * Writes a zip.
     *
     * @param folder what all names in it begin with, {@code dossier-…/}
     * @param entries in the order of their paths
     * @throws IOException when it would be larger than a plain zip can be
     */
    static void write(OutputStream target, String folder, List<Bag.Entry> entries) throws IOException {
        if (entries.size() > MOST_ENTRIES) {
            throw new IOException("文件超过 " + MOST_ENTRIES + " 个，请导出为文件夹");
        }
        OutputStream out = new BufferedOutputStream(target, BUFFER);
        List<Header> headers = new ArrayList<>();
        long offset = 0;
        byte[] buffer = new byte[BUFFER];
        for (Bag.Entry entry : entries) {
            CRC32 crc = new CRC32();
            try (InputStream in = entry.content().open()) {
                int read;
                while ((read = in.read(buffer)) >= 0) {
                    crc.update(buffer, 0, read);
                }
            }
            byte[] name = (folder + entry.path()).getBytes(StandardCharsets.UTF_8);
            Header header = new Header(name, crc.getValue(), entry.size(), offset);
            headers.add(header);
            byte[] local = header.local();
            out.write(local);
            long copied;
            try (InputStream in = entry.content().open()) {
                copied = in.transferTo(out);
            }
            if (copied != entry.size()) {
                throw new IOException("文件在导出时变了：" + entry.path());
            }
            offset += local.length + copied;
            if (offset > MOST_BYTES) {
                throw new IOException("超过 4 GB，请导出为文件夹");
            }
        }
        long size = 0;
        for (Header header : headers) {
            byte[] central = header.central();
            out.write(central);
            size += central.length;
        }
        if (offset + size > MOST_BYTES) {
            throw new IOException("超过 4 GB，请导出为文件夹");
        }
        out.write(end(headers.size(), size, offset));
        out.flush();
    }

    /** Bytes that can be read from anywhere. */
    interface Bytes {
        long size();

        InputStream from(long offset) throws IOException;

        static Bytes of(byte[] bytes) {
            return new Bytes() {
                @Override
                public long size() {
                    return bytes.length;
                }

                @Override
                public InputStream from(long offset) {
                    return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
                }
            };
        }
    }

    /** Where an entry's content stands. */
    record Place(long offset, long size) {}

    /**
     * What a zip holds.
     *
     * @param folder what all names begin with
     * @param places path without the folder → where it stands; in the order of the file
     * @param fault what isn't as it would have been written, in Chinese; empty when everything is
     */
    record Contents(String folder, Map<String, Place> places, String fault) {}

    /** Reads a zip that {@link #write} has written, strictly. Never throws for what is wrong with it. */
    static Contents read(Bytes bytes) throws IOException {
        Map<String, Place> places = new LinkedHashMap<>();
        String folder = "";
        try {
            List<Header> headers = new ArrayList<>();
            long offset = 0;
            String before = "";
            while (true) {
                DataInputStream in = new DataInputStream(bytes.from(offset));
                byte[] fixed = in.readNBytes(LOCAL_SIZE);
                if (fixed.length < 4
                        || ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN).getInt() != LOCAL) {
                    break;
                }
                if (fixed.length < LOCAL_SIZE) {
                    throw new EOFException();
                }
                ByteBuffer header = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
                int length = header.getShort(26) & 0xffff;
                long size = header.getInt(18) & 0xffff_ffffL;
                long crc = header.getInt(14) & 0xffff_ffffL;
                if (length > LONGEST_NAME) {
                    return new Contents(folder, places, "文件名长得不合理");
                }
                byte[] name = in.readNBytes(length);
                Header found = new Header(name, crc, size, offset);
                if (name.length < length || !Arrays.equals(found.local(), concat(fixed, name))) {
                    return new Contents(folder, places, "第 " + (headers.size() + 1) + " 个文件的文件头不是原来的写法");
                }
                String text;
                try {
                    text = StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(name))
                            .toString();
                } catch (CharacterCodingException e) {
                    return new Contents(folder, places, "第 " + (headers.size() + 1) + " 个文件的文件名不是 UTF-8");
                }
                int slash = text.indexOf('/');
                if (slash <= 0 || !folder.isEmpty() && !text.startsWith(folder)) {
                    return new Contents(folder, places, "文件不在同一个文件夹中：" + text);
                }
                folder = text.substring(0, slash + 1);
                String path = text.substring(slash + 1);
                if (path.compareTo(before) <= 0) {
                    return new Contents(folder, places, "文件的次序被改动：" + path);
                }
                before = path;
                long content = offset + LOCAL_SIZE + length;
                if (content + size > bytes.size()) {
                    return new Contents(folder, places, "文件不完整：" + path);
                }
                if (crc(bytes, content, size) != crc) {
                    places.put(path, new Place(content, size));
                    return new Contents(folder, places, "文件的校验码与内容不符：" + path);
                }
                places.put(path, new Place(content, size));
                headers.add(found);
                offset = content + size;
            }
            return new Contents(folder, places, tail(bytes, headers, offset));
        } catch (EOFException e) {
            return new Contents(folder, places, "压缩包不完整");
        }
    }

    private static String tail(Bytes bytes, List<Header> headers, long offset) throws IOException {
        long size = 0;
        try (InputStream in = bytes.from(offset)) {
            for (Header header : headers) {
                byte[] central = header.central();
                if (!Arrays.equals(in.readNBytes(central.length), central)) {
                    return "压缩包的目录与文件不符：" + new String(header.name(), StandardCharsets.UTF_8);
                }
                size += central.length;
            }
            byte[] end = end(headers.size(), size, offset);
            if (!Arrays.equals(in.readNBytes(end.length), end)) {
                return headers.isEmpty() ? "不是档案包" : "压缩包的结尾不是原来的写法";
            }
            return in.read() < 0 ? "" : "压缩包的结尾之后还有内容";
        }
    }

    private static long crc(Bytes bytes, long offset, long size) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = bytes.from(offset)) {
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                crc.update(buffer, 0, read);
                left -= read;
            }
        }
        return crc.getValue();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
