package org.duban.journal.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Keeps bodies small. Most are short and made of the same component names, so each is deflated (RFC 1951) with a preset text that
 * has them: half the size of plain JSON, a third less than without the preset. Stored is the number of the preset, 1, and what
 * came out; a body that would not be smaller is stored as it is, and then begins with a brace.
 */
final class Packing {

    private static final byte PRESET_NUMBER = 1;
    // Never changed: what was packed with it could no longer be read. Another one gets another number.
    private static final byte[] PRESET = resource("preset-1.txt");
    private static final int LEVEL = 6;
    private static final int CHUNK = 4096;

    private Packing() {}

    static byte[] preset() {
        return PRESET.clone();
    }

    /** What is stored for a JSON object. */
    static byte[] pack(byte[] json) {
        byte[] packed = new byte[json.length];
        packed[0] = PRESET_NUMBER;
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setDictionary(PRESET);
            deflater.setInput(json);
            deflater.finish();
            int length = 1 + deflater.deflate(packed, 1, packed.length - 1);
            return deflater.finished() ? Arrays.copyOf(packed, length) : json;
        } finally {
            deflater.end();
        }
    }

    /** The JSON object of what is stored. */
    static byte[] unpack(byte[] stored) throws IOException {
        if (stored.length == 0 || stored[0] != PRESET_NUMBER) {
            return stored;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(PRESET);
            inflater.setInput(stored, 1, stored.length - 1);
            ByteArrayOutputStream json = new ByteArrayOutputStream(CHUNK);
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && !inflater.finished()) {
                    throw new IOException("the packed body ends too early");
                }
                json.write(chunk, 0, length);
            }
            return json.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException("the packed body can't be unpacked", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Packing.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the bundle's " + name + " can't be read", e);
        }
    }
}
