package org.duban.search.internal.text;

import java.util.Arrays;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.apache.lucene.util.BytesRef;

/** A term as the index wants it: its UTF-8 bytes, written where the index reads them. */
final class TermBytes extends AttributeImpl implements TermToBytesRefAttribute {

    final BytesRef ref = new BytesRef(8);

    /** Puts a code point after {@code length} bytes and says where it ends. The caller sees to the room and to {@code ref.length}. */
    int put(int codePoint, int length) {
        byte[] bytes = ref.bytes;
        int end = length;
        if (codePoint >= 0x800 && codePoint < 0x10000) {
            bytes[end++] = (byte) (0xE0 | codePoint >> 12);
            bytes[end++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            bytes[end++] = (byte) (0x80 | codePoint & 0x3F);
        } else if (codePoint < 0x80) {
            bytes[end++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[end++] = (byte) (0xC0 | codePoint >> 6);
            bytes[end++] = (byte) (0x80 | codePoint & 0x3F);
        } else {
            bytes[end++] = (byte) (0xF0 | codePoint >> 18);
            bytes[end++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            bytes[end++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            bytes[end++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return end;
    }

    @Override
    public BytesRef getBytesRef() {
        return ref;
    }

    @Override
    public void clear() {
        ref.length = 0;
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
        reflector.reflect(TermToBytesRefAttribute.class, "bytes", ref);
    }

    @Override
    public void copyTo(AttributeImpl target) {
        BytesRef copy = ((TermBytes) target).ref;
        copy.bytes = Arrays.copyOfRange(ref.bytes, 0, ref.bytes.length);
        copy.length = ref.length;
    }

    @Override
    public TermBytes clone() {
        TermBytes copy = new TermBytes();
        copyTo(copy);
        return copy;
    }
}
