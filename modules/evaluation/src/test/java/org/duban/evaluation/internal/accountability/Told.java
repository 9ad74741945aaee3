package org.duban.evaluation.internal.accountability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.notice.NoticeKind;
import org.jspecify.annotations.Nullable;

/** A desk that keeps what it is handed, each key once, as the real one does. */
final class Told implements NoticeDesk {

    record Item(String person, @Nullable MatterId matter, String title, String text) {}

    private final Map<String, Item> items = new LinkedHashMap<>();

    @Override
    public boolean raise(
            String key, String person, NoticeKind kind, @Nullable MatterId matter, String title, String text) {
        return items.putIfAbsent(key, new Item(person, matter, title, text)) == null;
    }

    List<Item> to(String person) {
        return items.values().stream().filter(i -> i.person().equals(person)).toList();
    }

    int count() {
        return items.size();
    }
}
