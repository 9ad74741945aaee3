package org.duban.matter.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/** Tells one command from another, so that an idempotency key used for two is noticed. */
final class Fingerprint {

    private static final int BYTES = 12;

    private Fingerprint() {}

    /** A digest of who, on which matter, and all that the command's record says: records of records print all they hold. */
    static String of(Actor actor, @Nullable MatterId id, Object command) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((actor.person() + '\n' + id + '\n' + command).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
