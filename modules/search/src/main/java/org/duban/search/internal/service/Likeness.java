package org.duban.search.internal.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duban.api.search.Similar.Kind;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * How much two matters are about the same thing, 0 to 1, and why. Pure.
 *
 * <p>Three things are weighed, each pair of characters by its {@linkplain Rarity rarity}: how much of either title is found in the other
 * matter (what they are about), how many rare details both mention (a road, an estate, a bus line; values of fields
 * such as an author count as such), and how much of the texts is the same. Where both have an area or units, what differs speaks against.
 */
final class Likeness {

    /** Longer texts are compared by their beginning. */
    static final int TITLE_LOOKED_AT = 200;

    static final int TEXT_LOOKED_AT = 1_500;

    private static final double TITLE = 0.5;
    private static final double DETAILS = 0.3;
    private static final double TEXT = 0.2;

    /** From this rarity on something is a detail. */
    private static final double DETAIL = 0.5;

    /** So many details in common, each as rare as can be, count 1 - 1/e. */
    private static final double ENOUGH_DETAILS = 6;

    /** A field's value as rare as can be counts as so many. */
    private static final double FIELD_DETAILS = 6;

    private static final double AREA = 0.25;
    private static final double UNIT = 0.15;

    private static final int SHOWN = 3;
    private static final int LONGEST_SHOWN = 12;

    private final Side one;
    private final Side other;
    private final Rarity rarity;
    private final Map<Kind, Double> shares = new LinkedHashMap<>();
    private final Map<String, Double> fields = new LinkedHashMap<>();

    /**
     * One of two matters.
     *
     * @param title pairs of the title; of the text's beginning when there is no title
     * @param text pairs of everything else
     * @param area code of the area; null when it has none or areas don't matter
     * @param units ids of its units; empty when it has none or units don't matter
     * @param fields the fields that matter, by JSON pointer; those without a value are left out
     */
    record Side(Pairs title, Pairs text, @Nullable String area, Set<String> units, Map<String, String> fields) {
        Side {
            units = Set.copyOf(units);
            fields = Map.copyOf(fields);
        }

        static Side of(
                String title, String text, @Nullable String area, Set<String> units, Map<String, String> fields) {
            return new Side(
                    Pairs.of(title.isBlank() ? firstLine(text) : title, TITLE_LOOKED_AT),
                    Pairs.of(text, TEXT_LOOKED_AT),
                    area,
                    units,
                    fields);
        }

        private static String firstLine(String text) {
            return text.strip()
                    .lines()
                    .findFirst()
                    .map(line -> line.substring(0, Math.min(60, line.length())))
                    .orElse("");
        }

        boolean mentions(long pair) {
            return title.contains(pair) || text.contains(pair);
        }
    }

    private Likeness(Side one, Side other, Rarity rarity) {
        this.one = one;
        this.other = other;
        this.rarity = rarity;
    }

    /** @param one the matter the question is about; the reasons quote it */
    static Likeness of(Side one, Side other, Rarity rarity) {
        Likeness likeness = new Likeness(one, other, rarity);
        likeness.weigh();
        return likeness;
    }

    private void weigh() {
        double title = TITLE * Math.sqrt(covered(one.title, other) * covered(other.title, one));
        double[] whole = whole();
        double ofFields = 0;
        for (Map.Entry<String, String> field : new TreeMap<>(one.fields).entrySet()) {
            if (field.getValue().equals(other.fields.get(field.getKey()))) {
                double detail = FIELD_DETAILS * detail(rarity.of(field.getValue()));
                if (detail > 0) {
                    fields.put(field.getKey(), detail);
                    ofFields += detail;
                }
            }
        }
        double details = whole[1] + ofFields;
        double detailed = DETAILS * (1 - Math.exp(-details / ENOUGH_DETAILS));
        double fieldShare = details == 0 ? 0 : detailed * ofFields / details;
        double text = TEXT * Math.sqrt(whole[0]) + detailed - fieldShare;
        double base = title + text + fieldShare;

        boolean areas = one.area != null && other.area != null;
        boolean sameArea = areas && Objects.equals(one.area, other.area);
        boolean units = !one.units.isEmpty() && !other.units.isEmpty();
        boolean sameUnit = units && !Collections.disjoint(one.units, other.units);
        double scale = 1 / (1 + (areas ? AREA : 0) + (units ? UNIT : 0));
        shares.put(Kind.TITLE, title * scale);
        shares.put(Kind.TEXT, text * scale);
        shares.put(Kind.AREA, sameArea ? base * AREA * scale : 0);
        shares.put(Kind.UNIT, sameUnit ? base * UNIT * scale : 0);
        for (Map.Entry<String, Double> field : fields.entrySet()) {
            field.setValue(fieldShare * field.getValue() / ofFields * scale);
        }
    }

    /** How much of a title is found in a matter, by weight. */
    private double covered(Pairs title, Side in) {
        double all = 0;
        double found = 0;
        for (long pair : title.distinct()) {
            double weight = weight(pair);
            all += weight;
            if (in.mentions(pair)) {
                found += weight;
            }
        }
        return all == 0 ? 0 : found / all;
    }

