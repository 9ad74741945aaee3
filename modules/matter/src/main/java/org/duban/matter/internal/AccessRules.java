package org.duban.matter.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.AccessRule;
import org.duban.api.access.Right;
import org.duban.api.access.Scope;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.access.Visibility.Clause;
import org.duban.api.form.FormType;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.DecideObjection;
import org.duban.api.matter.MatterCommand.OfObligation;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.jspecify.annotations.Nullable;

/** The access rules in force: whatever no rule allows is refused. Immutable. */
public final class AccessRules implements Access {

    static final String READ = "Read";
    static final String REGISTER = "Register";

    /** What {@link Person#DUBAN} may do beside reading, and nobody else; no district decides otherwise. */
    static final Set<String> OF_DUBAN = Set.of("Recount", "Escalate");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final List<AccessRule> rules;
    private final Map<String, List<AccessRule>> byCommand = new HashMap<>();

    AccessRules(List<AccessRule> rules) {
        this.rules = rules.stream().sorted(Comparator.comparing(AccessRule::id)).toList();
        for (AccessRule rule : this.rules) {
            for (String command : rule.commands()) {
                byCommand.computeIfAbsent(command, c -> new ArrayList<>()).add(rule);
            }
        }
    }

    /**
     * Reads rules from a JSON array.
     *
     * @param json the text
     * @param origin where it is from, for the error
     * @throws DubanException {@code ACCESS_RULES_INVALID}
     */
    public static AccessRules parse(String json, String origin) {
        List<AccessRule> rules;
        try {
            rules = JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new DubanException(
                    invalid(
                            origin,
                            e.getOriginalMessage(),
                            "形如 [{\"id\":…,\"commands\":[…],\"roles\":[…],\"scopes\":[…],\"reason\":…}]"),
                    e);
        }
        Set<String> ids = new HashSet<>();
        Set<String> known = new HashSet<>(Set.of(READ, REGISTER));
        Transitions.rows().forEach(row -> known.add(row.command()));
        Set<String> beside = new HashSet<>();
        for (Right right : Right.values()) {
            beside.add(right.id());
        }
        List<Problem> problems = new ArrayList<>();
        for (AccessRule rule : rules) {
            if (!ids.add(rule.id())) {
                problems.add(invalid(origin, rule.id(), "规则编号各不相同"));
            }
            for (String command : rule.commands()) {
                if (!known.contains(command) && !beside.contains(command)) {
                    problems.add(invalid(origin, rule.id() + " " + command, "已有的命令名"));
                } else if (OF_DUBAN.contains(command)) {
                    problems.add(invalid(origin, rule.id() + " " + command, "只由督办系统自行办理，不能授权给任何人"));
                }
            }
            if (rule.commands().stream().anyMatch(c -> c.equals(READ) || beside.contains(c))
                    && (rule.scopes().contains(Scope.NOT_CONCLUDER)
                            || rule.scopes().contains(Scope.NOT_PROPOSER))) {
                problems.add(invalid(origin, rule.id(), "查看等规则不用回避类范围"));
            }
        }
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return new AccessRules(rules);
    }

    private static Problem invalid(String origin, String value, String expected) {
        return Problem.of(
                ErrorCode.ACCESS_RULES_INVALID, origin, value, expected, "权限规则有误", "The access rules are not usable");
    }

    @Override
    public List<AccessRule> rules() {
        return rules;
    }

    /**
     * Why this person may not give this command; empty when a rule lets them.
     *
     * @param command simple name, or {@link #READ}, {@link #REGISTER}
     * @param subject the matter and, if there is one, the command itself
     */
    Optional<Problem> check(String command, Person actor, Subject subject) {
        if (isDuban(actor) || OF_DUBAN.contains(command)) {
            return checkDuban(command, actor);
        }
        List<AccessRule> candidates = byCommand.getOrDefault(command, List.of());
        for (AccessRule rule : candidates) {
            if (actor.hasAnyOf(rule.roles()) && rule.scopes().stream().allMatch(s -> subject.within(s, actor))) {
                return Optional.empty();
            }
        }
        return Optional.of(denied(command, actor, allowed(candidates)));
    }

    private static String allowed(List<AccessRule> candidates) {
        return candidates.isEmpty()
                ? "没有规则允许任何人这样做"
                : String.join(
                        "；",
                        candidates.stream().map(r -> r.id() + " " + r.reason()).toList());
    }

    private static boolean isDuban(Person person) {
        return person.id().equals(Person.DUBAN.id());
    }

    private static Optional<Problem> checkDuban(String command, Person actor) {
        if (isDuban(actor) && (command.equals(READ) || OF_DUBAN.contains(command))) {
            return Optional.empty();
        }
        String allowed = OF_DUBAN.contains(command) ? "只由督办系统自行办理" : "督办系统不代人办理";
        return Optional.of(denied(command, actor, allowed));
    }

    private static Problem denied(String command, Person actor, String allowed) {
        return denied(command, Transitions.zh(command), actor, allowed);
    }

    private static Problem denied(String command, String zh, Person actor, String allowed) {
        return Problem.of(
                ErrorCode.ACCESS_DENIED,
                command,
                actor.id(),
                allowed,
                actor.name() + "不能" + zh,
                "No access rule lets " + actor.id() + " " + command);
    }

    /**
     * Why the form type keeps this person, whom the rules let, from it; empty when it doesn't.
     *
     * @param command simple name, or {@link #REGISTER}
     */
    static Optional<Problem> narrowed(String command, Person actor, FormType form) {
        if (isDuban(actor)) {
            return Optional.empty();
        }
        return form.roles().stream()
                .filter(rule -> rule.command().equals(command) && !actor.hasAnyOf(rule.roles()))
                .findFirst()
                .map(rule -> denied(
                        command,
                        actor,
                        form.nameZh() + "只由"
                                + String.join(
                                        "、",
                                        rule.roles().stream()
                                                .sorted()
                                                .map(Role::zh)
                                                .toList())
                                + "办理"));
    }

