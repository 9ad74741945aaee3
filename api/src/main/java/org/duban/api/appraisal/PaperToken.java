package org.duban.api.appraisal;

import java.math.BigInteger;
import java.util.Objects;

/**
 * A signed, empty ballot paper: good for one vote, whoever holds it.
 *
 * @param ballot id of the ballot
 * @param serial its serial number, by which the voter finds it in the published list
 * @param signature the ballot's signature of the serial number, in hexadecimal digits
 */
public record PaperToken(String ballot, String serial, String signature) {

    public PaperToken {
        Objects.requireNonNull(ballot, "ballot");
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(signature, "signature");
    }

    /** Whether it was signed with this key; anybody can check that. */
    public boolean isOf(BallotKey key) {
        if (!ballot.equals(key.ballot()) || !signature.matches("[0-9a-f]{1,4096}")) {
            return false;
        }
        BigInteger s = new BigInteger(signature, 16);
        return s.signum() > 0
                && s.compareTo(key.n()) < 0
                && s.modPow(key.e(), key.n()).equals(key.hash(serial));
    }

    /** Never shows the signature. */
    @Override
    public String toString() {
        return "PaperToken[ballot=" + ballot + "]";
    }
}
