package org.duban.file.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Fails at its end when what was read isn't what its name says. */
final class CheckedContent extends FilterInputStream {

    private static final int BUFFER = 1 << 13;

    private final String sha256;
    private final MessageDigest digest = Digests.sha256();
    private boolean ended;

    CheckedContent(InputStream in, String sha256) {
        super(in);
        this.sha256 = sha256;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            digest.update(bytes, offset, read);
        } else if (read < 0 && !ended) {
            ended = true;
            if (!Digests.hex(digest).equals(sha256)) {
                throw new IOException("文件内容已被改动：" + sha256);
            }
        }
        return read;
    }

    /** Read like the rest: what is skipped counts too. */
    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long skipped = 0;
        while (skipped < n) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, n - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public synchronized void reset() throws IOException {
        throw new IOException("mark/reset not supported");
    }
}
