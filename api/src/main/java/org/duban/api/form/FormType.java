package org.duban.api.form;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.LightRule;
import org.duban.api.matter.Stage;

/**
 * A kind of matter.
 *
 * @param id stable id, {@code instruction}; what {@link org.duban.api.matter.Draft} names
 * @param version counts up with each change; a matter keeps the version it was registered with
 * @param nameZh 领导批示件
 * @param nameEn Leader's instruction
 * @param schema JSON Schema (draft 2020-12) of the form's fields, as text
 * @param omitted stages this kind leaves out; never {@link Stage#INITIATION}, {@link Stage#HANDLING}, {@link
 *     Stage#VERIFICATION} (a matter is cleared only after it) or {@link Stage#ARCHIVING}
 * @param deadline how a due date is found when none is named
 * @param lights when the lights change
 * @param numbering pattern of a matter's number, with {@code {year}} and {@code {n}}: 批示〔{year}〕{n}号; one series a form type and
 *     year
 * @param requiredBeforeAssignment JSON pointers of the fields without which a matter of this kind is not assigned (五定), beside
 *     what the schema requires; {@code #lead}, {@code #leader}, {@code #due} and {@code #requirement} stand for the lead unit, its
 *     responsible leader ({@link org.duban.api.matter.Assignment#leader}), an explicit date and a requirement in the assignment
 * @param filters JSON pointers of the fields the ledger can be filtered by, {@code /channel}
 * @param replyRequired whether a reply must be published before archiving (网民留言)
 * @param ladder who is told before, at and after the due date
 * @param cadences reports owed once a period; empty when none
 * @param similarBy what makes an earlier matter similar: JSON pointers of fields, and {@code #title}, {@code #unit}, {@code #area};
 *     empty when none is looked for
 * @param roles who alone may give certain commands for this kind; empty when the access rules say it all
 * @param definition the definition it was read from, JSON: what the journal keeps, so that a matter's form type is there for ever
 */
public record FormType(
        String id,
        int version,
        String nameZh,
        String nameEn,
        String schema,
        Set<Stage> omitted,
        DeadlineRule deadline,
        LightRule lights,
        String numbering,
        List<String> requiredBeforeAssignment,
        List<String> filters,
        boolean replyRequired,
        Ladder ladder,
        List<Cadence> cadences,
        List<String> similarBy,
        List<RoleRule> roles,
        String definition) {

    /** The stages no form type can leave out. */
    public static final Set<Stage> INDISPENSABLE =
            Set.of(Stage.INITIATION, Stage.HANDLING, Stage.VERIFICATION, Stage.ARCHIVING);

    public FormType {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(nameZh, "nameZh");
        Objects.requireNonNull(nameEn, "nameEn");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(lights, "lights");
        Objects.requireNonNull(numbering, "numbering");
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more: " + version);
        }
        omitted = Set.copyOf(omitted);
        for (Stage stage : omitted) {
            if (INDISPENSABLE.contains(stage)) {
                throw new IllegalArgumentException("a form type can't leave out " + stage);
            }
        }
        requiredBeforeAssignment = List.copyOf(requiredBeforeAssignment);
        filters = List.copyOf(filters);
        Objects.requireNonNull(ladder, "ladder");
        cadences = List.copyOf(cadences);
        similarBy = List.copyOf(similarBy);
        roles = List.copyOf(roles);
        Objects.requireNonNull(definition, "definition");
    }

    /** The cadence with this id. */
    public Optional<Cadence> cadence(String cadence) {
        return cadences.stream().filter(c -> c.id().equals(cadence)).findFirst();
    }

    /** The first stage after this one that this kind of matter has; stages are left out, never reordered. */
    public Stage after(Stage stage) {
        Stage[] all = Stage.values();
        for (int i = stage.ordinal() + 1; i < all.length; i++) {
            if (all[i] != Stage.CONTINUATION && !omitted.contains(all[i])) {
                return all[i];
            }
        }
        return Stage.ARCHIVING;
    }
}
