package org.duban.api.office;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One officer's five fixed things (定岗、定人、定区域、定部门、定任务).
 *
 * @param name the post (岗)
 * @param officer id of the person (人)
 * @param group number of the group, from 1
 * @param areas codes of the areas (区域); empty means every area
 * @param units ids of the responsible units (部门); never empty
 * @param duty the duty (任务) in a sentence
 */
public record Post(String name, String officer, int group, Set<String> areas, Set<String> units, String duty) {

    public Post {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(officer, "officer");
        Objects.requireNonNull(duty, "duty");
        if (group < 1) {
            throw new IllegalArgumentException("group must be 1 or more: " + group);
        }
        areas = Set.copyOf(areas);
        units = Set.copyOf(units);
    }

    /** Whether matters of this unit in this area are this post's; a null area is met only by posts for every area. */
    public boolean covers(@Nullable String area, String unit) {
        return units.contains(unit) && (areas.isEmpty() || (area != null && areas.contains(area)));
    }
}
