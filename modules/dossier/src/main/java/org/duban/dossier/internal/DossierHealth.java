package org.duban.dossier.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.journal.Journal;
import org.duban.dossier.internal.DossierStore.Pending;
import org.duban.spi.anchor.AnchorSink.Anchor;

/** {@code reader/dossier}: what waits to be sealed and why; {@code anchors}: whether the chain's heads are written down. */
final class DossierHealth {

    private static final long MUCH = 10_000;

    private final Journal journal;
    private final DossierStore store;
    private final Anchors anchors;
    private final AnchorSinks sinks;
    private final Supplier<String> failure;

    DossierHealth(Journal journal, DossierStore store, Anchors anchors, AnchorSinks sinks, Supplier<String> failure) {
        this.journal = journal;
        this.store = store;
        this.anchors = anchors;
        this.sinks = sinks;
        this.failure = failure;
    }

    List<Finding> check() {
        return List.of(reader(), anchoring());
    }

    private Finding reader() {
        String subject = "reader/dossier";
        long position = store.position();
        long lag = Math.max(0, journal.head() - position);
        long pending = store.pendingCount();
        Map<String, String> figures = new TreeMap<>(Map.of(
                "position", Long.toString(position), "lag", Long.toString(lag), "pending", Long.toString(pending)));
        String broken = failure.get();
        if (!broken.isEmpty()) {
            return new Finding(subject, Status.FAIL, "归档处理受阻，每秒重试：" + broken, figures);
        }
        List<Pending> failing = store.pending(100).stream()
                .filter(each -> !each.reason().isEmpty())
                .toList();
        figures.put("failing", Integer.toString(failing.size()));
        if (!failing.isEmpty()) {
            Pending first = failing.get(0);
            return new Finding(
                    subject,
                    Status.WARN,
                    failing.size() + " 件已归档的事项未能封存，不断重试。如 " + first.matter() + "：" + first.reason(),
                    figures);
        }
        if (lag > MUCH) {
            return new Finding(subject, Status.WARN, "还有 " + lag + " 条记录未读，正在追赶", figures);
        }
        return new Finding(subject, Status.OK, pending == 0 ? "已归档的事项都已封存" : pending + " 件正在封存", figures);
    }

    private Finding anchoring() {
        String subject = "anchors";
        Anchor last = anchors.last();
        Map<String, String> figures = new TreeMap<>();
        figures.put("sinks", Integer.toString(sinks.count()));
        if (last != null) {
            figures.put("position", Long.toString(last.position()));
            figures.put("at", last.at().toString());
        }
        if (!anchors.failure().isEmpty()) {
            return new Finding(subject, Status.FAIL, "锚没有写成：" + anchors.failure(), figures);
        }
        if (!sinks.failure().isEmpty()) {
            return new Finding(subject, Status.WARN, "锚没有送到外部：" + sinks.failure(), figures);
        }
        return new Finding(
                subject,
                Status.OK,
                last == null ? "还没有可锚定的记录" : "最近一次锚定于 " + last.at() + "，第 " + last.position() + " 号事件",
                figures);
    }
}
