package org.duban.search.internal.lucene;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.matter.MatterId;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.TextKind;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Clock;
import org.duban.spi.search.MatterText.Text;

/** Matters to be indexed, and what is asked of them. */
final class Sample {

    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    private final String id;
    private final Map<String, Set<String>> keys = new HashMap<>();
    private LocalDate receivedOn = DAY;
    private LocalDate dueOn;
    private Instant changedAt = NOON;
    private final List<Clock> clock = new ArrayList<>();
    private final Map<Attribute, Set<String>> access = new EnumMap<>(Attribute.class);
    private final List<Text> texts = new ArrayList<>();

    private Sample(String id) {
        this.id = id;
    }

    static Sample matter(String id) {
        return new Sample(id);
    }

    /** A matter with a title and nothing else. */
    static MatterText titled(String id, String title) {
        return matter(id).text(TextKind.TITLE, title).build();
    }

    Sample text(TextKind kind, String text) {
        texts.add(new Text(kind, texts.size() + 1, NOON.plusSeconds(texts.size()), "p1", text));
        return this;
    }

    Sample key(String key, String... values) {
        keys.put(key, Set.of(values));
        return this;
    }

    Sample receivedOn(LocalDate day) {
        receivedOn = day;
        return this;
    }

    Sample dueOn(LocalDate day) {
        dueOn = day;
        return this;
    }

    Sample changedAt(Instant instant) {
        changedAt = instant;
        return this;
    }

    /** @param day null: the clock doesn't run from then on */
    Sample clock(Instant from, LocalDate day) {
        clock.add(new Clock(from, day));
        return this;
    }

    Sample access(Attribute attribute, String... values) {
        access.put(attribute, Set.of(values));
        return this;
    }

    MatterText build() {
        return new MatterText(new MatterId(id), 7, keys, receivedOn, dueOn, changedAt, clock, access, texts);
    }

    static Asked asked(Condition wanted, Condition... filters) {
        return new Asked(
                wanted, List.of(filters), Visibility.EVERYTHING, Sort.RELEVANCE, Set.of(), 20, null, Integer.MAX_VALUE);
    }

    static Asked seenBy(Visibility visibility, Asked asked) {
        return new Asked(
                asked.wanted(),
                asked.filters(),
                visibility,
                asked.sort(),
                asked.facets(),
                asked.limit(),
                asked.after(),
                asked.exactTotal());
    }

    static Asked sorted(Sort sort, Asked asked) {
        return new Asked(
                asked.wanted(),
                asked.filters(),
                asked.visibility(),
                sort,
                asked.facets(),
                asked.limit(),
                asked.after(),
                asked.exactTotal());
    }

    static Asked counting(Set<String> facets, Asked asked) {
        return new Asked(
                asked.wanted(),
                asked.filters(),
                asked.visibility(),
                asked.sort(),
                facets,
                asked.limit(),
                asked.after(),
                asked.exactTotal());
    }

    static Asked page(int limit, String after, Asked asked) {
        return new Asked(
                asked.wanted(),
                asked.filters(),
                asked.visibility(),
                asked.sort(),
                asked.facets(),
                limit,
                after,
                asked.exactTotal());
    }
}
