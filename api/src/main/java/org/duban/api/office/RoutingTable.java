package org.duban.api.office;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The "1+5X" system as data: (area, responsible unit) → group → officer, so that a matter routes itself.
 *
 * <p>Immutable; {@link #route} costs the posts of one unit. A table from the host may be faulty: {@link #check} lists every
 * gap and overlap, and {@code route} answers nothing rather than guess.
 */
public final class RoutingTable {

    /** A table without posts: nothing routes itself, the office entrusts every matter by hand. */
    public static final RoutingTable EMPTY = new RoutingTable(List.of());

    private final List<Post> posts;
    private final Map<String, List<Post>> byUnit = new HashMap<>();

    public RoutingTable(List<Post> posts) {
        this.posts = List.copyOf(posts);
        for (Post post : this.posts) {
            for (String unit : post.units()) {
                byUnit.computeIfAbsent(unit, u -> new ArrayList<>()).add(post);
            }
        }
    }

    /** The posts, in the order given. */
    public List<Post> posts() {
        return posts;
    }

    /**
     * The one post that covers this unit in this area.
     *
     * @param area code of the matter's area; null when the matter concerns the whole district
     * @param unit id of the lead unit
     * @return the post; empty when none covers it (a gap) or more than one does (an overlap)
     */
    public Optional<Post> route(@Nullable String area, String unit) {
        Post found = null;
        for (Post post : byUnit.getOrDefault(unit, List.of())) {
            if (post.covers(area, unit)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = post;
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Every gap and overlap of this table over these units and areas, and every officer in two groups.
     *
     * @param units ids of all responsible units
     * @param areas codes of all areas
     * @return empty when each unit is covered exactly once in each area; a unit whose posts are split by area routes nothing for a
     *     matter of the whole district
     */
    public List<Fault> check(Collection<String> units, Collection<String> areas) {
        List<Fault> faults = new ArrayList<>();
        for (String unit : new LinkedHashSet<>(units)) {
            List<Post> candidates = byUnit.getOrDefault(unit, List.of());
            List<@Nullable String> places = new ArrayList<>(new LinkedHashSet<>(areas));
            boolean byArea = candidates.stream().anyMatch(post -> !post.areas().isEmpty());
            if (!byArea) {
                places = new ArrayList<>();
                places.add(null);
            }
            for (String area : places) {
                List<String> covering = candidates.stream()
                        .filter(post -> post.covers(area, unit))
                        .map(Post::officer)
                        .toList();
                if (covering.isEmpty()) {
                    faults.add(new Fault(FaultKind.GAP, area, unit, covering));
                } else if (covering.size() > 1) {
                    faults.add(new Fault(FaultKind.OVERLAP, area, unit, covering));
                }
            }
        }
        Map<String, Set<Integer>> groups = new HashMap<>();
        for (Post post : posts) {
            Set<Integer> of = groups.computeIfAbsent(post.officer(), o -> new LinkedHashSet<>());
            if (of.add(post.group()) && of.size() == 2) {
                faults.add(new Fault(FaultKind.TWO_GROUPS, null, null, List.of(post.officer())));
            }
        }
        return List.copyOf(faults);
    }

    /** What can be wrong with a routing table. */
    public enum FaultKind {
        /** No post covers the unit there. */
        GAP,
        /** More than one post covers the unit there. */
        OVERLAP,
        /** One officer has posts in two groups, against 定岗、定人. */
        TWO_GROUPS
    }

    /**
     * One fault.
     *
     * @param kind which
     * @param area the area; null when it holds for every area
     * @param unit the unit; null for {@link FaultKind#TWO_GROUPS}
     * @param officers the officers involved; empty for a gap
     */
    public record Fault(
            FaultKind kind, @Nullable String area, @Nullable String unit, List<String> officers) {

        public Fault {
            officers = List.copyOf(officers);
        }

        /** One sentence in Chinese. */
        public String describe() {
            String place = area == null ? "全区" : "区域 " + area;
            return switch (kind) {
                case GAP -> place + "的责任单位 " + unit + " 无人督查";
                case OVERLAP -> place + "的责任单位 " + unit + " 由多人督查：" + String.join("、", officers);
                case TWO_GROUPS -> "督查员 " + officers.get(0) + " 同时在两个督查小组";
            };
        }
    }
}
