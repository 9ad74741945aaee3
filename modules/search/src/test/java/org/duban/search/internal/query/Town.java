package org.duban.search.internal.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.calendar.DueDates;
import org.duban.api.search.Facet;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.Case;
import org.duban.spi.search.Condition.Lit;

/** A small town with its units, people, places and form types, on a Wednesday. */
final class Town implements Lookup {

    static final LocalDate TODAY = LocalDate.of(2026, 3, 18);

    static final Name HOUSING = new Name(Name.Kind.UNIT, "u1", "七里河区住房和城乡建设局", "住建局");
    static final Name ENFORCEMENT = new Name(Name.Kind.UNIT, "u2", "综合行政执法局", "执法局");
    static final Name OFFICER = new Name(Name.Kind.PERSON, "p1", "王建国", "");
    static final Name STREET = new Name(Name.Kind.PLACE, "620103002", "晏家坪街道", "晏家坪");

    static final NameBook BOOK = NameBook.of(List.of(HOUSING, ENFORCEMENT, OFFICER, STREET));

    static final Synonyms SYNONYMS =
            Synonyms.NONE.with(List.of(List.of("住建局", "建设局"))).with(BOOK.synonyms());

    static final Vocabulary VOCABULARY =
            new Vocabulary(Words.standard().with(BOOK.words()).with(SYNONYMS.names()), BOOK, SYNONYMS);

    static final Town TOWN = new Town();

    private static final Map<String, String> FORM_TYPES = Map.of("message", "网民留言", "instruction", "领导批示件");
    private static final Map<String, String> LIGHTS = Map.of("red", "逾期", "yellow", "临期", "green", "正常");
    private static final Set<String> CHANNELS = Set.of("人民网", "网络舆情", "政务热线");

    static Condition lit(String... codes) {
        return TOWN.lit(Set.of(codes));
    }

    static Reading read(String text) {
        return Box.read(text, TOWN);
    }

    @Override
    public LocalDate today() {
        return TODAY;
    }

    @Override
    public List<Meaning> meanings(Facet facet, String name) {
        return switch (facet) {
            case FORM_TYPE -> labelled(FORM_TYPES, name);
            case LIGHT -> labelled(LIGHTS, name.equals("红") ? "red" : name);
            case UNIT, LEAD_UNIT -> named(Name.Kind.UNIT, name);
            case OFFICER, LEADER -> named(Name.Kind.PERSON, name);
            case AREA -> named(Name.Kind.PLACE, name);
            default -> throw new IllegalArgumentException("the box knows " + facet + " by itself");
        };
    }

    private static List<Meaning> labelled(Map<String, String> labels, String name) {
        return labels.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getValue().contains(name))
                .map(entry -> new Meaning(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Meaning> named(Name.Kind kind, String name) {
        return BOOK.find(name).stream()
                .filter(found -> found.kind() == kind)
                .map(found -> new Meaning(found.id(), found.shortName().isEmpty() ? found.name() : found.shortName()))
                .toList();
    }

    @Override
    public Condition lit(Set<String> codes) {
        List<Case> cases = new ArrayList<>();
        codes.stream().sorted().forEach(code -> cases.add(new Case(code, Set.of(), new DueDates(List.of()))));
        return new Lit(null, cases);
    }

    @Override
    public Set<String> fields(String title) {
        return switch (title) {
            case "来源渠道" -> Set.of("/channel");
            case "级别" -> Set.of("/level", "/project/level");
            default -> Set.of();
        };
    }

    @Override
    public List<Meaning> values(String pointer, String value) {
        boolean known = !pointer.equals("/channel") || CHANNELS.contains(value);
        return known && !value.equals("无") ? List.of(new Meaning(value, value)) : List.of();
    }
}
