package org.duban.evaluation.internal.officer;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import org.duban.api.appraisal.BallotKey;

/** The private half of a ballot's key. Raw RSA: what is signed is a full-domain hash under a blinding, never anything else. */
final class BlindSigner {

    private static final int BITS = 2048;

    private BlindSigner() {}

    /** A new key: the public half, and the private one as text. */
    record Made(BallotKey key, String privateKey) {}

    static Made make(String ballot) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            return new Made(
                    new BallotKey(
                            ballot,
                            key.getModulus().toString(16),
                            key.getPublicExponent().toString(16)),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** Signs a number below the modulus; the same number gives the same signature. */
    static String sign(String privateKey, BigInteger blinded, BallotKey key) {
        try {
            PrivateKey secret = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
            Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            // Decrypting is the private operation; the provider blinds it against measuring its time.
            cipher.init(Cipher.DECRYPT_MODE, secret);
            byte[] bytes = new byte[BITS / 8];
            byte[] number = blinded.toByteArray();
            int sign = number.length > bytes.length ? 1 : 0;
            System.arraycopy(number, sign, bytes, bytes.length - (number.length - sign), number.length - sign);
            BigInteger signed = new BigInteger(1, cipher.doFinal(bytes));
            if (!signed.modPow(new BigInteger(key.exponent(), 16), new BigInteger(key.modulus(), 16))
                    .equals(blinded)) {
                throw new IllegalStateException("the ballot's private key isn't that of its public one");
            }
            return signed.toString(16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the ballot's private key can't be used", e);
        }
    }
}
