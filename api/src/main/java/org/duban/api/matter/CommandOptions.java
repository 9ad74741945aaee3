package org.duban.api.matter;

import org.jspecify.annotations.Nullable;

/**
 * How a command is to be carried out.
 *
 * @param key idempotency key, 1 to 100 characters: the same command sent twice with one key is done once, and the second call
 *     returns the matter as it is then; null: no protection against being sent twice
 * @param expectedVersion version of the matter the caller saw; when it has moved on, the command is refused with {@code
 *     VERSION_CONFLICT}; null: decide on whatever it is now
 */
public record CommandOptions(@Nullable String key, @Nullable Long expectedVersion) {

    /** Neither. */
    public static final CommandOptions NONE = new CommandOptions(null, null);

    /** With an idempotency key. */
    public static CommandOptions key(String key) {
        return new CommandOptions(key, null);
    }

    /** Only if the matter is still at this version. */
    public static CommandOptions ifVersion(long version) {
        return new CommandOptions(null, version);
    }
}
