package org.duban.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.search.Facet;
import org.duban.api.search.FacetCount;
import org.duban.api.search.Hit;
import org.duban.api.search.Results;
import org.duban.api.search.Search;
import org.duban.api.search.SearchQuery;
import org.duban.api.search.Snippet;
import org.duban.demo.YearReport.Sum;

/** Looks for things as people of the office would, and holds what the search counts against the ledger. */
final class Finding {

    /** What the search counts by, and the ledger too. */
    private static final Map<Facet, Dimension> BOTH = Map.of(
            Facet.FORM_TYPE, Dimension.FORM_TYPE,
            Facet.STAGE, Dimension.STAGE,
            Facet.STANDING, Dimension.STANDING,
            Facet.LEAD_UNIT, Dimension.LEAD_UNIT,
            Facet.OFFICER, Dimension.OFFICER,
            Facet.YEAR, Dimension.YEAR,
            Facet.LIGHT, Dimension.LIGHT);

    private static final List<String> TYPED =
            List.of("大氣污染 整改", "cjj 老旧小区", "“背街小巷”", "督通[2015]第12号", "道路 -硬化 类型:网民留言", "楼梯间的灯不亮，晚上老人出门不安全怎么办？");

    private final Search search;
    private final Ledger ledger;
    private final Screen screen;

    Finding(Search search, Ledger ledger, Screen screen) {
        this.search = search;
        this.ledger = ledger;
        this.screen = screen;
    }

    /** Shows what is found for some texts. */
    void show(Actor actor) {
        for (String typed : TYPED) {
            Results results =
                    search.search(actor, SearchQuery.of(typed).limit(1).fresh().build());
            screen.line(Screen.left(typed, 44)
                    + Screen.right((results.exact() ? "" : "≥ ") + "%,d 项".formatted(results.total()), 9));
            for (Hit hit : results.hits()) {
                screen.line("    " + hit.number() + "  " + Screen.cut(marked(hit.title()), 60));
                hit.passages().stream()
                        .limit(1)
                        .forEach(passage -> screen.line(
                                "    " + passage.kind().zh() + "：" + Screen.cut(marked(passage.snippet()), 72)));
            }
            results.remarks().forEach(remark -> screen.line("    （" + remark + "）"));
        }
    }

    private static String marked(Snippet snippet) {
        return snippet.pieces().stream()
                .map(piece -> piece.found() ? "【" + piece.text() + "】" : piece.text())
                .collect(Collectors.joining());
    }

    /** Counts everything this person may see, both ways. */
    List<Sum> sums(Actor actor, String who) {
        Facet[] facets = BOTH.keySet().toArray(Facet[]::new);
        Results found = search.search(
                actor, SearchQuery.of("").facet(facets).limit(0).fresh().build());
        List<Sum> sums = new ArrayList<>();
        BOTH.forEach((facet, dimension) -> {
            Counts counts = ledger.count(actor, LedgerQuery.all(), dimension);
            if (sums.isEmpty()) {
                sums.add(new Sum("检索 = 台账：" + who + "可见的事项", found.total(), counts.total()));
            }
            Map<String, Long> counted = new HashMap<>();
            for (FacetCount count : found.facets().getOrDefault(facet.name(), List.of())) {
                counted.put(count.value(), count.count());
            }
            long same = counts.by().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(counted.get(entry.getKey())))
                    .count();
            sums.add(new Sum(
                    "检索 = 台账：" + who + "按" + facet.zh() + "的各数",
                    same,
                    Math.max(counts.by().size(), counted.size())));
        });
        return sums;
    }
}
