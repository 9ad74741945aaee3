package org.duban.channel.webhook.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codes that a receiver puts into the body of its answers, and what they mean.
 *
 * @param fields where the code is: the first of these fields that is there
 * @param explanation the field that says it in words
 * @param meanings of the codes that are known, but for {@link #TAKEN}
 */
record Codes(List<String> fields, String explanation, Map<String, Meaning> meanings) {

    static final String TAKEN = "0";

    /**
     * @param text in Chinese, for those who look after the robot
     * @param pause try again, not before so long; null: never, it is a refusal
     */
    record Meaning(String text, @Nullable Duration pause) {}

    static Meaning later(Duration pause, String text) {
        return new Meaning(text, pause);
    }

    static Meaning never(String text) {
        return new Meaning(text, null);
    }
}
