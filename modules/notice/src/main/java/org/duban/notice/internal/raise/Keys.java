package org.duban.notice.internal.raise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.duban.api.matter.MatterId;

/**
 * Stable keys: the same parts give the same key for ever. Ids of people and steps may be of any letters and length, a key only of
 * those a channel can carry, so the parts are hashed.
 */
final class Keys {

    private Keys() {}

    /** At most 81 characters: the matter's id, a slash, 40 hexadecimal digits. */
    static String of(MatterId matter, Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                byte[] text = part.toString().getBytes(StandardCharsets.UTF_8);
                digest.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(text);
            }
            return matter.value() + "/" + HexFormat.of().formatHex(digest.digest(), 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
