package org.duban.notice.internal.deliver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeItem;
import org.duban.notice.internal.store.Json;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;
import org.jspecify.annotations.Nullable;

/** Writes notices down where delivery finds them. */
public final class StoredOutbox implements Outbox {

    private final Holding holding;

    StoredOutbox(Holding holding) {
        this.holding = holding;
    }

    @Override
    public int add(Connection transaction, List<NewNotice> notices, Instant now) throws SQLException {
        Instant opening = holding.opening(now);
        Set<String> told = new LinkedHashSet<>();
        try (Sql sql = new Sql(transaction)) {
            NoticeTable table = new NoticeTable(sql);
            long first = table.nextId();
            long id = first;
            for (NewNotice notice : notices) {
                NoticeRow row = row(id, notice, now, opening);
                if (!table.insert(row)) {
                    continue;
                }
                if (row.state() == State.DEAD) {
                    table.attempt(id, now, "", Outcome.REJECTED, "没有找到收件人");
                } else if (row.state() == State.PENDING) {
                    told.add(row.person());
                }
                id++;
            }
            for (String person : told) {
                table.settle(NoticeTable.UNROUTED, person, now);
            }
            return (int) (id - first);
        }
    }

    private NoticeRow row(long id, NewNotice notice, Instant now, Instant opening) {
        State state = notice.person().isEmpty()
                ? State.DEAD
                : holding.holds(notice.kind(), now, opening) ? State.HELD : State.PENDING;
        MatterId matter = notice.matter();
        NoticeItem item = notice.item();
        String line = Texts.title(notice.title());
        String title = line.isEmpty() ? notice.kind().zh() : line;
        return new NoticeRow(
                id,
                Texts.key(notice.key()),
                notice.person(),
                notice.kind(),
                matter == null ? null : matter.value(),
                notice.obligation(),
                day(notice.forDue()),
                title,
                notice.text().isBlank() ? title : notice.text(),
                Json.items(item == null ? List.of() : List.of(item)),
                now.toEpochMilli(),
                state,
                "",
                "",
                0,
                0,
                state == State.HELD ? opening.toEpochMilli() : null,
                0);
    }

    private static @Nullable Long day(@Nullable LocalDate date) {
        return date == null ? null : date.toEpochDay();
    }
}
