package org.duban.api.form;

import java.util.Objects;
import java.util.Set;
import org.duban.api.office.Role;

/**
 * Narrows, for matters of one form type, who may give a command; the district's access rules must allow it as well.
 *
 * @param command simple name of the command, or {@code Register}
 * @param roles only people with one of these; not empty
 */
public record RoleRule(String command, Set<Role> roles) {
    public RoleRule {
        Objects.requireNonNull(command, "command");
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a rule names at least one role: " + command);
        }
    }
}
