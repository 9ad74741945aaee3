package org.duban.api.appraisal;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.duban.api.DubanException;
import org.duban.api.Problem;

/**
 * A voter's paper before it is signed; the voter's own secret. It is made, kept and unblinded on the voter's side (a page in the browser, or
 * the host's session), and only {@link #blinded()} is handed in ({@link Ballots#take}). Whoever sees the blinded number and, later, the paper
 * can't tell that they belong together: for every paper there is a blinding that leads to it.
 *
 * @param key the ballot's key
 * @param serial the paper's serial number, 128 bits of chance in hexadecimal digits; the voter's receipt
 * @param blinding the secret that unblinds, in hexadecimal digits
 * @param blinded what is handed in to be signed, in hexadecimal digits
 */
public record Slip(BallotKey key, String serial, String blinding, String blinded) {

    private static final int SERIAL_BYTES = 16;

    /**
     * A new slip.
     *
     * @param random of cryptographic quality, or the papers are linked to their voters
     */
    public static Slip of(BallotKey key, SecureRandom random) {
        byte[] bytes = new byte[SERIAL_BYTES];
        random.nextBytes(bytes);
        String serial = HexFormat.of().formatHex(bytes);
        BigInteger n = key.n();
        BigInteger r;
        do {
            r = new BigInteger(n.bitLength(), random);
        } while (r.compareTo(BigInteger.TWO) < 0
                || r.compareTo(n) >= 0
                || !r.gcd(n).equals(BigInteger.ONE));
        BigInteger blinded = key.hash(serial).multiply(r.modPow(key.e(), n)).mod(n);
        return new Slip(key, serial, r.toString(16), blinded.toString(16));
    }

    /**
     * The signed paper.
     *
     * @param signature what {@link Ballots#take} answered
     * @throws DubanException {@code INVALID_FIELD} when it isn't the signature of this slip
     */
    public PaperToken unblind(String signature) {
        BigInteger n = key.n();
        BigInteger s = new BigInteger(signature, 16)
                .multiply(new BigInteger(blinding, 16).modInverse(n))
                .mod(n);
        PaperToken token = new PaperToken(key.ballot(), serial, s.toString(16));
        if (!token.isOf(key)) {
            throw new DubanException(Problem.invalid("signature", signature, "本票的签名", "签名与选票不符"));
        }
        return token;
    }

    /** Never shows the blinding. */
    @Override
    public String toString() {
        return "Slip[ballot=" + key.ballot() + "]";
    }
}
