package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The forms the demo fills in, as JSON: the fields of the district's six form types that it has something to say for. */
final class Forms {

    private Forms() {}

    static String instruction(LocalDate on, boolean reportRequired) {
        return json("instructionDate", on.toString(), "reportRequired", reportRequired, "mode", "书面批示");
    }

    static String message(String channel, String author) {
        return json("channel", channel, "author", author);
    }

    /** A message that has a number in the place it comes from, and stands there since an instant. */
    static String message(String channel, String id, Instant postedAt) {
        return json(
                "channel",
                channel,
                "messageId",
                id,
                "postedAt",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(postedAt.atZone(Desk.ZONE)));
    }

    static String livelihood(String level, int year, String task) {
        return json("level", level, "year", year, "task", task);
    }

    static String keyTask(String listName, String origin) {
        return json("listName", listName, "origin", origin);
    }

    static String keyProject(String level, int totalInvestment) {
        return json("level", level, "phase", "新建", "totalInvestment", totalInvestment);
    }

    static String decision(String meeting, LocalDate on, int itemNumber) {
        return json("meeting", meeting, "meetingDate", on.toString(), "itemNumber", itemNumber);
    }

    private static String json(Object... fields) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put((String) fields[i], fields[i + 1]);
        }
        return Json.line(form);
    }
}
