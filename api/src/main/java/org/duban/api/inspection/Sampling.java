package org.duban.api.inspection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duban.api.Checks;
import org.duban.api.Problem;

/**
 * The draw of a sample (抽样), in a way that anybody can do again, by hand if need be: {@value #ALGORITHM}.
 *
 * <ol>
 *   <li>The key of an item is the SHA-256 of the UTF-8 bytes of seed, line feed, id; in lower-case hex.
 *   <li>The items are put in the ascending order of their keys; the first {@code size} of them are the sample.
 *   <li>Stratified: each stratum gets a share of the size in proportion to its items, whole numbers first, what is left one each to the
 *       largest remainders (equal ones: in the order of the strata's UTF-8 bytes); each stratum is then drawn as above.
 * </ol>
 *
 * <p>So the order of the frame and what else stands in it don't matter, and an item's key can be checked with {@code sha256sum} alone. Pure.
 */
public final class Sampling {

    /** Name of what this class does; another way of drawing would have another name. */
    public static final String ALGORITHM = "sha256-sort-v1";

    /** The most items of a frame. */
    public static final int MAX_FRAME = 20_000;

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_SEED = 200;

    private Sampling() {}

    /**
     * Draws.
     *
     * @param seed 1 to 200 characters, no line break
     * @param frame all there is to draw from, in any order
     * @param size how many, 1 to the size of the frame
     * @param stratified whether by strata; else strata are ignored
     * @return ids of the items drawn, in the order of their keys; stratified: stratum by stratum
     * @throws org.duban.api.DubanException {@code MISSING_FIELD}, {@code INVALID_FIELD}
     */
    public static List<String> draw(String seed, Collection<SampleItem> frame, int size, boolean stratified) {
        check(seed, frame, size, stratified);
        if (!stratified) {
            return first(seed, frame, size);
        }
        Map<String, List<SampleItem>> strata = strata(frame);
        Map<String, Integer> shares = shares(strata, size);
        List<String> drawn = new ArrayList<>();
        strata.forEach((stratum, items) -> drawn.addAll(first(seed, items, shares.getOrDefault(stratum, 0))));
        return List.copyOf(drawn);
    }

    /** How many each stratum gives, in the order of their UTF-8 bytes. */
    public static Map<String, Integer> shares(Collection<SampleItem> frame, int size) {
        return shares(strata(frame), size);
    }

    /** The key of an item: lower-case hex. */
    public static String key(String seed, String id) {
        return sha256(seed + "\n" + id);
    }

    /**
     * Names a frame: SHA-256 of its items, one line each ({@code id}, tab, {@code stratum}, line feed), the lines in the order of their
     * UTF-8 bytes; lower-case hex. Names of items have no part in it.
     */
    public static String frameHash(Collection<SampleItem> frame) {
        StringBuilder lines = new StringBuilder();
        frame.stream()
                .map(item -> item.id() + "\t" + item.stratum() + "\n")
                .sorted(BYTES)
                .forEach(lines::append);
        return sha256(lines.toString());
    }

    /** The order of UTF-8 bytes, which for texts is that of code points. */
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static void check(String seed, Collection<SampleItem> frame, int size, boolean stratified) {
        Checks checks = new Checks()
                .text("seed", seed, LONGEST_SEED)
                .that(oneLine(seed), Problem.invalid("seed", seed, "一行文字", "种子中有换行"))
                .that(
                        !frame.isEmpty() && frame.size() <= MAX_FRAME,
                        Problem.invalid("frame", frame.size(), "1 至 " + MAX_FRAME + " 项", "抽样框的项数不对"))
                .that(
                        size >= 1 && size <= frame.size(),
                        Problem.invalid("size", size, "1 至 " + frame.size(), "样本数应不超过抽样框的项数"));
        Set<String> seen = new HashSet<>();
        for (SampleItem item : frame) {
            boolean good = !item.id().isBlank() && item.id().length() <= LONGEST_ID && oneLine(item.id());
            checks.that(good, Problem.invalid("frame.id", item.id(), "1 至 " + LONGEST_ID + " 个字符，一行，无制表符", "编号不能用"))
                    .that(seen.add(item.id()), Problem.invalid("frame.id", item.id(), "各不相同", "编号重复"))
                    .that(
                            oneLine(item.stratum()),
                            Problem.invalid("frame.stratum", item.stratum(), "一行，无制表符", "层的名称不能用"));
            if (stratified) {
                checks.that(!item.stratum().isBlank(), Problem.missing("frame.stratum", "每项所属的层：" + item.id()));
            }
        }
        checks.done();
    }

    private static boolean oneLine(String text) {
        return text.chars().noneMatch(c -> c == '\t' || c == '\n' || c == '\r');
    }

    private static List<String> first(String seed, Collection<SampleItem> items, int size) {
        Map<String, String> keys = new HashMap<>();
        items.forEach(item -> keys.put(item.id(), key(seed, item.id())));
        return items.stream()
                .map(SampleItem::id)
                .sorted(Comparator.comparing(keys::get))
                .limit(size)
                .toList();
    }

    private static Map<String, List<SampleItem>> strata(Collection<SampleItem> frame) {
        Map<String, List<SampleItem>> strata = new TreeMap<>(BYTES);
        frame.forEach(item ->
                strata.computeIfAbsent(item.stratum(), s -> new ArrayList<>()).add(item));
        return strata;
    }

    private static Map<String, Integer> shares(Map<String, List<SampleItem>> strata, int size) {
        long all = strata.values().stream().mapToLong(List::size).sum();
        Map<String, Integer> shares = new LinkedHashMap<>();
        strata.forEach((stratum, items) -> shares.put(stratum, (int) ((long) items.size() * size / all)));
        long left =
                size - shares.values().stream().mapToLong(Integer::longValue).sum();
        strata.entrySet().stream()
                // Stable: equal remainders stay in the order of the strata.
                .sorted(Comparator.comparingLong((Map.Entry<String, List<SampleItem>> stratum) ->
                                (long) stratum.getValue().size() * size % all)
                        .reversed())
                .limit(left)
                .forEach(stratum -> shares.merge(stratum.getKey(), 1, Integer::sum));
        return shares;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
