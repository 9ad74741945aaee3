package org.duban.dossier.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.duban.api.dossier.DigestAlgorithm;

/** Digests by name; SM3 by Bouncy Castle's class itself, so that no provider has to be registered for the whole JVM. */
abstract class Digester {

    private static final int BUFFER = 1 << 16;

    /** A new one. */
    static Digester of(DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.SM3 ? new Sm3() : new Sha256();
    }

    /** Of some bytes, in lower-case hex. */
    static String hex(DigestAlgorithm algorithm, byte[] bytes) {
        return of(algorithm).add(bytes, 0, bytes.length).hex();
    }

    /** Of a text in UTF-8. */
    static String hex(DigestAlgorithm algorithm, String text) {
        return hex(algorithm, text.getBytes(StandardCharsets.UTF_8));
    }

    abstract void update(byte[] bytes, int offset, int length);

    abstract byte[] end();

    final Digester add(byte[] bytes, int offset, int length) {
        update(bytes, offset, length);
        return this;
    }

    final String hex() {
        return HexFormat.of().formatHex(end());
    }

    /** Both digests and the size of a content. */
    record Both(String sha256, String sm3, long size) {
        String by(DigestAlgorithm algorithm) {
            return algorithm == DigestAlgorithm.SM3 ? sm3 : sha256;
        }
    }

    /**
     * Reads a content to its end.
     *
     * @param sm3 whether that is wanted; else it is empty
     */
    static Both read(InputStream in, boolean sm3) throws IOException {
        Digester first = new Sha256();
        Digester second = sm3 ? new Sm3() : null;
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        int read;
        while ((read = in.read(buffer)) >= 0) {
            first.update(buffer, 0, read);
            if (second != null) {
                second.update(buffer, 0, read);
            }
            size += read;
        }
        return new Both(first.hex(), second == null ? "" : second.hex(), size);
    }

    private static final class Sha256 extends Digester {
        private final MessageDigest digest = sha256();

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        byte[] end() {
            return digest.digest();
        }
    }

    private static final class Sm3 extends Digester {
        private final SM3Digest digest = new SM3Digest();

        @Override
        void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        byte[] end() {
            byte[] out = new byte[digest.getDigestSize()];
            digest.doFinal(out, 0);
            return out;
        }
    }
}
