package org.duban.api.matter;

/**
 * Who acts: the host has authenticated this person. What they may do is asked of the host's directory at each command.
 *
 * @param person id of the person in the host's directory
 */
public record Actor(String person) {
    public Actor {
        if (person.isBlank()) {
            throw new IllegalArgumentException("an actor needs a person's id");
        }
    }

    /** The person with this id. */
    public static Actor of(String person) {
        return new Actor(person);
    }
}