    /** What access depends on. {@code matter} is null only for a registration, whose line stands beside it. */
    record Subject(
            @Nullable Matter matter, Line line, @Nullable MatterCommand command) {

        static Subject of(Matter matter, @Nullable MatterCommand command) {
            return new Subject(matter, matter.subject().line(), command);
        }

        boolean within(Scope scope, Person actor) {
            if (scope == Scope.OWN_LINE) {
                return actor.lines().contains(line);
            }
            Matter m = matter;
            if (m == null) {
                return false;
            }
            return switch (scope) {
                case OWN_LINE -> actor.lines().contains(line);
                case OWN_GROUP -> actor.group() > 0 && actor.group() == m.group();
                case OWN_MATTER -> actor.id().equals(m.officer());
                case OWN_REGISTRATION -> actor.id().equals(m.times().registeredBy());
                case OWN_UNIT -> actor.unit() != null && ownsObligation(m, actor.unit());
                case LEAD_UNIT ->
                    actor.unit() != null
                            && m.lead()
                                    .map(Obligation::unit)
                                    .filter(actor.unit()::equals)
                                    .isPresent();
                case OWN_INSTRUCTION ->
                    actor.id().equals(m.subject().leader()) || actor.id().equals(m.presentedTo());
                case BROUGHT_IN ->
                    m.partners().contains(actor.id())
                            || (actor.unit() != null && m.partners().contains(actor.unit()));
                case NOT_PROPOSER -> !actor.id().equals(m.proposer());
                case NOT_CONCLUDER -> tookNoPart(m, actor);
            };
        }

        private boolean ownsObligation(Matter m, String unit) {
            if (command instanceof OfObligation about && about.obligation() > 0) {
                return m.obligation(about.obligation())
                        .filter(o -> o.unit().equals(unit))
                        .isPresent();
            }
            return m.obligations().stream().anyMatch(o -> o.unit().equals(unit));
        }

        private boolean tookNoPart(Matter m, Person actor) {
            return m.objections().stream()
                    .filter(o -> o.upheld() == null)
                    .filter(o -> !(command instanceof DecideObjection d) || d.objection() == o.number())
                    .allMatch(o -> m.conclusions().stream()
                            .filter(c -> c.version() == o.version())
                            .noneMatch(c -> c.by().contains(actor.id())));
        }
    }

    @Override
    public Visibility visibility(Person person) {
        return isDuban(person) ? Visibility.EVERYTHING : visibility(person, READ);
    }

    /** Duban itself has no rights beside its commands. */
    @Override
    public Visibility visibility(Person person, Right right) {
        return isDuban(person) ? new Visibility(List.of()) : visibility(person, right.id());
    }

    @Override
    public void require(Person person, Right right, Map<Attribute, Set<String>> subject) {
        if (!visibility(person, right).admits(subject)) {
            throw new DubanException(
                    denied(right.id(), right.zh(), person, allowed(byCommand.getOrDefault(right.id(), List.of()))));
        }
    }

    private Visibility visibility(Person person, String command) {
        List<Clause> clauses = new ArrayList<>();
        for (AccessRule rule : byCommand.getOrDefault(command, List.of())) {
            if (person.hasAnyOf(rule.roles())) {
                clause(rule, person).ifPresent(clauses::add);
            }
        }
        return new Visibility(clauses);
    }

    private static Optional<Clause> clause(AccessRule rule, Person person) {
        Map<Attribute, Set<String>> conditions = new LinkedHashMap<>();
        for (Scope scope : rule.scopes()) {
            Set<String> values = new HashSet<>();
            Attribute attribute = switch (scope) {
                case OWN_LINE -> {
                    person.lines().forEach(line -> values.add(line.name()));
                    yield Attribute.LINE;
                }
                case OWN_GROUP -> {
                    if (person.group() > 0) {
                        values.add(Integer.toString(person.group()));
                    }
                    yield Attribute.GROUP;
                }
                case OWN_MATTER -> {
                    values.add(person.id());
                    yield Attribute.OFFICER;
                }
                case OWN_REGISTRATION -> {
                    values.add(person.id());
                    yield Attribute.REGISTRAR;
                }
                case OWN_UNIT, LEAD_UNIT -> {
                    if (person.unit() != null) {
                        values.add(person.unit());
                    }
                    yield scope == Scope.OWN_UNIT ? Attribute.OBLIGED_UNIT : Attribute.LEAD_UNIT;
                }
                case OWN_INSTRUCTION -> {
                    values.add(person.id());
                    yield Attribute.LEADER;
                }
                case BROUGHT_IN -> {
                    values.add(person.id());
                    if (person.unit() != null) {
                        values.add(person.unit());
                    }
                    yield Attribute.PARTNER;
                }
                case NOT_PROPOSER, NOT_CONCLUDER ->
                    throw new IllegalStateException(
                            scope + " in a rule for reading was refused when the rules were parsed");
            };
            if (values.isEmpty()) {
                return Optional.empty();
            }
            conditions.put(attribute, Set.copyOf(values));
        }
        return Optional.of(new Clause(conditions));
    }

    /** The roles that some rule names for a command. */
    Set<Role> rolesFor(String command) {
        Set<Role> roles = new HashSet<>();
        byCommand.getOrDefault(command, List.of()).forEach(rule -> roles.addAll(rule.roles()));
        return roles;
    }
}
