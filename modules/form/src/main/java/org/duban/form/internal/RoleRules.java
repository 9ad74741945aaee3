package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.form.RoleRule;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.Escalate;
import org.duban.api.matter.MatterCommand.Recount;
import org.duban.api.office.Role;
import org.duban.form.internal.Members.Kind;

/** Reads who alone may give a command: a definition's {@code roles}. */
final class RoleRules {

    private static final Set<String> BY_DUBAN_ITSELF =
            Set.of(Recount.class.getSimpleName(), Escalate.class.getSimpleName());

    /** What people ask for, by name; making a matter is not a command to one. */
    static final List<String> COMMANDS = Stream.concat(Stream.of("Register"), names(MatterCommand.class))
            .filter(name -> !BY_DUBAN_ITSELF.contains(name))
            .toList();

    private RoleRules() {}

    private static Stream<String> names(Class<?> commands) {
        return Arrays.stream(commands.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? names(type) : Stream.of(type.getSimpleName()));
    }

    /** The rules in the order of the definition. */
    static List<RoleRule> read(JsonNode root, Members members) {
        JsonNode roles = members.member(root, "", "roles", Kind.OBJECT, false);
        List<RoleRule> rules = new ArrayList<>();
        roles.fieldNames().forEachRemaining(command -> {
            String pointer = Pointers.append("/roles", command);
            if (BY_DUBAN_ITSELF.contains(command)) {
                members.mistakes()
                        .add(
                                pointer,
                                roles.get(command),
                                "删去这一条",
                                "「" + command + "」由系统执行，没有人发出",
                                "Nobody gives this command: " + command);
            } else if (!COMMANDS.contains(command)) {
                members.unknown(pointer, command, COMMANDS, "命令");
            }
            Set<Role> allowed = members.choices(roles, "/roles", command, Role.class);
            if (!allowed.isEmpty()) {
                rules.add(new RoleRule(command, allowed));
            }
        });
        return rules;
    }
}
