package org.duban.paper.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.file.Attachments;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;

/** Files by their hash in a folder. */
final class Shelf implements Attachments {

    private final Path folder;

    Shelf(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public Attachment store(Actor actor, String name, InputStream content) {
        try {
            byte[] bytes = content.readAllBytes();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Files.write(folder.resolve(hash), bytes);
            return new Attachment(name, SCHEME + hash, hash, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream open(Attachment attachment) {
        try {
            return new ByteArrayInputStream(Files.readAllBytes(folder.resolve(attachment.sha256())));
        } catch (IOException e) {
            throw new DubanException(
                    Problem.of(ErrorCode.FILE_NOT_FOUND, "location", attachment.location(), "", "没有这个文件", "no file"),
                    e);
        }
    }
}