    /** The part of the texts that is the same, and the details both mention. */
    private double[] whole() {
        double ofOne = 0;
        double ofBoth = 0;
        double details = 0;
        for (Pairs pairs : List.of(one.title, one.text)) {
            for (long pair : pairs.distinct()) {
                if (pairs == one.text && one.title.contains(pair)) {
                    continue;
                }
                double rare = rarity.of(pair);
                ofOne += rare * rare;
                if (other.mentions(pair)) {
                    ofBoth += rare * rare;
                    details += detail(rare);
                }
            }
        }
        double ofOther = 0;
        for (Pairs pairs : List.of(other.title, other.text)) {
            for (long pair : pairs.distinct()) {
                if (pairs == other.title || !other.title.contains(pair)) {
                    ofOther += weight(pair);
                }
            }
        }
        double length = Math.sqrt(ofOne * ofOther);
        return new double[] {length == 0 ? 0 : Math.min(1, ofBoth / length), details};
    }

    private double weight(long pair) {
        double rare = rarity.of(pair);
        return rare * rare;
    }

    private static double detail(double rarity) {
        return Math.max(0, (rarity - DETAIL) / (1 - DETAIL));
    }

    /** 0 to 1: the sum of all shares. */
    double value() {
        double sum = 0;
        for (double share : shares.values()) {
            sum += share;
        }
        for (double share : fields.values()) {
            sum += share;
        }
        return Math.min(1, sum);
    }

    /** The share of what all but fields have in common; 0 when nothing. */
    double share(Kind kind) {
        return shares.getOrDefault(kind, 0.0);
    }

    /** The units both have. */
    Set<String> sameUnits() {
        Set<String> same = new TreeSet<>(one.units);
        same.retainAll(other.units);
        return same;
    }

    /** The fields that are the same and tell something, with their shares. */
    Map<String, Double> fieldShares() {
        return Collections.unmodifiableMap(fields);
    }

    /**
     * What of the first matter's title the other one mentions, as it is written there, whole words, the most telling first; at most three.
     */
    List<String> sharedOfTitle(Words words) {
        return shared(one.title, words);
    }

    /** What of the first matter's text the other one mentions. */
    List<String> sharedOfText(Words words) {
        return shared(one.text, words);
    }

    /** The stretches of the other matter's title that the first one mentions. */
    List<Span> marksInOtherTitle() {
        return marks(other.title);
    }

    /** The stretches of the other matter's text that the first one mentions. */
    List<Span> marksInOtherText() {
        return marks(other.text);
    }

    private List<Span> marks(Pairs pairs) {
        return stretches(pairs, one).stream()
                .map(stretch -> new Span(pairs.start(stretch[0]), pairs.end(stretch[1] - 1)))
                .toList();
    }

    private List<String> shared(Pairs pairs, Words words) {
        record Stretch(String text, double weight) {}
        List<Stretch> stretches = new ArrayList<>();
        for (int[] stretch : stretches(pairs, other)) {
            int end = stretch[1];
            String text = pairs.text()
                    .substring(pairs.start(stretch[0]), pairs.end(end - 1))
                    .strip();
            double weight = 0;
            for (int i = stretch[0]; i < end; i++) {
                weight += weight(pairs.pair(i));
            }
            if (!text.isBlank()) {
                stretches.add(new Stretch(text, weight));
            }
        }
        stretches.sort(Comparator.comparingDouble(Stretch::weight).reversed());
        Set<String> shown = new LinkedHashSet<>();
        for (Stretch stretch : stretches) {
            if (shown.size() < SHOWN) {
                shown.add(stretch.text());
            }
        }
        return List.copyOf(shown);
    }

    /** The words that lie in a stretch, or all of it when none does; the beginning of a long one. */
    private static String wholeWords(String text, int start, int end, Words words) {
        int from = start;
        while (from < end && !words.boundary(text, from)) {
            from++;
        }
        int to = end;
        while (to > from && !words.boundary(text, to)) {
            to--;
        }
        if (to - from < 2) {
            from = start;
            to = end;
        }
        if (to - from <= LONGEST_SHOWN) {
            return text.substring(from, to).strip();
        }
        int cut = from + LONGEST_SHOWN;
        while (cut > from + 2 && !words.boundary(text, cut)) {
            cut--;
        }
        return text.substring(from, cut).strip() + "…";
    }

    /** Runs of pairs that a matter mentions and that tell something, as [first, after the last]. */
    private List<int[]> stretches(Pairs pairs, Side in) {
        List<int[]> stretches = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= pairs.length(); i++) {
            boolean shared = i < pairs.length() && in.mentions(pairs.pair(i)) && rarity.of(pairs.pair(i)) > DETAIL / 2;
            if (shared && from < 0) {
                from = i;
            } else if (!shared && from >= 0) {
                stretches.add(new int[] {from, i});
                from = -1;
            }
        }
        return stretches;
    }
}
