package org.duban.ledger.internal.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.matter.Assignment.UnitRole;
import org.duban.api.office.Unit;
import org.duban.ledger.internal.intake.IntakeRules.UnitRules;
import org.jspecify.annotations.Nullable;

/** Reads cells that name units: one or several, of one role or with the role said. Pure, but for what it remembers of the directory. */
final class UnitNames {

    private final UnitRules rules;
    private final Collection<Unit> units;
    private final Map<String, Set<Unit>> exact = new HashMap<>();
    private final Map<String, Set<Unit>> bare = new HashMap<>();

    UnitNames(UnitRules rules, Collection<Unit> units) {
        this.rules = rules;
        this.units = List.copyOf(units);
        for (Unit unit : units) {
            for (String name : List.of(unit.id(), unit.name(), unit.shortName())) {
                String folded = Fold.tight(name);
                if (!folded.isEmpty()) {
                    exact.computeIfAbsent(folded, n -> new LinkedHashSet<>()).add(unit);
                    // 省市场监管局 is 市场监管局, too, and that isn't 场监管局 of a 市.
                    bare.computeIfAbsent(folded, n -> new LinkedHashSet<>()).add(unit);
                    bare.computeIfAbsent(bare(folded), n -> new LinkedHashSet<>())
                            .add(unit);
                }
            }
        }
    }

    private String bare(String name) {
        for (String prefix : rules.prefixes()) {
            if (name.startsWith(prefix) && name.length() >= prefix.length() + 3) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }

    /**
     * A unit as a cell names it.
     *
     * @param name as it stands there
     * @param unit the unit; null when it isn't known, or several are meant
     * @param said its role where that is said; null: it isn't
     * @param general whether no one unit is meant (有关部门)
     * @param fault what is wrong; empty when nothing is
     * @param expected what would be right
     */
    record Named(
            String name,
            @Nullable Unit unit,
            @Nullable UnitRole said,
            boolean general,
            String fault,
            String expected) {}

    /** All units a cell names, each once, in their order. */
    List<Named> read(String cell) {
        List<Named> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String text = Fold.wide(cell.replace("\r", "\n"));
        for (String clause : split(text, Fold.wide(rules.clauses()))) {
            String left = Fold.trim(clause);
            if (left.isEmpty() || noise(left)) {
                continue;
            }
            Marked marked = marked(left);
            for (String token : split(marked.text(), Fold.wide(rules.separators()))) {
                for (Named named : token(Fold.trim(token), marked.role())) {
                    if (seen.add(
                            named.unit() == null ? named.name() : named.unit().id())) {
                        all.add(named);
                    }
                }
            }
        }
        return all;
    }

    private boolean noise(String text) {
        String tight = Fold.tight(text);
        return rules.noise().stream().anyMatch(noise -> Fold.tight(noise).equals(tight));
    }

    private static List<String> split(String text, String characters) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(text.charAt(i));
            }
        }
        parts.add(part.toString());
        return parts;
    }

    // ---- roles

    private record Marked(String text, @Nullable UnitRole role) {}

    /** Takes from the end what isn't a name: marks of a role, also in brackets or before a colon at the beginning, and empty words. */
    private Marked marked(String clause) {
        String text = clause;
        UnitRole role = null;
        for (boolean more = true; more; ) {
            more = false;
            text = Fold.trim(text);
            for (UnitRole each : UnitRole.values()) {
                for (String mark : each == UnitRole.LEAD ? rules.leadMarks() : rules.assistMarks()) {
                    String without = without(text, mark);
                    if (without != null) {
                        text = without;
                        role = role == null ? each : role;
                        more = true;
                    }
                }
            }
            for (String tail : rules.tails()) {
                if (!known(text) && text.endsWith(tail)) {
                    text = text.substring(0, text.length() - tail.length());
                    more = true;
                }
            }
        }
        return new Marked(text, role);
    }

    private static @Nullable String without(String text, String mark) {
        for (String form : List.of("(" + mark + ")", "[" + mark + "]", mark)) {
            if (text.endsWith(form)) {
                return text.substring(0, text.length() - form.length());
            }
        }
        String before = mark + ":";
        return text.startsWith(before) ? text.substring(before.length()) : null;
    }

    // ---- names

    private List<Named> token(String token, @Nullable UnitRole role) {
        if (token.isEmpty() || noise(token)) {
            return List.of();
        }
        if (known(token)) {
            return List.of(named(token, role));
        }
        Marked marked = marked(token);
        String name = marked.text();
        UnitRole said = marked.role() == null ? role : marked.role();
        if (name.isEmpty()) {
            return List.of();
        }
        if (!known(name)) {
            for (String conjunction : rules.conjunctions()) {
                for (int at = name.indexOf(conjunction); at > 0; at = name.indexOf(conjunction, at + 1)) {
                    String left = Fold.trim(name.substring(0, at));
                    String right = Fold.trim(name.substring(at + conjunction.length()));
                    if (meant(left) && meant(right)) {
                        return List.of(named(left, said), named(right, said));
                    }
                }
            }
        }
        return List.of(named(name, said));
    }

    private boolean known(String name) {
        return !find(name).isEmpty();
    }

    private boolean meant(String name) {
        return known(name) || !name.isEmpty() && general(name);
    }

    private boolean general(String name) {
        return rules.general().stream().anyMatch(name::contains);
    }

    private Set<Unit> find(String name) {
        String folded = Fold.tight(name);
        Set<Unit> found = exact.getOrDefault(folded, bare.get(folded));
        return found != null ? found : bare.getOrDefault(bare(folded), Set.of());
    }

    private Named named(String name, @Nullable UnitRole said) {
        Set<Unit> found = find(name);
        if (found.size() == 1) {
            return new Named(name, found.iterator().next(), said, false, "", "");
        }
        if (found.size() > 1) {
            List<String> names = found.stream().map(Unit::name).toList();
            return new Named(name, null, said, false, "有几个单位都可能是它", "其中一个的全称：" + String.join("、", names));
        }
        if (general(name)) {
            return new Named(name, null, said, true, "", "");
        }
        return new Named(
                name,
                null,
                said,
                false,
                "通讯录中没有这个单位",
                nearest(name)
                        .map(unit -> "是不是「" + unit.name() + "」？须与通讯录中的全称或简称一致")
                        .orElse("通讯录中单位的全称或简称"));
    }

    // ---- the nearest

    /** The unit whose name shares most with it, if that is at least half. */
    private Optional<Unit> nearest(String name) {
        String folded = bare(Fold.tight(name));
        Unit best = null;
        double most = 0.5;
        for (Unit unit : units) {
            for (String candidate : List.of(unit.name(), unit.shortName())) {
                double alike = alike(folded, bare(Fold.tight(candidate)));
                if (alike >= most) {
                    most = alike + 1e-9;
                    best = unit;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** 1 less the share of characters that have to be changed (Levenshtein); of long texts only the beginning is looked at. */
    private static double alike(String a, String b) {
        String left = a.length() > 40 ? a.substring(0, 40) : a;
        String right = b.length() > 40 ? b.substring(0, 40) : b;
        int longest = Math.max(left.length(), right.length());
        if (longest == 0) {
            return 0;
        }
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return 1.0 - (double) row[right.length()] / longest;
    }
}
