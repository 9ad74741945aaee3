package org.duban.api.matter;

import java.util.Optional;
import org.duban.api.Problem;

/**
 * Whether a person could give a kind of command now; what a page shows as a button, or as a greyed one with its reason.
 *
 * @param command simple name of the command
 * @param refusal why not; empty when stage and access allow it (the command's own fields may still be refused)
 */
public record CommandOption(String command, Optional<Problem> refusal) {

    /** Whether it is possible. */
    public boolean possible() {
        return refusal.isEmpty();
    }
}
