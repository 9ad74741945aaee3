package org.duban.api.paper;

import java.util.List;
import java.util.Objects;
import org.duban.api.Problem;

/**
 * A paper as one file.
 *
 * @param fileName for people, with its extension
 * @param mediaType {@code application/pdf}
 * @param content its bytes
 * @param pages how many pages it has as Duban sets it
 * @param remarks what isn't as it should be: fonts that are missing and what was taken instead, characters that no font has
 */
public record Rendition(String fileName, String mediaType, byte[] content, int pages, List<Problem> remarks) {

    public Rendition {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(mediaType, "mediaType");
        content = content.clone();
        remarks = List.copyOf(remarks);
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
