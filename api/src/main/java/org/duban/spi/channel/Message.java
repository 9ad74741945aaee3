package org.duban.spi.channel;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;

/**
 * A message to one person over one channel.
 *
 * @param key stable: the same message has the same key however often it is sent, on this channel and on others; 1 to 100 letters, digits
 *     and {@code -_./}
 * @param person id of the person
 * @param name the person's name
 * @param address where the person is reached over this channel: a mail address, a mobile number; empty when the host names none
 * @param kind why it is sent
 * @param title one line, at most 200 characters, no line breaks
 * @param text plain text with line breaks; not empty
 * @param items the matters it is about; none for tests, and for notices about something that is no matter
 * @param createdAt when the notice was raised
 */
public record Message(
        String key,
        String person,
        String name,
        String address,
        NoticeKind kind,
        String title,
        String text,
        List<NoticeItem> items,
        Instant createdAt) {

    public Message {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        items = List.copyOf(items);
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
