package org.duban.notice.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.notice.NoticeItem;
import org.duban.spi.contact.Contact;
import org.jspecify.annotations.Nullable;

/** How lists are written into a column. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** {@code [{"matter": …, "number": …, "title": …, "dueOn": …}, …]}. */
    public static String items(List<NoticeItem> items) {
        ArrayNode all = MAPPER.createArrayNode();
        for (NoticeItem item : items) {
            ObjectNode one = all.addObject()
                    .put("matter", item.matter())
                    .put("number", item.number())
                    .put("title", item.title());
            LocalDate due = item.dueOn();
            if (due != null) {
                one.put("dueOn", due.toString());
            }
        }
        return all.toString();
    }

    public static List<NoticeItem> items(String json) {
        List<NoticeItem> items = new ArrayList<>();
        for (JsonNode one : read(json)) {
            @Nullable JsonNode due = one.get("dueOn");
            items.add(new NoticeItem(
                    one.path("matter").asText(),
                    one.path("number").asText(),
                    one.path("title").asText(),
                    due == null ? null : LocalDate.parse(due.asText())));
        }
        return items;
    }

    /** {@code [[channel, address], …]}. */
    public static String contacts(List<Contact> contacts) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Contact contact : contacts) {
            all.addArray().add(contact.channel()).add(contact.address());
        }
        return all.toString();
    }

    /** None for an empty text. */
    public static List<Contact> contacts(String json) {
        List<Contact> contacts = new ArrayList<>();
        if (!json.isEmpty()) {
            for (JsonNode one : read(json)) {
                contacts.add(new Contact(one.path(0).asText(), one.path(1).asText()));
            }
        }
        return contacts;
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the notice database holds unreadable JSON: " + json, e);
        }
    }
}
