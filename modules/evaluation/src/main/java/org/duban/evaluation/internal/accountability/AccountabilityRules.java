package org.duban.evaluation.internal.accountability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.Problem;
import org.duban.evaluation.internal.accountability.DutyRule.Kind;
import org.duban.evaluation.internal.conduct.About;
import org.duban.evaluation.internal.conduct.SettingsFile;
import org.jspecify.annotations.Nullable;

/**
 * What a district sets for accountability, {@code accountability.json}.
 *
 * @param version counts up with each change; a case says which one its duties were reviewed by
 * @param numbering how cases are numbered
 * @param duties of a supervising officer
 * @param notices the wordings
 */
public record AccountabilityRules(int version, String numbering, List<DutyRule> duties, Map<Said, Wording> notices) {

    static final String FILE = "accountability.json";

    /** What people are told of. */
    public enum Said {
        APPROVED,
        REJECTED,
        CARRIED_OUT,
        OBJECTION,
        OBJECTION_DECIDED
    }

    /** Title and text, with names in braces for what stands in the case. */
    public record Wording(String title, String text) {
        /** A text with its names replaced. */
        static String fill(String template, Map<String, String> values) {
            String text = template;
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            return text;
        }
    }

    public AccountabilityRules {
        Objects.requireNonNull(numbering, "numbering");
        duties = List.copyOf(duties);
        notices = notices.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(notices));
    }

    /** The wording of something; every one is there, or the file was refused. */
    Wording wording(Said said) {
        return Objects.requireNonNull(notices.get(said));
    }

    /**
     * Reads the district's rules, or those that come with Duban.
     *
     * @throws org.duban.api.DubanException {@code CONFIGURATION_INVALID} with every mistake
     */
    public static AccountabilityRules read(@Nullable Path folder) {
        return parse(SettingsFile.text(folder, FILE, AccountabilityRules.class));
    }

    static AccountabilityRules parse(String json) {
        AccountabilityRules rules = SettingsFile.parse(FILE, json, AccountabilityRules.class);
        List<Problem> mistakes = new ArrayList<>();
        if (rules.version() < 1) {
            mistakes.add(mistake("/version", rules.version(), "从 1 起的版本号"));
        }
        if (!rules.numbering().contains("{n}")) {
            mistakes.add(mistake("/numbering", rules.numbering(), "含 {n} 的编号格式"));
        }
        Set<String> ids = new HashSet<>();
        for (DutyRule duty : rules.duties()) {
            check(duty, "/duties/" + duty.id(), ids, mistakes);
        }
        for (Said said : Said.values()) {
            Wording wording = rules.notices().get(said);
            if (wording == null || isBlank(wording.title()) || isBlank(wording.text())) {
                mistakes.add(mistake("/notices/" + said, wording, "title 和 text"));
            }
        }
        SettingsFile.refuse(mistakes);
        return rules;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static void check(DutyRule duty, String at, Set<String> ids, List<Problem> mistakes) {
        if (duty.id().isBlank() || !ids.add(duty.id())) {
            mistakes.add(mistake(at + "/id", duty.id(), "各不相同的标识"));
        }
        if (duty.by().isEmpty()) {
            mistakes.add(mistake(at + "/by", "", "至少一种记录"));
        }
        Set<String> named = new TreeSet<>(duty.by());
        named.addAll(duty.unless());
        DutyRule.After after = duty.after();
        if (after != null) {
            named.add(after.event());
        }
        named.removeAll(About.names());
        if (!named.isEmpty()) {
            mistakes.add(mistake(at, named, String.join("、", About.names())));
        }
        boolean follow = duty.kind() == Kind.FOLLOW;
        if (follow != (after != null)) {
            mistakes.add(mistake(at + "/after", after, follow ? "由哪种记录引起" : "OVERDUE 不填"));
        }
        if (follow ? duty.workingDays() < 1 : duty.daysAfter() < 1 || duty.daysBefore() < 0) {
            mistakes.add(mistake(at, "", follow ? "workingDays 为 1 以上" : "daysAfter 为 1 以上，daysBefore 不为负"));
        }
    }

    private static Problem mistake(String place, @Nullable Object value, String expected) {
        return SettingsFile.mistake(FILE, place, value, expected);
    }
}
