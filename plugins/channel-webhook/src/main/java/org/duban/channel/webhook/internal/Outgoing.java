package org.duban.channel.webhook.internal;

import java.net.URI;
import java.util.Map;

/**
 * What is posted. Its {@link #toString()} has no secret.
 *
 * @param url signed, where the receiver wants it so
 * @param headers beside the content type
 */
record Outgoing(URI url, Map<String, String> headers, byte[] body) {

    @Override
    public String toString() {
        return body.length + " bytes to " + url.getHost();
    }
}
