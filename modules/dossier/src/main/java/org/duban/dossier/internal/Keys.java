package org.duban.dossier.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.dossier.DigestAlgorithm;
import org.jspecify.annotations.Nullable;

/** The pair of Ed25519 keys that packages and anchors are signed with. Immutable. */
public final class Keys {

    static final String PRIVATE_FILE = "anchor-key.pem";
    public static final String PUBLIC_FILE = "anchor-key.pub.pem";

    private static final String ALGORITHM = "Ed25519";
    private static final int LINE = 64;

    /** Nobody's: signs nothing. */
    static final Keys NONE = new Keys(null, null);

    private final @Nullable PrivateKey own;
    private final @Nullable PublicKey shown;

    private Keys(@Nullable PrivateKey own, @Nullable PublicKey shown) {
        this.own = own;
        this.shown = shown;
    }

    /** The keys of a configuration folder; made when there are none. */
    static Keys in(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve(PRIVATE_FILE))) {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                // The public one first: a private one without it is never left behind.
                write(
                        folder.resolve(PUBLIC_FILE),
                        pem("PUBLIC KEY", pair.getPublic().getEncoded()),
                        false);
                write(
                        folder.resolve(PRIVATE_FILE),
                        pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                        true);
            }
            return find(folder);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(folder, e);
        }
    }

    /** The keys of a configuration folder; {@link #NONE} when there are none. */
    public static Keys find(Path folder) {
        try {
            if (!Files.exists(folder.resolve(PRIVATE_FILE))) {
                return NONE;
            }
            PrivateKey own = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(der(Files.readString(folder.resolve(PRIVATE_FILE)))));
            Keys keys = new Keys(own, publicKey(Files.readString(folder.resolve(PUBLIC_FILE))));
            byte[] probe = {1};
            if (!verifies(keys.publicPem(), probe, keys.sign(probe))) {
                throw new IOException("两个密钥文件不是一对");
            }
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(folder, e);
        }
    }

    private static DubanException unusable(Path folder, Exception e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        PRIVATE_FILE,
                        folder,
                        "成对的 Ed25519 密钥文件，或都没有（启动时生成）",
                        "签名密钥不能使用：" + e.getMessage(),
                        "The signing keys can't be used: " + e),
                e);
    }

    private static void write(Path file, String text, boolean secret) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            if (secret && part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("另一个程序正在生成密钥", e);
        }
        Files.writeString(part, text, StandardOpenOption.TRUNCATE_EXISTING);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    boolean canSign() {
        return own != null;
    }

    String publicPem() {
        PublicKey key = shown;
        if (key == null) {
            throw new IllegalStateException("no key");
        }
        return pem("PUBLIC KEY", key.getEncoded());
    }

    /** SHA-256 of the public key as DER: what people compare. */
    String fingerprint() {
        return fingerprint(publicPem());
    }

    /** In base64. */
    String sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(own);
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't sign", e);
        }
    }

    /** Whether a signature is that of this key over these bytes; false for what is no key or no signature. */
    static boolean verifies(String pem, byte[] bytes, String base64) {
        try {
            byte[] given = Base64.getDecoder().decode(base64);
            // Some bits of base64's last character say nothing: only one way to write it is taken.
            if (!Base64.getEncoder().encodeToString(given).equals(base64)) {
                return false;
            }
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey(pem));
            signature.update(bytes);
            return signature.verify(given);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException when it is no public key */
    public static String fingerprint(String pem) {
        try {
            return Digester.hex(DigestAlgorithm.SHA256, publicKey(pem).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no public key", e);
        }
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException, IOException {
        PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der(pem)));
        if (!pem("PUBLIC KEY", key.getEncoded()).equals(pem)) {
            throw new IOException("公钥文件不是原来的写法");
        }
        return key;
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] der(String pem) throws IOException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IOException("不是 PEM 文件", e);
        }
    }
}
