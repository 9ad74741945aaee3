package org.duban.api.inspection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an inspection (督查方案), which says content, objects and scope (政府督查工作条例 §15). {@link #of} starts one.
 *
 * @param title one line, at most 200 characters
 * @param content what is inspected (督查内容)
 * @param kind one of the kinds in {@code inspection.json}: 专项督查
 * @param line the line it belongs to
 * @param objects ids of the units inspected (督查对象)
 * @param areas codes of the areas it reaches; empty: the whole district
 * @param matters matters it looks at; may be empty
 * @param methods how it is made; with {@link Method#UNANNOUNCED} no unit learns of it before one of its findings is notified
 * @param from first day
 * @param to last day; null when {@code workingDays} says how long
 * @param workingDays how many working days from {@code from} on, that day included when it is one; 0 when {@code to} is given
 * @param basis legal basis and whose decision it rests on (条例 §11)
 * @param groups who inspects
 * @param partners ids of the joint departments, or of single people; each sees this inspection only
 * @param beyondQuota why it is to be made beyond the year's plan; empty when it is within
 */
public record InspectionPlan(
        String title,
        String content,
        String kind,
        Line line,
        List<String> objects,
        List<String> areas,
        List<MatterId> matters,
        List<Method> methods,
        LocalDate from,
        @Nullable LocalDate to,
        int workingDays,
        String basis,
        List<InspectionGroup> groups,
        List<String> partners,
        String beyondQuota) {

    public InspectionPlan {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(beyondQuota, "beyondQuota");
        objects = List.copyOf(objects);
        areas = List.copyOf(areas);
        matters = List.copyOf(matters);
        methods = List.copyOf(methods);
        groups = List.copyOf(groups);
        partners = List.copyOf(partners);
    }

    /** Starts a plan of the government's line. */
    public static Builder of(String title) {
        return new Builder(title);
    }

    /** Ids of everybody in its groups. */
    public Set<String> people() {
        Set<String> people = new TreeSet<>();
        groups.forEach(group -> people.addAll(group.people()));
        return people;
    }

    /** Whether units must not learn of it beforehand (暗访). */
    public boolean unannounced() {
        return methods.contains(Method.UNANNOUNCED);
    }

    /** The same plan with another partner. */
    public InspectionPlan with(String partner) {
        Set<String> all = new LinkedHashSet<>(partners);
        all.add(partner);
        return new InspectionPlan(
                title,
                content,
                kind,
                line,
                objects,
                areas,
                matters,
                methods,
                from,
                to,
                workingDays,
                basis,
                groups,
                List.copyOf(all),
                beyondQuota);
    }

    /** Builds a plan; not thread-safe. */
    public static final class Builder {
        private final String title;
        private String content = "";
        private String kind = "专项督查";
        private Line line = Line.GOVERNMENT;
        private final List<String> objects = new ArrayList<>();
        private final List<String> areas = new ArrayList<>();
        private final List<MatterId> matters = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private @Nullable LocalDate from;
        private @Nullable LocalDate to;
        private int workingDays;
        private String basis = "";
        private final List<InspectionGroup> groups = new ArrayList<>();
        private final List<String> partners = new ArrayList<>();
        private String beyondQuota = "";

        private Builder(String title) {
            this.title = title;
        }

        public Builder content(String value) {
            content = value;
            return this;
        }

        public Builder kind(String value) {
            kind = value;
            return this;
        }

        public Builder line(Line value) {
            line = value;
            return this;
        }

        public Builder objects(String... units) {
            objects.addAll(List.of(units));
            return this;
        }

        public Builder areas(String... codes) {
            areas.addAll(List.of(codes));
            return this;
        }

        public Builder matters(MatterId... ids) {
            matters.addAll(List.of(ids));
            return this;
        }

        public Builder methods(Method... values) {
            methods.addAll(List.of(values));
            return this;
        }

        /** From the first to the last day. */
        public Builder days(LocalDate first, LocalDate last) {
            from = first;
            to = last;
            workingDays = 0;
            return this;
        }

        /** So many working days from a day on, that day included when it is one. */
        public Builder workingDays(LocalDate first, int days) {
            from = first;
            to = null;
            workingDays = days;
            return this;
        }

        public Builder basis(String value) {
            basis = value;
            return this;
        }

        public Builder group(String name, String leader, String... members) {
            groups.add(new InspectionGroup(name, leader, List.of(members)));
            return this;
        }

        public Builder partners(String... ids) {
            partners.addAll(List.of(ids));
            return this;
        }

        public Builder beyondQuota(String reason) {
            beyondQuota = reason;
            return this;
        }

        /** @throws NullPointerException when no days were given */
        public InspectionPlan build() {
            return new InspectionPlan(
                    title,
                    content,
                    kind,
                    line,
                    objects,
                    areas,
                    matters,
                    methods,
                    Objects.requireNonNull(from, "days(…) or workingDays(…) must be called"),
                    to,
                    workingDays,
                    basis,
                    groups,
                    partners,
                    beyondQuota);
        }
    }
}
