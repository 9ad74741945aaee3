package org.duban.spi.contact;

import java.util.Objects;

/**
 * One way to reach a person.
 *
 * @param channel id of the channel, {@code mail}, {@code inbox}
 * @param address where: a mail address, a mobile number; empty when the channel needs none
 */
public record Contact(String channel, String address) {

    /** Id of the in-app inbox, which is always there. */
    public static final String INBOX = "inbox";

    public Contact {
        Objects.requireNonNull(address, "address");
        if (channel.isBlank()) {
            throw new IllegalArgumentException("a contact names a channel");
        }
    }
}
