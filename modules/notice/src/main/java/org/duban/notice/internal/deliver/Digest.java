package org.duban.notice.internal.deliver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.api.notice.NoticeItem;
import org.duban.notice.internal.store.Json;
import org.duban.notice.internal.store.NoticeRow;

/**
 * Several notices to one person in one message (汇总).
 *
 * @param text a line each
 * @param items each matter once, in the order of the notices
 */
record Digest(String title, String text, List<NoticeItem> items) {

    static Digest of(List<NoticeRow> members) {
        Map<String, NoticeItem> items = new LinkedHashMap<>();
        for (NoticeRow member : members) {
            Json.items(member.items()).forEach(item -> items.putIfAbsent(item.matter(), item));
        }
        return new Digest(
                "督办汇总：" + members.size() + " 件",
                members.stream().map(NoticeRow::title).collect(Collectors.joining("\n")),
                List.copyOf(items.values()));
    }
}
