package org.duban.search.internal.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.search.IndexStatus.State;
import org.duban.spi.health.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reader/search} and {@code index}: how far the journal was read for the search, and how the index is. */
@Component(service = HealthCheck.class)
public final class SearchHealth implements HealthCheck {

    private final Keeper keeper;

    @Activate
    public SearchHealth(@Reference Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public List<Finding> check() {
        Look look = keeper.look();
        return List.of(reader(look), index(look));
    }

    /** How the reading of the feed is. Pure. */
    static Finding reader(Look look) {
        Map<String, String> figures = Map.of(
                "position", Long.toString(look.position()),
                "lag", Long.toString(Math.max(0, look.head() - look.position())),
                "left", Integer.toString(look.troubles().size()));
        if (!look.troubles().isEmpty()) {
            return new Finding("reader/search", Status.WARN, look.trouble(), figures);
        }
        return look.behind() > 0
                ? new Finding("reader/search", Status.WARN, "还有 " + look.behind() + " 条记录未收入索引，正在追赶", figures)
                : new Finding("reader/search", Status.OK, "索引已读到最新记录", figures);
    }

    /** How the index is. Pure. */
    static Finding index(Look look) {
        Map<String, String> figures = new HashMap<>();
        figures.put("engine", look.engine());
        figures.put("state", look.state().name());
        figures.put("matters", Long.toString(look.matters()));
        Look.Progress rebuild = look.rebuild();
        if (rebuild != null) {
            figures.put("done", Long.toString(rebuild.done()));
            figures.put("total", Long.toString(rebuild.total()));
            figures.put("startedAt", rebuild.startedAt().toString());
        }
        Status status = switch (look.state()) {
            case READY -> Status.OK;
            case REBUILDING, PARTIAL -> Status.WARN;
            case BLOCKED -> Status.FAIL;
        };
        return new Finding(
                "index",
                status,
                look.state() == State.READY ? "正常，共 " + look.matters() + " 件" : look.message(),
                figures);
    }
}
