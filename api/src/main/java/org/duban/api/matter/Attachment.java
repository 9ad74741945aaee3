package org.duban.api.matter;

import java.util.Objects;

/**
 * A file the host keeps, named so that a later change of it is seen.
 *
 * @param name file name for people
 * @param location where the host finds it; opaque to Duban
 * @param sha256 lower-case hex digest of its content
 * @param size in bytes
 */
public record Attachment(String name, String location, String sha256, long size) {
    public Attachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits: " + sha256);
        }
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative: " + size);
        }
    }
}
