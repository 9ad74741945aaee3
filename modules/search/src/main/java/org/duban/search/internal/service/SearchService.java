package org.duban.search.internal.service;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Visibility;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.search.Correction;
import org.duban.api.search.Facet;
import org.duban.api.search.FacetCount;
import org.duban.api.search.Hit;
import org.duban.api.search.IndexStatus;
import org.duban.api.search.Results;
import org.duban.api.search.Search;
import org.duban.api.search.SearchQuery;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.Similar;
import org.duban.api.search.Suggestion;
import org.duban.search.internal.feed.Keeper;
import org.duban.search.internal.feed.MatterTexts;
import org.duban.search.internal.names.Corrections;
import org.duban.search.internal.query.Box;
import org.duban.search.internal.query.Marks;
import org.duban.search.internal.query.Plan;
import org.duban.search.internal.query.Reading;
import org.duban.search.internal.query.Snippets;
import org.duban.spi.directory.Directory;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found;
import org.duban.spi.search.SearchIndex;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Reads what is asked, puts it to the index together with what the asker may see, and shows what was found. */
@Component(service = Search.class)
public final class SearchService implements Search {

    /** So far totals are exact; nobody pages further. */
    static final int EXACT = 10_000;

    /** With more than so many, nobody mistyped. */
    private static final int ALMOST_NOTHING = 2;

    private static final int PASSAGES = 3;
    private static final int PASSAGE_LENGTH = 120;

    /** Which plan a page belongs to; what follows is the index's. */
    private static final String STRICT = "s.";

    private static final String RELAXED = "r.";

