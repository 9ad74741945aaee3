package org.duban.api.matter;

/**
 * Who acts: the host has authenticated this person. What they may do is asked of the host's directory at each command.
 *
 * @param person id of the person in the host's directory
 */
public record Actor(String person) {

    /**
     * Duban itself: its timers and readers. Sees everything, and may do nothing but {@link MatterCommand.Recount} and {@link
     * MatterCommand.Escalate}. Never asked of the directory; a host must not lend it to anybody.
     */
    public static final Actor DUBAN = new Actor("duban");

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
