package org.duban.journal.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash that binds an event to the one before it in the feed and to the one before it in its stream. One hash holds both chains;
 * the module's README says how it is computed, byte for byte.
 */
final class Chain {

    private static final int LENGTH = 32;

    private Chain() {}

    /** What stands for the hash of the event before the first. */
    static byte[] start() {
        return new byte[LENGTH];
    }

    /**
     * The hash of an event.
     *
     * @param feed hash of the event at the position before
     * @param stream hash of the event with the version before in the same stream
     * @param entry the event
     */
    static byte[] link(byte[] feed, byte[] stream, Entry entry) {
        MessageDigest digest = sha256();
        digest.update(feed);
        digest.update(stream);
        digest.update(ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(entry.position)
                .putLong(entry.version)
                .putLong(entry.at)
                .flip());
        text(digest, entry.stream.kind());
        text(digest, entry.stream.id());
        text(digest, entry.actor);
        text(digest, entry.type);
        bytes(digest, entry.body);
        return digest.digest();
    }

    // The length goes first, so that no two events have the same bytes.
    private static void bytes(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static void text(MessageDigest digest, String text) {
        bytes(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
