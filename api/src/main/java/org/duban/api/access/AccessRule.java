package org.duban.api.access;

import java.util.Objects;
import java.util.Set;
import org.duban.api.office.Role;

/**
 * One permission.
 *
 * @param id stable id shown in refusals, {@code A07}
 * @param commands simple names of the commands it is about, {@code Approve}; {@code Read} for reading
 * @param roles the actor has one of them
 * @param scopes all of them hold; empty: every matter
 * @param reason one sentence in Chinese that says the rule to a person
 */
public record AccessRule(String id, Set<String> commands, Set<Role> roles, Set<Scope> scopes, String reason) {

    public AccessRule {
        Objects.requireNonNull(id, "id");
        commands = Set.copyOf(commands);
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
        Objects.requireNonNull(reason, "reason");
    }
}
