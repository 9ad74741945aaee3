package org.duban.api.search;

import java.util.Objects;

/**
 * Did you mean: another text that finds something, or clearly more.
 *
 * @param text what to search for instead
 * @param reason why it is thought of, in Chinese: 音近, 形近, 拼音
 * @param total how many matters it finds among those the actor may see
 */
public record Correction(String text, String reason, long total) {
    public Correction {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reason, "reason");
    }
}
