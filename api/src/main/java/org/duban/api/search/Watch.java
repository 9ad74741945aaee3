package org.duban.api.search;

import java.time.Instant;
import java.util.Objects;

/**
 * A standing query: its owner is told of each new text that fits.
 *
 * @param id stable id
 * @param person id of its owner
 * @param name what the owner calls it
 * @param text what is looked for, as in the search box, fields and all: {@code 晏家坪 油烟 类型:网民留言}
 * @param since texts written later are looked at
 */
public record Watch(String id, String person, String name, String text, Instant since) {
    public Watch {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(since, "since");
    }
}
