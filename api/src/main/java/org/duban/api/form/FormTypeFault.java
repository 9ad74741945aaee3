package org.duban.api.form;

import java.util.Objects;

/**
 * A definition that can't be used.
 *
 * @param source who brought it: name and version of a bundle, a folder
 * @param file the file inside the source
 * @param reason why not, one line in Chinese
 */
public record FormTypeFault(String source, String file, String reason) {
    public FormTypeFault {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
    }
}
