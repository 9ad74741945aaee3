package org.duban.api.appraisal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The public half of a ballot's key: what its papers are signed with, blindly (RSA, full-domain hash; Chaum 1983). The private half signs one
 * blinded paper for each voter and is destroyed when the box is opened.
 *
 * @param ballot id of the ballot; part of what is signed
 * @param modulus in hexadecimal digits
 * @param exponent in hexadecimal digits
 */
public record BallotKey(String ballot, String modulus, String exponent) {

    private static final int EXTRA_BYTES = 16;

    BigInteger n() {
        return new BigInteger(modulus, 16);
    }

    BigInteger e() {
        return new BigInteger(exponent, 16);
    }

    /** The number that stands for a serial number, spread over all below the modulus (MGF1 of SHA-256, 128 bits more than needed). */
    BigInteger hash(String serial) {
        byte[] seed = (ballot + "\n" + serial).getBytes(StandardCharsets.UTF_8);
        int length = (n().bitLength() + 7) / 8 + EXTRA_BYTES;
        byte[] bytes = new byte[length];
        for (int at = 0, counter = 0; at < length; counter++) {
            MessageDigest digest = sha256();
            digest.update(seed);
            digest.update(
                    new byte[] {(byte) (counter >>> 24), (byte) (counter >>> 16), (byte) (counter >>> 8), (byte) counter
                    });
            byte[] block = digest.digest();
            int part = Math.min(block.length, length - at);
            System.arraycopy(block, 0, bytes, at, part);
            at += part;
        }
        return new BigInteger(1, bytes).mod(n());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
