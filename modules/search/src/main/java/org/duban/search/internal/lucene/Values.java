package org.duban.search.internal.lucene;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;

/** Exact values as terms: a term can't be of any length, a value can. */
final class Values {

    /** Far below Lucene's limit of 32,766, far above any name. */
    private static final int LONGEST = 1_000;

    private Values() {}

    /** The term of a value. A value too long for one keeps its beginning and gets a digest of the whole. */
    static BytesRef term(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return new BytesRef(bytes);
        }
        int end = LONGEST;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        String beginning = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return new BytesRef(beginning + "…" + HexFormat.of().formatHex(Arrays.copyOf(sha256().digest(bytes), 16)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
