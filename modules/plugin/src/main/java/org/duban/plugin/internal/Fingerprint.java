package org.duban.plugin.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * How a file looks from outside; while that stays the same nobody has written to it.
 *
 * @param key what the file system tells files apart by; null where it doesn't
 */
record Fingerprint(long size, FileTime modified, @Nullable Object key) {

    /** Null when there is no such file, or it isn't one. */
    static @Nullable Fingerprint of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? new Fingerprint(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey())
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