    private static final Set<Role> OFFICE = Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR);

    private final Keeper keeper;
    private final VocabularySource vocabularies;
    private final Access access;
    private final Directory directory;
    private final Calendars calendars;
    private final FormTypes formTypes;
    private final Matters matters;
    private final InstantSource clock;
    private final ZoneId zone;
    private final MatterTexts matterTexts;
    private final Learner learner;
    private final SimilarMatters similar;

    /** @param zone the deployment's time zone, in which an instant has its day */
    @Activate
    public SearchService(
            @Reference Keeper keeper,
            @Reference VocabularySource vocabularies,
            @Reference Access access,
            @Reference Directory directory,
            @Reference Calendars calendars,
            @Reference FormTypes formTypes,
            @Reference Matters matters,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.keeper = keeper;
        this.vocabularies = vocabularies;
        this.access = access;
        this.directory = directory;
        this.calendars = calendars;
        this.formTypes = formTypes;
        this.matters = matters;
        this.clock = clock;
        this.zone = zone;
        this.matterTexts = new MatterTexts(formTypes, matters);
        this.learner = new Learner(keeper::searchable, vocabularies::meet);
        this.similar = new SimilarMatters(formTypes, learner);
        Thread warming = new Thread(this::warmUp, "duban-search-warming");
        warming.setDaemon(true);
        warming.start();
    }

    /** Reads the dictionary, which takes some tenths of a second, before anybody types. */
    private void warmUp() {
        Vocabulary vocabulary = vocabularies.current();
        Corrections.over(vocabulary.words(), vocabulary.names()).warmUp();
    }

    @Deactivate
    void stop() {
        learner.close();
    }

    private Person person(Actor actor) {
        if (actor.equals(Actor.DUBAN)) {
            return Person.DUBAN;
        }
        return directory
                .person(actor.person())
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PERSON_UNKNOWN,
                        "actor",
                        actor.person(),
                        "通讯录中的人员",
                        "通讯录中没有此人",
                        "The directory knows no such person")));
    }

    private Lights lights(@Nullable Instant asOf) {
        LocalDate day = day(asOf == null ? clock.instant() : asOf);
        return new Lights(formTypes, asOf, day, calendars.asOf(day));
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    // ---- search

    @Override
    public Results search(Actor actor, SearchQuery query) {
        Visibility visibility = access.visibility(person(actor));
        Lights lights = lights(query.asOf());
        Map<String, Light> allLights = lights.all();
        Filters.check(query, formTypes, allLights.keySet());
        if (query.fresh()) {
            keeper.freshen();
        }
        learner.freshen();
        return new Call(query, visibility, lights, allLights).results();
    }

    /** One search. */
    private final class Call {
        private final SearchQuery query;
        private final Visibility visibility;
        private final Lights lights;
        private final Map<String, Light> allLights;
        private final Vocabulary vocabulary = vocabularies.current();
        private final SearchIndex index = keeper.searchable();
        private final Meanings meanings;
        private final Reading reading;
        private final Plan plan;
        private final List<Condition> filters;

        Call(SearchQuery query, Visibility visibility, Lights lights, Map<String, Light> allLights) {
            this.query = query;
            this.visibility = visibility;
            this.lights = lights;
            this.allLights = allLights;
            meanings = new Meanings(vocabulary, formTypes, lights, day(clock.instant()));
            reading = Box.read(query.text(), meanings);
            plan = Plan.of(reading, vocabulary, query.kinds());
            filters = Filters.of(query);
        }

        Results results() {
            String after = query.after();
            boolean relaxed = after != null && after.startsWith(RELAXED);
            if (after != null && (!relaxed && !after.startsWith(STRICT) || relaxed && plan.relaxed() == null)) {
                throw Filters.invalid("after", after, "上一页结果给出的 next", "不是这个查询的下一页", "Not a page of this query");
            }
            Condition wanted = relaxed && plan.relaxed() != null ? plan.relaxed() : plan.strict();
            Found found = find(wanted, after == null ? null : after.substring(STRICT.length()));
            Correction correction = null;
            if (after == null && found.total() <= ALMOST_NOTHING) {
                correction = correction(found.total());
                if (found.total() == 0 && plan.relaxed() != null) {
                    relaxed = true;
                    wanted = plan.relaxed();
                    found = find(wanted, null);
                }
            }
            String next = found.next();
            return new Results(
                    hits(found, wanted),
                    found.total(),
                    found.exact(),
                    facets(found, wanted),
                    next == null ? null : (relaxed ? RELAXED : STRICT) + next,
                    correction,
                    reading.understood(),
                    remarks(relaxed && found.total() > 0));
        }

        private Found find(Condition wanted, @Nullable String after) {
            return index.find(new Asked(
                    wanted, filtered(true, plan), visibility, query.sort(), facetKeys(), query.limit(), after, EXACT));
        }

        private List<Condition> filtered(boolean withLights, Plan of) {
            List<Condition> all = new ArrayList<>(of.filters());
            all.addAll(filters);
            if (withLights && !query.lights().isEmpty()) {
                all.add(lights.showing(query.lights()));
            }
            return all;
        }

        private Set<String> facetKeys() {
            return Stream.concat(
                            query.facets().stream()
                                    .filter(facet -> facet != Facet.LIGHT)
                                    .map(Facet::name),
                            query.facetFields().stream())
                    .collect(Collectors.toSet());
        }

        private List<Hit> hits(Found found, Condition wanted) {
            Marks marks = Marks.of(wanted, vocabulary.words());
            return found.matches().stream()
                    .map(match -> HitMaker.hit(
                            match,
                            lights,
                            Snippets.title(HitMaker.title(match.matter()), marks),
                            Snippets.passages(match.matter(), marks, PASSAGES, PASSAGE_LENGTH)))
                    .toList();
        }

        private List<String> remarks(boolean relaxed) {
            Set<String> remarks = new LinkedHashSet<>(reading.remarks());
            if (relaxed) {
                remarks.add(Plan.RELAXED);
            }
            remarks.addAll(keeper.remarks());
            if (index.size() == 0) {
                remarks.add("还没有可检索的事项");
            }
            return List.copyOf(remarks);
        }

        // ---- facets

        private Map<String, List<FacetCount>> facets(Found found, Condition wanted) {
            Labels labels = new Labels(vocabulary, directory, formTypes, allLights);
            Map<String, List<FacetCount>> facets = new HashMap<>();
            for (Facet facet : query.facets()) {
                Map<String, Long> counts = facet == Facet.LIGHT
                        ? countLights(wanted)
                        : found.facets().getOrDefault(facet.name(), Map.of());
                facets.put(facet.name(), sorted(counts, value -> labels.of(facet, value)));
            }
            for (String pointer : query.facetFields()) {
                Set<FormField.Kind> kinds = meanings.kinds(pointer);
                facets.put(
                        pointer,
                        sorted(found.facets().getOrDefault(pointer, Map.of()), value -> labels.ofField(kinds, value)));
            }
            return facets;
        }

        private List<FacetCount> sorted(Map<String, Long> counts, UnaryOperator<String> label) {
            return counts.entrySet().stream()
                    .filter(each -> each.getValue() > 0)
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(each -> new FacetCount(each.getKey(), label.apply(each.getKey()), each.getValue()))
                    .toList();
        }

        /** A light depends on the instant asked for, so each is counted by itself; the rest has none. */
        private Map<String, Long> countLights(Condition wanted) {
            Map<String, Long> counts = new HashMap<>();
            long rest = count(wanted, filtered(false, plan));
            for (String code : allLights.keySet()) {
                List<Condition> showing = new ArrayList<>(filtered(false, plan));
                showing.add(lights.showing(Set.of(code)));
                long shown = rest == 0 ? 0 : count(wanted, showing);
                counts.put(code, shown);
                rest -= shown;
            }
            counts.put("", rest);
            return counts;
        }

        private long count(Condition wanted, List<Condition> filtered) {
            return index.count(
                    new Asked(wanted, filtered, visibility, Sort.RELEVANCE, Set.of(), 0, null, Integer.MAX_VALUE));
        }

        // ---- did you mean

        /** Only for plain words: who knows the operators means what was typed. */
        private @Nullable Correction correction(long total) {
            if (visibility.clauses().isEmpty()
                    || reading.parts().isEmpty()
                    || !reading.parts().stream().allMatch(Reading.Word.class::isInstance)) {
                return null;
            }
            Optional<org.duban.search.internal.names.Correction> better =
                    Corrections.over(vocabulary.words(), vocabulary.names()).correct(query.text(), this::frequency);
            if (better.isEmpty()) {
                return null;
            }
            long found = frequency(better.get().text());
            return found > total
                    ? new Correction(better.get().text(), better.get().reason().label(), found)
                    : null;
        }

        private long frequency(String text) {
            Plan other = Plan.of(Box.read(text, meanings), vocabulary, query.kinds());
            return count(other.strict(), filtered(true, other));
        }
    }

    // ---- suggestions and similar matters

    @Override
    public List<Suggestion> suggest(Actor actor, String typed, int limit) {
        Visibility visibility = access.visibility(person(actor));
        Filters.checkLimit(limit, 1);
        return Suggestions.of(vocabularies.current(), keeper.searchable(), visibility, typed, limit);
    }

    @Override
    public List<Similar> similar(Actor actor, Draft draft, int limit) {
        Visibility visibility = access.visibility(person(actor));
        Filters.checkLimit(limit, 1);
        FormType type = formTypes.find(draft.formType()).orElse(null);
        Set<String> formTexts = type == null ? Set.of() : matterTexts.formTexts(draft, type.version());
        return similar(new SimilarMatters.Wanted(draft, formTexts, type, Set.of(), null), visibility, limit);
    }

    @Override
    public List<Similar> similar(Actor actor, MatterId id, int limit) {
        Visibility visibility = access.visibility(person(actor));
        Filters.checkLimit(limit, 1);
        Matter matter = matters.get(actor, id);
        Draft draft = matter.subject();
        Set<String> units = matter.currentRound().stream()
                .filter(obligation -> obligation.state() != Obligation.State.RELIEVED)
                .map(Obligation::unit)
                .collect(Collectors.toSet());
        return similar(
                new SimilarMatters.Wanted(
                        draft,
                        matterTexts.formTexts(draft, matter.formVersion()),
                        formTypes
                                .find(draft.formType(), matter.formVersion())
                                .or(() -> formTypes.find(draft.formType()))
                                .orElse(null),
                        units,
                        id),
                visibility,
                limit);
    }

    private List<Similar> similar(SimilarMatters.Wanted wanted, Visibility visibility, int limit) {
        Vocabulary vocabulary = vocabularies.current();
        Lights lights = lights(null);
        return similar.find(
                wanted,
                visibility,
                keeper.searchable(),
                limit,
                vocabulary,
                new Labels(vocabulary, directory, formTypes, Map.of()),
                (match, title, passages) -> HitMaker.hit(match, lights, title, passages));
    }

    // ---- the index

    @Override
    public IndexStatus status() {
        return keeper.status();
    }

    @Override
    public void catchUp() {
        keeper.catchUp();
    }

    @Override
    public void rebuild(Actor actor) {
        if (!actor.equals(Actor.DUBAN) && !person(actor).hasAnyOf(OFFICE)) {
            throw new DubanException(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "actor",
                    actor.person(),
                    Role.DIRECTOR.zh() + "、" + Role.DEPUTY_DIRECTOR.zh(),
                    "无权重建检索索引",
                    "Only the office may have the index built anew"));
        }
        keeper.rebuild();
    }
}
